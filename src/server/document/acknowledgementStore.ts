// Who said that they read which version, whom we reminded, and who was here when: for saying who is missing.
import type { RawBuilder } from 'kysely'
import type { Acknowledgement } from '../../core/document/acknowledgement.ts'
import { controlOf } from '../../core/document/act.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { foldMemberships, type Membership } from '../../core/people/membership.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { openedEntriesOfKinds } from '../ledger/objectViews.ts'
import { record } from '../ledger/record.ts'
import type { DocumentKey } from './actStore.ts'
import { hashBytes } from './documentStore.ts'

export type KeptAcknowledgement = Acknowledgement & DocumentKey

export async function readAcknowledgements(tx: OrganizationTx, only: Partial<DocumentKey> = {}): Promise<KeptAcknowledgement[]> {
  let query = tx.db.selectFrom('document_acknowledgement').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', '=', only.documentId)
  const rows = await query.orderBy('acknowledged_at').execute()
  return rows.map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, version: encodeHex(row.version), person: row.person_id, at: row.acknowledged_at },
  }))
}

/** Of these documents, or by one person. */
export async function acknowledgementsOf(tx: OrganizationTx, which: RawBuilder<boolean>): Promise<KeptAcknowledgement[]> {
  const rows = await tx.db.selectFrom('document_acknowledgement').selectAll().where('org_id', '=', tx.organizationId).where(which).execute()
  return rows.map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, version: encodeHex(row.version), person: row.person_id, at: row.acknowledged_at },
  }))
}

export async function readReminders(tx: OrganizationTx, only: Partial<DocumentKey> = {}): Promise<KeptAcknowledgement[]> {
  let query = tx.db.selectFrom('document_reminder').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  if (only.documentId !== undefined) query = query.where('document_id', '=', only.documentId)
  const rows = await query.orderBy('reminded_at').execute()
  return rows.map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, version: encodeHex(row.version), person: row.person_id, at: row.reminded_at },
  }))
}

/** Roles as they were at every instant: of a table one learns only what they are now. */
export async function readMemberships(tx: OrganizationTx): Promise<Membership[]> {
  return foldMemberships(await openedEntriesOfKinds(tx, ['person.joined', 'person.changed', 'person.left']))
}

type About = DocumentKey & { version: string; number: number; person: PersonId }

function entryOf(
  kind: 'document.acknowledged' | 'document.reminded',
  act: string,
  tx: OrganizationTx,
  about: About,
  at: Instant,
): NewEntry {
  const { kind: type, documentId: document, version, number, person } = about
  return { kind, act, obj: tx.organizationId, at, ctl: [controlOf(type)], detail: { type, document, version, number, person } }
}

function rowOf(tx: OrganizationTx, { kind, documentId, version, person }: About) {
  return { org_id: tx.organizationId, kind, document_id: documentId, version: hashBytes(version), person_id: person }
}

/** Twice in the same moment is once. */
export async function keepAcknowledgement(tx: OrganizationTx, about: About, at: Instant): Promise<void> {
  const row = { ...rowOf(tx, about), acknowledged_at: at }
  const inserted = await tx.db
    .insertInto('document_acknowledgement')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .execute()
  if (inserted.length > 0) await record(tx, [entryOf('document.acknowledged', about.person, tx, about, at)], at)
}

export async function keepReminder(tx: OrganizationTx, about: About, at: Instant): Promise<void> {
  await tx.db
    .insertInto('document_reminder')
    .values({ ...rowOf(tx, about), reminded_at: at })
    .execute()
  await record(tx, [entryOf('document.reminded', 'system', tx, about, at)], at)
}
