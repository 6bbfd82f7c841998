// Every incident of a period, judged by the policy version that it was declared under: in groups, so that ten thousand do not stand in memory with all they hold.
import { everyPart, levelsOf, type Parts, partsOf } from '../../core/commitment/partsOf.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { type PinnedPolicy, pinnedPolicy } from '../incident/policyInForce.ts'
import type { Found } from './found.ts'
import { type JudgedIncident, nextIncidents, type Span } from './incidentFactViews.ts'
import { judgeIncident } from './judgeIncident.ts'
import { readFacts } from './readFacts.ts'

const atOnce = 500

export type Judging = {
  tx: OrganizationTx
  by: SignedIn
  policyId: string
  span: Span
  timeZone: string
  now: Instant
  /** Of one commitment only what judges it is read, and only of incidents that may be subject to it. */
  commitment: string | null
}

export async function* judgeIncidents(judging: Judging): AsyncGenerator<Found[]> {
  const { tx, by, policyId, span, commitment } = judging
  const parts = commitment === null ? everyPart : partsOf(commitment)
  if (parts.size === 0) return
  const levels = commitment === null ? null : levelsOf(commitment)
  let last: JudgedIncident | undefined
  for (;;) {
    const incidents = await nextIncidents(tx, by, policyId, span, { after: last, most: atOnce, levels })
    if (incidents.length > 0) yield await judgeGroup(judging, incidents, parts)
    if (incidents.length < atOnce) return
    last = incidents.at(-1)
  }
}

async function policiesOf(tx: OrganizationTx, incidents: readonly JudgedIncident[]): Promise<Map<string, PinnedPolicy>> {
  const pinned = new Map<string, PinnedPolicy>()
  for (const incident of incidents) {
    const key = encodeHex(incident.policyVersion)
    if (!pinned.has(key)) pinned.set(key, await pinnedPolicy(tx, incident))
  }
  return pinned
}

async function judgeGroup({ tx, by, timeZone, now }: Judging, incidents: readonly JudgedIncident[], parts: Parts): Promise<Found[]> {
  const policies = await policiesOf(tx, incidents)
  const read = await readFacts(
    tx,
    incidents.map(({ incidentId }) => incidentId),
    parts,
  )
  return incidents.flatMap((incident) => {
    const pinned = policies.get(encodeHex(incident.policyVersion))
    return pinned === undefined ? [] : judgeIncident(incident, pinned, read, { parts, by, timeZone, now })
  })
}
