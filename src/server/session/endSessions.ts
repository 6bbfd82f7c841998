// Sign out: here, or everywhere.
import type { sessionApi } from '../../contract/session.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { endStaleStreams, endStreamsOf } from '../event/streamEvents.ts'
import type { OpenCall } from '../http/route.ts'
import { clearSessionCookie } from '../http/sessionCookie.ts'
import { endSession, endSessionsOf } from './store.ts'

function person({ by, organizationId }: OpenCall) {
  if (by?.kind !== 'person' || !organizationId) throw new Refusal('not_permitted', 'Only a person has a session.')
  return { by, organizationId }
}

export async function signOut(call: OpenCall<typeof sessionApi.signOut>): Promise<void> {
  const { by, organizationId } = person(call)
  await inOrganization(call.services.database, organizationId, by, (tx) => endSession(tx, by.sessionId, call.now))
  endStreamsOf(call.services, by.sessionId)
  clearSessionCookie(call.reply, call.services.config)
}

export async function signOutEverywhere(call: OpenCall<typeof sessionApi.signOutEverywhere>): Promise<void> {
  const { by, organizationId } = person(call)
  await inOrganization(call.services.database, organizationId, by, (tx) => endSessionsOf(tx, by.id, call.now))
  await endStaleStreams(call.services)
  clearSessionCookie(call.reply, call.services.config)
}
