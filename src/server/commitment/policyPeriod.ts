// A policy in a period: which versions were in force when, and what each of them promises.

import type { PromisingVersion } from '../../core/commitment/promisedLines.ts'
import { type InForce, stretchesOf } from '../../core/document/inForce.ts'
import type { Life } from '../../core/document/life.ts'
import { type LookedAt, lookedAt } from '../../core/framework/period.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLife } from '../document/actStore.ts'
import { hashBytes } from '../document/documentStore.ts'
import { timeZoneOf } from '../document/documentViews.ts'
import { pinnedPolicy } from '../incident/policyInForce.ts'

export type ForceStretch = { version: string; from: Instant; to: Instant; inForce: InForce }

export type PolicyPeriod = {
  policyId: string
  period: LookedAt
  /** Up to which it is judged: the end of the period, or now. */
  until: Instant
  life: Life
  stretches: ForceStretch[]
  /** Read when first asked for. */
  versionOf: (hash: string) => Promise<PromisingVersion & { title: string }>
}

export async function policyPeriod(
  tx: OrganizationTx,
  policyId: string,
  query: { from?: string | undefined; to?: string | undefined },
  now: Instant,
): Promise<PolicyPeriod> {
  const period = lookedAt(query, await timeZoneOf(tx), now)
  if (period.start >= now) throw new Refusal('period_not_valid', 'The period has not begun: what is to come is on no record.')
  const life = await readLife(tx, { kind: 'policy', documentId: policyId })
  if (life === undefined) throw new Refusal('not_found', 'There is no such policy here.')
  const until = Math.min(period.end, now) as Instant
  const stretches = stretchesOf(life, period.start, until).flatMap(({ from, to, inForce }) =>
    inForce === undefined ? [] : [{ from, to, inForce, version: inForce.version }],
  )
  const known = new Map<string, PromisingVersion & { title: string }>()
  const versionOf = async (hash: string) => {
    const found = known.get(hash) ?? (await pinnedPolicy(tx, { policyId, policyVersion: hashBytes(hash) }))
    known.set(hash, found)
    return found
  }
  return { policyId, period, until, life, stretches, versionOf }
}
