// One incident with the shipped policy and readings of its clocks, straight into the tables: for tests of what hangs on incidents.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncidentId } from '../../src/core/kernel/ids.ts'
import type { Instant } from '../../src/core/kernel/instant.ts'
import type { ClockId } from '../../src/core/obligation/clock.ts'
import type { OrganizationTx } from '../../src/database/inOrganization.ts'
import { newId, now } from './database.ts'

const shippedPolicy = readFileSync(new URL('../../catalogues/templates/policies/incident-response.md', import.meta.url), 'utf8')

export type IncidentOptions = { severity?: string | null; declaredAt?: Instant; isPrivate?: boolean; policy?: string }

let number = 100

export async function addIncident(tx: OrganizationTx, options: IncidentOptions = {}): Promise<IncidentId> {
  const { db, organizationId: org_id } = tx
  const { severity = 'SEV1', declaredAt = now(), isPrivate = false, policy = shippedPolicy } = options
  const incidentId = newId('incident')
  const version = new Uint8Array(createHash('sha256').update(policy).digest())
  const document = { org_id, kind: 'policy' as const, document_id: 'incident-response', version }
  const known = await db
    .selectFrom('document_version')
    .select('version')
    .where('org_id', '=', org_id)
    .where('document_id', '=', 'incident-response')
    .execute()
  if (!known.some((one) => Buffer.compare(one.version, version) === 0)) {
    await db
      .insertInto('document_version')
      .values({
        ...document,
        number: known.length + 1,
        title: 'Policy',
        markdown: policy,
        published_at: declaredAt,
        published_by: 'system',
      })
      .execute()
  }
  number += 1
  await db
    .insertInto('incident')
    .values({
      org_id,
      incident_id: incidentId,
      number,
      title: 'Customer data read with a leaked token',
      summary: 'Somebody read customer records with a token found in a public repository.',
      origin: 'report',
      state: 'triaged',
      is_private: isPrivate,
      declared_at: declaredAt,
      declared_by: 'system',
      severity,
      severity_certainty: severity === null ? null : 'exact',
      policy_id: 'incident-response',
      policy_version: version,
      changed_at: declaredAt,
    })
    .execute()
  return incidentId
}

export type ReadingOptions = { zone?: string; corrects?: string }

export async function readClock(tx: OrganizationTx, incidentId: IncidentId, clock: ClockId, at: Instant, options: ReadingOptions = {}) {
  const { db, organizationId: org_id } = tx
  const readingId = newId('reading')
  await db
    .insertInto('incident_clock')
    .values({
      org_id,
      reading_id: readingId,
      incident_id: incidentId,
      clock,
      at,
      time_zone: options.zone ?? 'Europe/Berlin',
      basis: 'GuardDuty finding read by Ada',
      read_by: 'system',
      read_by_name: 'Ada',
      recorded_at: now(),
      corrects: (options.corrects as typeof readingId | undefined) ?? null,
    })
    .execute()
  return readingId
}

export async function setIncidentState(tx: OrganizationTx, incidentId: IncidentId, state: 'closed' | 'merged', at: Instant) {
  await tx.db
    .updateTable('incident')
    .set({ state, ...(state === 'closed' ? { closed_at: at } : {}) })
    .where('org_id', '=', tx.organizationId)
    .where('incident_id', '=', incidentId)
    .execute()
}
