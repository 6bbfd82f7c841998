// Pages in the database: made once, sent once, ended once.
import { sql } from 'kysely'
import type { KeptPage } from '../../core/escalation/decidePage.ts'
import type { PageEnd } from '../../core/escalation/page.ts'
import type { IncidentId, PageId, PersonId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { PageTable } from '../../database/tables.generated.ts'

/** With how sending it goes, which is no evidence of anything. */
export type StoredPage = KeptPage & { incidentId: IncidentId; attempts: number; lastError: string | null }

type Row = Omit<PageTable, 'org_id' | 'attempts' | 'stands_in'> & { attempts: number; stands_in: boolean }

function endOf({ outcome, ended_at: at, why }: Row): PageEnd | null {
  if (outcome === null || at === null) return null
  return outcome === 'answered' ? { kind: 'answered', at } : { kind: 'failed', at, why: why ?? 'other' }
}

function stored(row: Row): StoredPage {
  return {
    pageId: row.page_id,
    incidentId: row.incident_id,
    level: row.path_id === null || row.level === null ? null : { pathId: row.path_id, number: row.level, standsIn: row.stands_in },
    pathName: row.path_name,
    to: row.to_name === null ? null : { personId: row.to_person, name: row.to_name },
    channel: row.channel,
    via: row.via,
    by: { id: row.asked_by as KeptPage['by']['id'], name: row.asked_by_name },
    askedAt: row.asked_at,
    recordedAt: row.recorded_at,
    escalatesAt: row.escalates_at,
    sentAt: row.sent_at,
    receipt: row.receipt,
    attempts: row.attempts,
    lastError: row.last_error,
    end: endOf(row),
    endedBy: row.ended_by === null ? null : { id: row.ended_by as KeptPage['by']['id'], name: row.ended_by_name ?? '' },
    note: row.note,
  }
}

/** Oldest first; those of one instant in the order of their levels, which is the order they were tried in. */
export async function pagesOf({ db }: OrganizationTx, incidentId: IncidentId): Promise<StoredPage[]> {
  const rows = await db
    .selectFrom('page')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('asked_at')
    .orderBy('level', (order) => order.asc().nullsFirst())
    .orderBy('stands_in')
    .orderBy('page_id')
    .execute()
  return rows.map(stored)
}

export async function pageOf({ db }: OrganizationTx, incidentId: IncidentId, pageId: PageId): Promise<StoredPage> {
  const row = await db.selectFrom('page').selectAll().where('page_id', '=', pageId).where('incident_id', '=', incidentId).executeTakeFirst()
  if (row === undefined) throw new Refusal('not_found', 'There is no such page of this incident.')
  return stored(row)
}

/** Undefined where it is no page at all. */
export async function incidentOfPage({ db }: OrganizationTx, pageId: PageId): Promise<IncidentId | undefined> {
  const row = await db.selectFrom('page').select('incident_id').where('page_id', '=', pageId).executeTakeFirst()
  return row?.incident_id
}

function endColumns({ end, endedBy, note }: KeptPage) {
  return {
    outcome: end?.kind ?? null,
    ended_at: end?.at ?? null,
    ended_by: endedBy?.id ?? null,
    ended_by_name: endedBy?.name ?? null,
    why: end?.kind === 'failed' ? end.why : null,
    note,
  }
}

export async function insertPage({ db, organizationId }: OrganizationTx, incidentId: IncidentId, page: KeptPage): Promise<void> {
  await db
    .insertInto('page')
    .values({
      org_id: organizationId,
      page_id: page.pageId,
      incident_id: incidentId,
      path_id: page.level?.pathId ?? null,
      level: page.level?.number ?? null,
      path_name: page.pathName,
      stands_in: page.level?.standsIn ?? false,
      to_person: page.to?.personId ?? null,
      to_name: page.to?.name ?? null,
      channel: page.channel,
      via: page.via,
      asked_at: page.askedAt,
      asked_by: page.by.id,
      asked_by_name: page.by.name,
      recorded_at: page.recordedAt,
      escalates_at: page.escalatesAt,
      sent_at: page.sentAt,
      ...endColumns(page),
    })
    .execute()
}

export async function saveEnd({ db }: OrganizationTx, page: KeptPage): Promise<void> {
  await db.updateTable('page').set(endColumns(page)).where('page_id', '=', page.pageId).where('outcome', 'is', null).execute()
}

export async function saveSent({ db }: OrganizationTx, pageId: PageId, sentAt: Instant, receipt: string): Promise<void> {
  await db
    .updateTable('page')
    .set((set) => ({ sent_at: sentAt, receipt, last_error: null, attempts: set('attempts', '+', 1) }))
    .where('page_id', '=', pageId)
    .execute()
}

/** Answers how many there were with this one. */
export async function saveAttempt({ db }: OrganizationTx, pageId: PageId, error: string): Promise<number> {
  const row = await db
    .updateTable('page')
    .set((set) => ({ last_error: error, attempts: set('attempts', '+', 1) }))
    .where('page_id', '=', pageId)
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

export async function touchIncident({ db }: OrganizationTx, incidentId: IncidentId, now: Instant): Promise<void> {
  await db.updateTable('incident').set({ changed_at: now }).where('incident_id', '=', incidentId).execute()
}

export async function emailOf({ db }: OrganizationTx, personId: PersonId): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('email').where('person_id', '=', personId).executeTakeFirst()
  return row?.email
}

/** Incidents with a page whose time has passed and that nothing has settled since. A place to look: what is done is decided under the lock. */
export async function incidentsToEscalate(tx: OrganizationTx, now: Instant): Promise<IncidentId[]> {
  const { rows } = await sql<{ incident_id: IncidentId }>`
    select distinct p.incident_id from page p
    join incident i on i.org_id = p.org_id and i.incident_id = p.incident_id
    where p.org_id = ${tx.organizationId} and p.outcome is null and p.escalates_at <= ${timestamp(now)}
      and i.state in ('declared', 'triaged', 'contained', 'recovered')
      and (i.acknowledged_at is null or i.acknowledged_at < p.asked_at)
      and not exists (
        select from page a where a.org_id = p.org_id and a.incident_id = p.incident_id
          and a.outcome = 'answered' and a.ended_at >= p.asked_at)`.execute(tx.db)
  return rows.map((row) => row.incident_id)
}
