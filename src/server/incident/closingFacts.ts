// What keeps an incident from being closed, gathered from everybody who keeps something about it. Rooms above add their own reader when they start.
import type { ClosingFact } from '../../core/incident/closing.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { computeSeverity } from '../../core/policy/computeSeverity.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type IncidentRow, readIncident, readRoles, readSeverities } from './incidentStore.ts'
import { pinnedPolicy } from './policyInForce.ts'

/** Only reads, and only what concerns that incident; asked inside the transaction that would close it. */
export type ReadClosingFacts = (tx: OrganizationTx, incidentId: IncidentId, now: Instant) => Promise<ClosingFact[]>

/** Added to once, by each room, when the process starts: the same reader twice would say everything twice. */
export const closingFacts: ReadClosingFacts[] = [ownFacts]

export function addClosingFacts(read: ReadClosingFacts): void {
  if (!closingFacts.includes(read)) closingFacts.push(read)
}

async function ownFacts(tx: OrganizationTx, incidentId: IncidentId): Promise<ClosingFact[]> {
  const incident = await readIncident(tx, incidentId, { lock: false })
  if (incident === undefined) return []
  const roles = await readRoles(tx, incidentId)
  return [
    ...(incident.acknowledgedAt === null ? [{ code: 'not_acknowledged' as const }] : []),
    ...(roles.some(({ role }) => role === 'commander') ? [] : [{ code: 'no_commander' as const }]),
    ...(await severityFacts(tx, incident)),
  ]
}

/** Where a person set the level, what the facts leave open is theirs to answer for. */
async function severityFacts(tx: OrganizationTx, incident: IncidentRow): Promise<ClosingFact[]> {
  if (incident.severity === null) return [{ code: 'severity_not_set' }]
  if (incident.severityCertainty !== 'at-least') return []
  const last = (await readSeverities(tx, incident.incidentId)).at(-1)
  const { policy } = await pinnedPolicy(tx, incident)
  const questions = computeSeverity(policy, last?.answers ?? {}).ask.map(({ ask }) => ask)
  return [{ code: 'severity_in_doubt', questions }]
}

export async function readClosingFacts(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<ClosingFact[]> {
  const facts: ClosingFact[] = []
  for (const read of closingFacts) facts.push(...(await read(tx, incidentId, now)))
  return facts
}
