// Every incident of a period, judged by the policy version that it was declared under: in groups, so that ten thousand do not stand in memory with all they hold.
import { setImmediate as breathe } from 'node:timers/promises'
import { everyPart, levelsOf, type Parts, partsOf } from '../../core/commitment/partsOf.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { hashBytes } from '../document/documentStore.ts'
import type { SignedIn } from '../http/route.ts'
import { type PinnedPolicy, pinnedPolicy } from '../incident/policyInForce.ts'
import type { Sighted } from './found.ts'
import { type JudgedIncident, nextIncidents, type Span } from './incidentFactViews.ts'
import { judgeIncident, mayReadOf } from './judgeIncident.ts'
import { type FactsRead, readFacts } from './readFacts.ts'

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

type Group = { incidents: readonly JudgedIncident[]; read: FactsRead }

/** While one group is judged here, the database reads what the next one is judged by, and which come behind it. */
export async function* judgeIncidents(judging: Judging): AsyncGenerator<Sighted[]> {
  const { commitment } = judging
  const parts = commitment === null ? everyPart : partsOf(commitment)
  if (parts.size === 0) return
  const levels = commitment === null ? null : levelsOf(commitment)
  const policies = new Map<string, PinnedPolicy>()
  const behind = (rows: readonly JudgedIncident[]) => (rows.length < atOnce ? null : started(nextOf(judging, rows.at(-1), levels)))
  const first = await nextOf(judging, undefined, levels)
  let [reading, following] = [started(readGroup(judging, first, parts)), behind(first)]
  for (;;) {
    const [group, next] = await Promise.all([reading, following])
    await addPolicies(judging.tx, policies, group.incidents)
    if (next !== null) [reading, following] = [started(readGroup(judging, next, parts)), behind(next)]
    // So that the questions are on their way before the judging begins.
    await breathe()
    if (group.incidents.length > 0) yield judgeGroup(judging, group, policies, parts)
    if (next === null) return
  }
}

/** Whoever stops asking, or fails first, has told what went wrong. */
function started<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

function nextOf({ tx, by, policyId, span }: Judging, after: JudgedIncident | undefined, levels: readonly string[] | null) {
  return nextIncidents(tx, by, policyId, span, { after, most: atOnce, levels })
}

async function readGroup({ tx }: Judging, incidents: readonly JudgedIncident[], parts: Parts): Promise<Group> {
  const ids = incidents.map(({ incidentId }) => incidentId)
  return { incidents, read: await readFacts(tx, ids, parts) }
}

async function addPolicies(tx: OrganizationTx, policies: Map<string, PinnedPolicy>, incidents: readonly JudgedIncident[]): Promise<void> {
  for (const { policyId, version } of incidents) {
    if (!policies.has(version)) policies.set(version, await pinnedPolicy(tx, { policyId, policyVersion: hashBytes(version) }))
  }
}

function judgeGroup({ by, timeZone, now }: Judging, { incidents, read }: Group, policies: ReadonlyMap<string, PinnedPolicy>, parts: Parts) {
  const judging = { parts, timeZone, now, mayRead: mayReadOf(by) }
  return incidents.flatMap((incident): Sighted[] => {
    const pinned = policies.get(incident.version)
    return pinned === undefined ? [] : judgeIncident(incident, pinned, read, judging)
  })
}
