// One incident with all that the screen of a responder needs, in one answer.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Incident } from '../../contract/incidentShapes.ts'
import type { Disposition } from '../../core/alert/disposition.ts'
import { alertNumber } from '../../core/alert/review.ts'
import type { DecidedReading } from '../../core/incident/decideReading.ts'
import type { PromiseClock } from '../../core/incident/promiseClocks.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { AlertId, IncidentId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { countOf } from '../ledger/objectViews.ts'
import { type WhoLine, whoIs } from '../ledger/whoViews.ts'
import { clocksOf } from './clockViews.ts'
import { noSuchIncident, seeIncident } from './incidentAccess.ts'
import { incidentLine, redactedLine, time } from './incidentLines.ts'
import { type IncidentRow, readReadings, readRoles, readSeverities } from './incidentStore.ts'
import { pinnedPolicy } from './policyInForce.ts'
import { severityView } from './severityView.ts'

type Whole = z.output<typeof Incident>

const nothing = {
  summary: '',
  origin: null,
  declared_by: null,
  acknowledged_by: null,
  triaged_at: null,
  contained_at: null,
  recovered_at: null,
  policy: null,
  severity_detail: null,
  clocks: [],
  readings: [],
  roles: [],
  linked_alerts: [],
  merged_into: null,
  merged_from: [],
  split_from: null,
  split_into: [],
  counts: { entries: 0, notes: 0 },
}

type AlertRow = {
  alert_id: AlertId
  number: number
  title: string
  severity: string | null
  status: 'firing' | 'resolved'
  link: string | null
  received_at: Instant
  disposition: Disposition | null
  linked_at: Instant
  unlinked_at: Instant | null
}

async function linkedAlerts(tx: OrganizationTx, incidentId: IncidentId): Promise<Whole['linked_alerts']> {
  const { rows } = await sql<AlertRow>`
    select a.alert_id, a.number, a.title, a.severity, a.status, a.link, a.received_at, a.disposition, l.linked_at, l.unlinked_at
    from incident_alert l join alert a on a.org_id = l.org_id and a.alert_id = l.alert_id
    where l.org_id = ${tx.organizationId} and l.incident_id = ${incidentId}
    order by l.linked_at, a.number`.execute(tx.db)
  return rows.map(({ alert_id: id, number, received_at, linked_at, unlinked_at, ...rest }) => ({
    ...rest,
    id,
    number: alertNumber(number),
    received_at: time(received_at),
    linked_at: time(linked_at),
    unlinked_at: time(unlinked_at),
  }))
}

type Related = Pick<Whole, 'merged_into' | 'merged_from' | 'split_from' | 'split_into'>

async function related(tx: OrganizationTx, { incidentId, mergedInto, splitFrom }: IncidentRow): Promise<Related> {
  const { rows } = await sql<{ id: IncidentId; number: number; merged_into: IncidentId | null; split_from: IncidentId | null }>`
    select incident_id as id, number, merged_into, split_from from incident
    where org_id = ${tx.organizationId}
      and (merged_into = ${incidentId} or split_from = ${incidentId} or incident_id = ${mergedInto} or incident_id = ${splitFrom})
    order by number`.execute(tx.db)
  const named = (row: { id: IncidentId; number: number }) => ({ id: row.id, number: incidentNumber(row.number) })
  const one = (id: IncidentId | null) => rows.filter((row) => row.id === id).map(named)[0] ?? null
  return {
    merged_into: one(mergedInto),
    merged_from: rows.filter((row) => row.merged_into === incidentId).map(named),
    split_from: one(splitFrom),
    split_into: rows.filter((row) => row.split_from === incidentId).map(named),
  }
}

function clockLine(clock: PromiseClock): Whole['clocks'][number] {
  return {
    what: clock.what,
    state: clock.state,
    counted_from: time(clock.countedFrom),
    due_at: time(clock.dueAt),
    done_at: time(clock.doneAt),
    within: clock.within,
    level: clock.level,
    is_provisional: clock.isProvisional,
  }
}

function readingLine(reading: DecidedReading, all: readonly DecidedReading[], who: (id: string) => WhoLine): Whole['readings'][number] {
  return {
    id: reading.readingId,
    clock: reading.clock,
    at: time(reading.at),
    time_zone: reading.timeZone,
    basis: reading.basis,
    by: { ...who(reading.by.id), name: reading.by.name },
    recorded_at: time(reading.recordedAt),
    corrects: reading.corrects,
    is_standing: !all.some(({ corrects }) => corrects === reading.readingId),
  }
}

async function whole(tx: OrganizationTx, row: IncidentRow, now: Instant): Promise<Whole> {
  const { incidentId } = row
  const [roles, readings, severities, alerts, clocks, pinned, relations, entries, notes] = await Promise.all([
    readRoles(tx, incidentId),
    readReadings(tx, incidentId),
    readSeverities(tx, incidentId),
    linkedAlerts(tx, incidentId),
    clocksOf(tx, [row], now),
    pinnedPolicy(tx, row),
    related(tx, row),
    countOf(tx, incidentId),
    countOf(tx, incidentId, 'incident.noted'),
  ])
  const acknowledger = row.acknowledgedBy === null ? [] : [row.acknowledgedBy]
  const acting = [...readings, ...severities].map(({ by }) => by.id)
  const who = await whoIs(tx, [row.declaredBy, ...acknowledger, ...acting, ...roles.map(({ personId }) => personId)])
  const commander = roles.find(({ role, until }) => role === 'commander' && until === null)
  const counted = clocks.get(incidentId) ?? []
  const standing = alerts.filter(({ unlinked_at }) => unlinked_at === null).length
  return {
    ...incidentLine(row, { commander: commander ? who(commander.personId) : null, alerts: standing, clocks: counted }),
    summary: row.summary,
    origin: row.origin,
    declared_by: who(row.declaredBy),
    acknowledged_by: row.acknowledgedBy === null ? null : who(row.acknowledgedBy),
    triaged_at: time(row.triagedAt),
    contained_at: time(row.containedAt),
    recovered_at: time(row.recoveredAt),
    changed_at: time(row.changedAt),
    policy: { id: pinned.id, version: pinned.version, number: pinned.number, title: pinned.title },
    severity_detail: severityView(row, pinned.policy, severities.at(-1), who),
    clocks: counted.map(clockLine),
    readings: readings.map((reading) => readingLine(reading, readings, who)),
    roles: roles.map(({ role, personId, since, until, note }) => ({
      role,
      person: who(personId),
      since: time(since),
      until: time(until),
      note,
    })),
    linked_alerts: alerts,
    ...relations,
    counts: { entries, notes },
  }
}

export async function getIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId, now: Instant): Promise<Whole> {
  const { row, open } = await seeIncident(tx, by, incidentId)
  return open ? whole(tx, row, now) : { ...redactedLine(row), ...nothing, changed_at: time(row.declaredAt) }
}

/** `INC-12`, `inc-12` or `12`. */
export async function getByNumber(tx: OrganizationTx, by: Actor, number: string, now: Instant): Promise<Whole> {
  const row = await tx.db
    .selectFrom('incident')
    .select('incident_id')
    .where('org_id', '=', tx.organizationId)
    .where('number', '=', Number(number.replace(/^INC-/i, '')))
    .executeTakeFirst()
  if (row === undefined) throw noSuchIncident()
  return getIncident(tx, by, row.incident_id, now)
}
