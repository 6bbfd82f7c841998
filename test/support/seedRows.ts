// One row of every noun that has an id in an address, straight into the tables: for asking whether others can reach them.
import { sql } from 'kysely'
import { incidentEntry } from '../../src/core/incident/incidentEntry.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { Id, IdNoun, OrganizationId } from '../../src/core/kernel/ids.ts'
import { day, toInstant } from '../../src/core/kernel/instant.ts'
import type { Database } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { record } from '../../src/server/ledger/record.ts'
import { newId, now } from './database.ts'
import { addEscalationRows } from './escalationRows.ts'
import { addEvidence } from './evidenceRows.ts'
import { addObligations } from './obligationRows.ts'
import { addRunRows } from './runRows.ts'

export type SeededIds = { [N in IdNoun]?: Id<N> }

const hash = (fill: number) => new Uint8Array(32).fill(fill)

async function seedIntake({ db, organizationId: org_id }: OrganizationTx) {
  const at = now()
  const [source, delivery, alert, gap] = [newId('source'), newId('delivery'), newId('alert'), newId('gap')] as const
  await db
    .insertInto('source')
    .values({
      org_id,
      source_id: source,
      name: 'Prometheus',
      integration: 'alertmanager',
      key_hash: hash(1),
      secret_sealed: null,
      settings: {},
      heartbeat_seconds: 600,
      review_target_seconds: 86_400,
      coverage_intent: '24x7',
      created_at: at,
      retired_at: null,
    })
    .execute()
  await db
    .insertInto('delivery_body')
    .values({ org_id, sha256: hash(2), bytes: new TextEncoder().encode('{}') })
    .execute()
  await db
    .insertInto('delivery')
    .values({
      org_id,
      delivery_id: delivery,
      source_id: source,
      received_at: at,
      state: 'refused',
      reason: 'not readable',
      authentication: 'url_only',
      headers: {},
      content_type: 'application/json',
      size: 2,
      sha256: hash(2),
    })
    .execute()
  await db
    .insertInto('alert')
    .values({
      org_id,
      alert_id: alert,
      number: 1,
      source_id: source,
      fingerprint: 'f',
      episode: 1,
      status: 'firing',
      title: 'Disk full',
      is_test: false,
      labels: {},
      received_at: at,
      last_observed_at: at,
      observations: 1,
      review_target_seconds: 86_400,
      search: sql<string>`to_tsvector('simple', 'disk full')`,
    })
    .execute()
  await db.insertInto('coverage_gap').values({ org_id, gap_id: gap, source_id: source, started_at: at, detected_at: at }).execute()
  return { source, delivery, alert, gap }
}

async function seedAudit({ db, organizationId: org_id }: OrganizationTx) {
  const at = now()
  const [audit, packageId, destination] = [newId('audit'), newId('package'), newId('destination')] as const
  await db
    .insertInto('audit')
    .values({
      org_id,
      audit_id: audit,
      name: 'Q1',
      first_day: '2026-01-01',
      last_day: '2026-03-31',
      time_zone: 'UTC',
      period_start: toInstant(at - 90 * day),
      period_end: toInstant(at - day),
      opened_by: 'system',
      opened_at: at,
    })
    .execute()
  await db
    .insertInto('audit_package')
    .values({ org_id, package_id: packageId, audit_id: audit, state: 'ready', requested_by: 'system', requested_at: at })
    .execute()
  await db
    .insertInto('anchor_destination')
    .values({
      org_id,
      destination_id: destination,
      kind: 'directory',
      name: 'Disk',
      settings: { path: '/nowhere' },
      every_seconds: 3600,
      created_at: at,
    })
    .execute()
  return { audit, package: packageId, destination }
}

async function seedPeople({ db, organizationId: org_id }: OrganizationTx) {
  const at = now()
  const [person, invitation, token] = [newId('person'), newId('invitation'), newId('token')] as const
  const until = toInstant(at + 7 * day)
  await db
    .insertInto('person')
    .values({ org_id, person_id: person, email: 'somebody@example.com', name: 'Somebody', role: 'viewer', active_from: at, created_at: at })
    .execute()
  await db
    .insertInto('invitation')
    .values({
      org_id,
      invitation_id: invitation,
      email: 'invited@example.com',
      role: 'viewer',
      token_hash: hash(3),
      invited_by: person,
      created_at: at,
      expires_at: until,
    })
    .execute()
  await db
    .insertInto('api_token')
    .values({ org_id, token_id: token, name: 'T', role: 'viewer', token_hash: hash(4), hint: 'abcd', created_by: person, created_at: at })
    .execute()
  return { person, invitation, token }
}

async function seedIncident(tx: OrganizationTx) {
  const { db, organizationId: org_id } = tx
  const at = now()
  const incident = newId('incident')
  const markdown = '---\nkind: policy\nid: incident-response\ntitle: Policy\n---\n'
  await db
    .insertInto('document_version')
    .values({
      org_id,
      kind: 'policy',
      document_id: 'incident-response',
      version: hash(5),
      number: 1,
      title: 'Policy',
      markdown,
      published_at: at,
      published_by: 'system',
    })
    .execute()
  await db
    .insertInto('incident')
    .values({
      org_id,
      incident_id: incident,
      number: 1,
      title: 'Disk full',
      origin: 'report',
      state: 'declared',
      declared_at: at,
      declared_by: 'system',
      policy_id: 'incident-response',
      policy_version: hash(5),
      changed_at: at,
    })
    .execute()
  const detail = { number: 1, title: 'Disk full', origin: 'report', is_exercise: false }
  const declared = { kind: 'incident.declared', act: 'system', at, ctl: [], detail } as const
  await record(tx, [incidentEntry({ incidentId: incident, isPrivate: false }, declared)], at)
  const rows = { ...(await addRunRows(tx, incident)), ...(await addEscalationRows(tx, incident)) }
  return { incident, ...rows, ...(await addObligations(tx, incident)), ...(await addEvidence(tx, incident)) }
}

export function seedRows(database: Database, organizationId: OrganizationId): Promise<SeededIds> {
  return inOrganization(database, organizationId, systemActor('test'), async (tx) => ({
    ...(await seedIntake(tx)),
    ...(await seedAudit(tx)),
    ...(await seedPeople(tx)),
    ...(await seedIncident(tx)),
  }))
}
