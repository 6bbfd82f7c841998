// Sets or forgets the webhook that pages of a channel go to. Its address lets anybody post there: it is sealed, and never shown again.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { pageApi } from '../../contract/page.ts'
import type { By } from '../../core/escalation/decidePage.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { announceEscalation } from './announce.ts'
import { type Channel, forgetChannel, saveChannel } from './pathStore.ts'

/** What a sealed address belongs to: that of one channel opens for no other. */
export const sealedFor = (organizationId: OrganizationId, name: string) => `${organizationId} page channel ${name}`

export function channelView({ name, host, changedAt }: Channel) {
  return { name, host, changed_at: formatInstant(changedAt) }
}

/** Where pages go is of the organization as a whole. */
function channelEntry(organizationId: OrganizationId, by: By, channel: string, host: string | null, now: Instant): NewEntry {
  const personal = { name: by.name }
  return { kind: 'escalation.changed', act: by.id, obj: organizationId, at: now, ctl: ['CC7.4'], detail: { channel, host }, personal }
}

export async function setChannel(call: Call<typeof pageApi.setChannel>): Promise<ReplyOf<typeof pageApi.setChannel>> {
  const { tx, services, body, by, now } = call
  if (!services.outgoing.allowed) {
    throw new Refusal('outgoing_not_allowed', 'This server makes no requests by itself. TICKMARK_ALLOW_OUTGOING=public lets it.')
  }
  const { username, password, host } = new URL(body.url)
  if (username !== '' || password !== '') throw new Refusal('outgoing_not_allowed', 'An address must not carry a user name or password.')
  const urlSealed = services.secrets.seal(body.url, sealedFor(tx.organizationId, body.name))
  const channel = { name: body.name, urlSealed, host, changedAt: now }
  await saveChannel(tx, channel)
  await record(tx, [channelEntry(tx.organizationId, by, body.name, host, now)], now)
  announceEscalation(call, [])
  return channelView(channel)
}

export async function removeChannel(call: Call<typeof pageApi.removeChannel>): Promise<void> {
  const { tx, body, by, now } = call
  if (!(await forgetChannel(tx, body.name, now))) throw new Refusal('not_found', 'This channel has no webhook.')
  await record(tx, [channelEntry(tx.organizationId, by, body.name, null, now)], now)
  announceEscalation(call, [])
}
