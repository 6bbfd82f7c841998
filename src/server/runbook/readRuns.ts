// The runs of an incident as people see them, and which runbooks may fit it.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { runApi } from '../../contract/runbook.ts'
import type { ClosingFact } from '../../core/incident/closing.ts'
import type { IncidentId, RunId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { unfinishedContainment } from '../../core/runbook/decideRun.ts'
import type { StepActor } from '../../core/runbook/decideStep.ts'
import { proposeRunbooks } from '../../core/runbook/proposeRunbooks.ts'
import type { Runbook } from '../../core/runbook/runbook.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { StoredDocument } from '../document/documentStore.ts'
import { hashInForce, versionsInForce } from '../document/inForce.ts'
import type { SignedIn } from '../http/route.ts'
import { noSuchIncident, seeIncident } from '../incident/incidentAccess.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { knownStructure, structureOf } from './parsedRunbooks.ts'
import { requireVersion } from './readRunbooks.ts'
import { runbookLine } from './runbookShapes.ts'
import { runLine, runShape, type ShownRun } from './runShapes.ts'
import { type KeptRun, linkedAlerts, readRuns, rolesIn } from './runStore.ts'

/** Of a private incident nobody else learns even which runbooks are followed. */
export async function requireSeen(tx: OrganizationTx, by: SignedIn, incidentId: IncidentId) {
  const { row, open } = await seeIncident(tx, by, incidentId)
  if (!open) throw noSuchIncident()
  return row
}

export async function stepActor(tx: OrganizationTx, by: SignedIn, incidentId: IncidentId): Promise<StepActor> {
  const roles = by.kind === 'person' ? await rolesIn(tx, incidentId, by.id) : []
  return { kind: by.kind, id: by.id, name: by.name, roles }
}

export async function withDocument(tx: OrganizationTx, kept: KeptRun, now: Instant): Promise<ShownRun> {
  const { documentId, version } = kept.run
  const document = await requireVersion(tx, documentId, version)
  const currentHash = (await hashInForce(tx, 'runbook', documentId, now)) ?? null
  return { ...kept, document, runbook: structureOf(document).runbook, currentHash }
}

async function shownRuns(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<ShownRun[]> {
  const shown: ShownRun[] = []
  for (const kept of await readRuns(tx, incidentId)) shown.push(await withDocument(tx, kept, now))
  return shown
}

/** Enough to work on it: neither its text nor which version is current. */
async function withStructure(tx: OrganizationTx, kept: KeptRun): Promise<KeptRun & { runbook: Runbook }> {
  const { documentId, version } = kept.run
  const { runbook } = knownStructure(version) ?? structureOf(await requireVersion(tx, documentId, version))
  return { ...kept, runbook }
}

export async function runToChange(tx: OrganizationTx, incidentId: IncidentId, runId: RunId): Promise<KeptRun & { runbook: Runbook }> {
  return withStructure(tx, await requireKept(tx, incidentId, runId))
}

async function requireKept(tx: OrganizationTx, incidentId: IncidentId, runId: RunId): Promise<KeptRun> {
  const kept = (await readRuns(tx, incidentId)).find(({ run }) => run.runId === runId)
  if (kept === undefined) throw new Refusal('not_found', 'This incident has no such run.')
  return kept
}

export async function requireRun(tx: OrganizationTx, incidentId: IncidentId, runId: RunId, now: Instant): Promise<ShownRun> {
  return withDocument(tx, await requireKept(tx, incidentId, runId), now)
}

export async function listRuns(
  tx: OrganizationTx,
  by: SignedIn,
  incidentId: IncidentId,
  now: Instant,
): Promise<ReplyOf<typeof runApi.list>> {
  await requireSeen(tx, by, incidentId)
  return { items: (await shownRuns(tx, incidentId, now)).map(runLine) }
}

export async function showRun(
  tx: OrganizationTx,
  by: SignedIn,
  { incidentId, runId }: { incidentId: IncidentId; runId: RunId },
  now: Instant,
): Promise<ReplyOf<typeof runApi.get>> {
  const incident = await requireSeen(tx, by, incidentId)
  const run = await requireRun(tx, incidentId, runId, now)
  return runShape(run, { by: await stepActor(tx, by, incidentId), incident, now })
}

export async function propose(
  tx: OrganizationTx,
  by: SignedIn,
  incidentId: IncidentId,
  now: Instant,
): Promise<ReplyOf<typeof runApi.propose>> {
  const { incidentType } = await requireSeen(tx, by, incidentId)
  const documents = await versionsInForce(tx, 'runbook', now)
  const runs = await readRuns(tx, incidentId)
  const who = await whoIs(
    tx,
    documents.map(({ publishedBy }) => publishedBy),
  )
  const shape = ({ document }: { document: StoredDocument }) => ({
    runbook: runbookLine(document, who),
    run_id: runs.find(({ run }) => run.documentId === document.documentId)?.run.runId ?? null,
  })
  // Known by the id it was published under, whatever its front matter says.
  const runbooks = documents.map((document) => ({ ...structureOf(document).runbook, id: document.documentId, document }))
  const { proposed, others } = proposeRunbooks(runbooks, { incidentType, alerts: await linkedAlerts(tx, incidentId) })
  return { proposed: proposed.map(({ runbook, because }) => ({ ...shape(runbook), because })), others: others.map(shape) }
}

/** Containment is what keeps an incident open; a step of the review after it does not. */
export async function openSteps(tx: OrganizationTx, incidentId: IncidentId): Promise<ClosingFact[]> {
  let count = 0
  for (const kept of await readRuns(tx, incidentId)) {
    const { runbook, marks } = await withStructure(tx, kept)
    count += unfinishedContainment(runbook, marks).length
  }
  return count === 0 ? [] : [{ code: 'steps_open', count }]
}
