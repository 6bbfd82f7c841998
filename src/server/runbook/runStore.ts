// Runs as they are kept: the version each began with, the values given, the marks made; all of it only ever added to.
import { sql } from 'kysely'
import type { IncidentId, MarkId, PersonId, RunId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { AlertToMatch } from '../../core/runbook/matchRunbooks.ts'
import type { GivenValue, RunFacts } from '../../core/runbook/runFacts.ts'
import type { StepMark } from '../../core/runbook/stepStanding.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type KeptMark = StepMark & { markId: MarkId; corrects: MarkId | null; recordedAt: Instant; leafHash: string }

export type KeptRun = { run: RunFacts; given: GivenValue[]; marks: KeptMark[] }

const runColumns = [
  ...(['run_id', 'incident_id', 'document_id', 'document_version', 'started_at', 'started_by', 'started_by_name'] as const),
] as const

/** The runs of an incident with everything said in them, the earliest first. */
export async function readRuns(tx: OrganizationTx, incidentId: IncidentId): Promise<KeptRun[]> {
  const runs = await tx.db
    .selectFrom('run')
    .select(runColumns)
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('recorded_at')
    .orderBy('run_id')
    .execute()
  const [given, marks] = [await readGiven(tx, incidentId), await readMarks(tx, incidentId)]
  return runs.map((row) => ({
    run: {
      ...{ runId: row.run_id, incidentId: row.incident_id, documentId: row.document_id, version: encodeHex(row.document_version) },
      ...{ startedAt: row.started_at, startedBy: { id: row.started_by, name: row.started_by_name } },
    },
    given: given.filter(({ runId }) => runId === row.run_id),
    marks: marks.filter(({ runId }) => runId === row.run_id),
  }))
}

async function readGiven(tx: OrganizationTx, incidentId: IncidentId): Promise<(GivenValue & { runId: RunId })[]> {
  const rows = await tx.db
    .selectFrom('run_parameter')
    .select(['run_id', 'position', 'name', 'value', 'given_at', 'given_by', 'given_by_name'])
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    ...{ runId: row.run_id, position: row.position, name: row.name, value: row.value },
    ...{ at: row.given_at, by: { id: row.given_by, name: row.given_by_name } },
  }))
}

async function readMarks(tx: OrganizationTx, incidentId: IncidentId): Promise<(KeptMark & { runId: RunId })[]> {
  const rows = await tx.db
    .selectFrom('step_mark')
    .selectAll()
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    ...{ runId: row.run_id, markId: row.mark_id, stepId: row.step_id, state: row.state, reason: row.reason, note: row.note },
    by: { kind: row.marked_by.startsWith('tok_') ? ('token' as const) : ('person' as const), id: row.marked_by, name: row.marked_by_name },
    ...{ at: row.marked_at, recordedAt: row.recorded_at, corrects: row.corrects, leafHash: encodeBase64(row.leaf_hash) },
  }))
}

export async function insertRun(tx: OrganizationTx, run: RunFacts, now: Instant): Promise<void> {
  await tx.db
    .insertInto('run')
    .values({
      ...{ org_id: tx.organizationId, run_id: run.runId, incident_id: run.incidentId, document_id: run.documentId },
      ...{ document_version: new Uint8Array(Buffer.from(run.version, 'hex')), started_at: run.startedAt },
      ...{ started_by: run.startedBy.id, started_by_name: run.startedBy.name, recorded_at: now },
    })
    .execute()
}

type Of = Pick<RunFacts, 'runId' | 'incidentId'>

export async function insertValues(
  tx: OrganizationTx,
  { runId, incidentId }: Of,
  values: readonly GivenValue[],
  now: Instant,
): Promise<void> {
  const rows = values.map(({ position, name, value, at, by }) => ({
    ...{ org_id: tx.organizationId, run_id: runId, incident_id: incidentId, position, name, value },
    ...{ given_at: at, given_by: by.id, given_by_name: by.name, recorded_at: now },
  }))
  await tx.db.insertInto('run_parameter').values(rows).execute()
}

export type NewMark = { mark: StepMark; position: number; leafHash: Uint8Array }

export async function insertMark(tx: OrganizationTx, { runId, incidentId }: Of, { mark, position, leafHash }: NewMark, now: Instant) {
  await tx.db
    .insertInto('step_mark')
    .values({
      ...{ org_id: tx.organizationId, run_id: runId, incident_id: incidentId, mark_id: mark.markId as MarkId, position },
      ...{ step_id: mark.stepId, state: mark.state, reason: mark.reason, note: mark.note, marked_at: mark.at },
      ...{ marked_by: mark.by.id, marked_by_name: mark.by.name, recorded_at: now },
      ...{ corrects: mark.corrects as MarkId | null, leaf_hash: leafHash },
    })
    .execute()
}

/** For lists of incidents: something about it was recorded. */
export async function touchIncident(tx: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<void> {
  await tx.db
    .updateTable('incident')
    .set({ changed_at: now })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .execute()
}

/** The roles that somebody holds in an incident now. */
export async function rolesIn(tx: OrganizationTx, incidentId: IncidentId, personId: PersonId): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('incident_role')
    .select('role')
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .where('person_id', '=', personId)
    .where('until', 'is', null)
    .orderBy('role')
    .execute()
  return [...new Set(rows.map(({ role }) => role as string))]
}

/** As runbooks are matched against them. */
export async function linkedAlerts(tx: OrganizationTx, incidentId: IncidentId): Promise<AlertToMatch[]> {
  const { rows } = await sql<AlertToMatch>`
    select s.integration, s.source_id as "sourceId", s.name as "sourceName", a.title, a.labels
    from incident_alert l
    join alert a on a.org_id = l.org_id and a.alert_id = l.alert_id
    join source s on s.org_id = a.org_id and s.source_id = a.source_id
    where l.org_id = ${tx.organizationId} and l.incident_id = ${incidentId} and l.unlinked_at is null
    order by l.linked_at, l.alert_id`.execute(tx.db)
  return rows
}
