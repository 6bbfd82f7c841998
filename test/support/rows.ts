// One row in every table of an organization, for tests that ask what may be done to rows.
import { randomBytes, randomUUID } from 'node:crypto'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { AlertId, DeliveryId, IncidentId, OrganizationId, SourceId } from '../../src/core/kernel/ids.ts'
import { alertSearchVector } from '../../src/database/alertSearch.ts'
import type { Database } from '../../src/database/connect.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'
import { addDocumentRows } from './documentRows.ts'
import { addEscalationRows } from './escalationRows.ts'
import { addEvidence as addEvidenceRows } from './evidenceRows.ts'
import { addObligations } from './obligationRows.ts'
import { addRunRows } from './runRows.ts'

export const bytes = (size: number) => new Uint8Array(randomBytes(size))

export async function addSource({ db, organizationId }: OrganizationTx, keyHash = bytes(32)): Promise<SourceId> {
  const sourceId = newId('source')
  await db
    .insertInto('source')
    .values({
      org_id: organizationId,
      source_id: sourceId,
      name: `Prometheus ${sourceId.slice(-6)}`,
      integration: 'alertmanager',
      key_hash: keyHash,
      settings: { pinned: ['a', 'b'] },
      review_target_seconds: 3600,
      coverage_intent: '24x7',
      created_at: now(),
    })
    .execute()
  return sourceId
}

export async function addAlert(tx: OrganizationTx, sourceId: SourceId, number: number, title = 'Disk is full'): Promise<AlertId> {
  const alertId = newId('alert')
  const words = { number, title, fingerprint: `fingerprint-${number}`, severity: 'critical', labels: { instance: 'db-01.example.com' } }
  await tx.db
    .insertInto('alert')
    .values({
      org_id: tx.organizationId,
      alert_id: alertId,
      number,
      source_id: sourceId,
      fingerprint: words.fingerprint,
      episode: 1,
      status: 'firing',
      severity: words.severity,
      title,
      is_test: false,
      labels: words.labels,
      received_at: now(),
      last_observed_at: now(),
      observations: 1,
      review_target_seconds: 3600,
      search: alertSearchVector(words),
    })
    .execute()
  return alertId
}

async function addDelivery({ db, organizationId }: OrganizationTx, sourceId: SourceId): Promise<DeliveryId> {
  const deliveryId = newId('delivery')
  const sha256 = bytes(32)
  await db
    .insertInto('delivery_body')
    .values({ org_id: organizationId, sha256, bytes: bytes(300) })
    .execute()
  await db
    .insertInto('delivery')
    .values({
      org_id: organizationId,
      delivery_id: deliveryId,
      source_id: sourceId,
      received_at: now(),
      state: 'accepted',
      authentication: 'verified',
      headers: { 'content-type': 'application/json', 'x-many': ['one', 'two'] },
      content_type: 'application/json',
      size: 300,
      sha256,
    })
    .execute()
  return deliveryId
}

async function addEvidence(tx: OrganizationTx): Promise<AlertId> {
  const { db, organizationId } = tx
  const org = { org_id: organizationId }
  const sourceId = await addSource(tx)
  const deliveryId = await addDelivery(tx, sourceId)
  const alertId = await addAlert(tx, sourceId, 1)
  const observation = { ...org, delivery_id: deliveryId, position: 0, alert_id: alertId, recorded_at: now() }
  await db
    .insertInto('observation')
    .values({ ...observation, status: 'firing', title: 'Disk is full' })
    .execute()
  const read = { ...org, delivery_id: deliveryId, authentication: 'verified' as const, observations: 1, omitted: 0 }
  await db
    .insertInto('reinterpretation')
    .values({ ...read, asked_by: 'per_1', asked_by_name: 'Ada', reinterpreted_at: now() })
    .execute()
  await db
    .insertInto('coverage_watch')
    .values({ ...org, watched_at: now() })
    .execute()
  const review = { ...org, review_id: newId('review'), alert_id: alertId, entry_id: randomUUID(), reviewed_at: now() }
  await db
    .insertInto('review')
    .values({ ...review, disposition: 'benign', reason: 'planned work', reviewer: 'per_1', reviewer_name: 'Ada' })
    .execute()
  await db
    .insertInto('source_signal')
    .values({ ...org, source_id: sourceId, last_heard_at: now() })
    .execute()
  await db
    .insertInto('coverage_day')
    .values({ ...org, source_id: sourceId, day: '2026-04-01' })
    .execute()
  const gap = { ...org, gap_id: newId('gap'), source_id: sourceId, started_at: now(), detected_at: now() }
  await db.insertInto('coverage_gap').values(gap).execute()
  return alertId
}

async function addLedger({ db, organizationId }: OrganizationTx) {
  const org = { org_id: organizationId }
  const entryId = randomUUID()
  await db
    .insertInto('ledger')
    .values({ ...org, origin: 'example.com/t/1', size: 1, frontier: bytes(32) })
    .execute()
  const entry = { ...org, entry_id: entryId, header: bytes(200), leaf_hash: bytes(32), recorded_at: now() }
  await db
    .insertInto('ledger_entry')
    .values({ ...entry, index: 0, kind: 'alert.received', obj: 'alr_1', at: now() })
    .execute()
  await db
    .insertInto('ledger_inbox')
    .values({ ...entry, entry_id: randomUUID() })
    .execute()
  await db
    .insertInto('ledger_node')
    .values({ ...org, level: 1, position: 0, hash: bytes(32) })
    .execute()
  await db
    .insertInto('ledger_opening')
    .values({ ...org, entry_id: entryId, slot: 'detail', salt: bytes(32), bytes: bytes(40) })
    .execute()
  await db
    .insertInto('checkpoint')
    .values({ ...org, size: 1, root: bytes(32), note: 'a note\n', signed_at: now() })
    .execute()
  const destinationId = newId('destination')
  const destination = { ...org, destination_id: destinationId, kind: 'mail' as const, name: 'The auditor', every_seconds: 3600 }
  await db
    .insertInto('anchor_destination')
    .values({ ...destination, settings: { to: 'auditor@example.com' }, created_at: now() })
    .execute()
  const anchor = { ...org, anchor_id: newId('anchor'), destination_id: destinationId, size: 1, requested_at: now() }
  await db
    .insertInto('anchor')
    .values({ ...anchor, state: 'pending' })
    .execute()
}

async function addPeople({ db, organizationId }: OrganizationTx) {
  const org = { org_id: organizationId }
  const personId = newId('person')
  const person = { ...org, person_id: personId, email: 'ada@example.com', name: "Ada Löwe “A.” \\ '", role: 'admin' as const }
  await db
    .insertInto('person')
    .values({ ...person, active_from: now(), created_at: now() })
    .execute()
  const hashed = { ...org, token_hash: bytes(32), created_at: now(), expires_at: now() }
  await db
    .insertInto('session')
    .values({ ...hashed, session_id: newId('session'), person_id: personId, last_seen_at: now() })
    .execute()
  await db
    .insertInto('sign_in_link')
    .values({ ...hashed, person_id: personId, single_use: true })
    .execute()
  const invitation = { ...hashed, invitation_id: newId('invitation'), email: 'grace@example.com', role: 'viewer' as const }
  await db
    .insertInto('invitation')
    .values({ ...invitation, invited_by: personId })
    .execute()
  const token = { ...hashed, token_id: newId('token'), name: 'CI', role: 'viewer' as const, hint: '1234', created_by: personId }
  await db.insertInto('api_token').values(token).execute()
}

async function addAudit({ db, organizationId }: OrganizationTx) {
  const org = { org_id: organizationId }
  const auditId = newId('audit')
  const period = {
    first_day: '2026-01-01',
    last_day: '2026-03-31',
    time_zone: 'UTC',
    period_start: now(),
    period_end: (now() + 1) as ReturnType<typeof now>,
  }
  await db
    .insertInto('audit')
    .values({ ...org, ...period, audit_id: auditId, name: 'Q1', opened_by: 'system', opened_at: now() })
    .execute()
  const built = { ...org, package_id: newId('package'), audit_id: auditId, state: 'ready' as const, requested_by: 'system' }
  await db
    .insertInto('audit_package')
    .values({ ...built, requested_at: now(), sha256: bytes(32) })
    .execute()
}

async function addIncident(tx: OrganizationTx, alertId: AlertId): Promise<IncidentId> {
  const { db, organizationId } = tx
  const org = { org_id: organizationId }
  const personId = newId('person')
  const person = { ...org, person_id: personId, email: 'iris@example.com', name: 'Iris', role: 'responder' as const }
  await db
    .insertInto('person')
    .values({ ...person, active_from: now(), created_at: now() })
    .execute()
  const document = { ...org, kind: 'policy' as const, document_id: 'incident-response', version: bytes(32), number: 1 }
  await db
    .insertInto('document_version')
    .values({ ...document, title: 'Policy', markdown: '# Policy\n', published_at: now(), published_by: 'system' })
    .execute()
  await addDocumentRows(tx, { kind: 'policy', document_id: document.document_id, version: document.version, personId })
  const incident = { ...org, incident_id: newId('incident') }
  const declared = {
    number: 1,
    title: 'Disk full',
    origin: 'alert' as const,
    state: 'declared' as const,
    declared_at: now(),
    declared_by: personId,
  }
  await db
    .insertInto('incident')
    .values({ ...incident, ...declared, policy_id: 'incident-response', policy_version: document.version, changed_at: now() })
    .execute()
  await db
    .insertInto('incident_alert')
    .values({ ...incident, alert_id: alertId, linked_at: now(), linked_by: personId })
    .execute()
  const reading = { ...incident, reading_id: newId('reading'), clock: 'detection', at: now(), time_zone: 'UTC', basis: 'The alert' }
  await db
    .insertInto('incident_clock')
    .values({ ...reading, read_by: personId, read_by_name: 'Iris', recorded_at: now() })
    .execute()
  await db
    .insertInto('incident_role')
    .values({ ...incident, role: 'commander', person_id: personId, since: now() })
    .execute()
  const severity = {
    ...incident,
    set_at: now(),
    position: 1,
    answers: { intruder: 'no' },
    certainty: 'exact' as const,
    because: ['Nobody.'],
  }
  await db
    .insertInto('incident_severity')
    .values({ ...severity, set_by: personId, set_by_name: 'Iris' })
    .execute()
  const performed = {
    ...org,
    actor_id: personId,
    key: 'a-key-of-16-chars',
    endpoint: 'POST /incidents',
    body_sha256: bytes(32),
    status: 201,
  }
  await db
    .insertInto('performed_request')
    .values({ ...performed, answer_sealed: bytes(60), performed_at: now() })
    .execute()
  await addRunRows(tx, incident.incident_id)
  await addEscalationRows(tx, incident.incident_id)
  await addEvidenceRows(tx, incident.incident_id)
  return incident.incident_id
}

/** Fills every table that belongs to organizations with at least one row. */
export async function fillEveryTable(database: Database, organizationId: OrganizationId): Promise<void> {
  await inOrganization(database, organizationId, systemActor('test'), async (tx) => {
    await tx.db.insertInto('counter').values({ org_id: organizationId, noun: 'alert' }).execute()
    await addPeople(tx)
    await addLedger(tx)
    await addObligations(tx, await addIncident(tx, await addEvidence(tx)))
    await addAudit(tx)
  })
}
