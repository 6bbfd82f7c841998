// What the linter said of each document as a whole, and which documents it has to read again: found where it is kept.
import { type RawBuilder, sql } from 'kysely'
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import { hour, type Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { hashBytes } from './documentStore.ts'
import { isSoAt } from './lineStore.ts'
import { linterVersion } from './linterVersion.ts'
import { wholePathsIn } from './scoreStore.ts'

export type TextToScore = DocumentKey & { text: string }
/** What an answer depends on besides the text and the policy that it cites. */
export type ReadBy = { linter: string; paths: string }

/** What took too long may have met a busy machine. */
const untilTriedAgain = hour

export async function readByNow(tx: OrganizationTx): Promise<ReadBy> {
  return { linter: linterVersion(), paths: (await wholePathsIn(tx)).join(' ') }
}

/** Beside `score` and `cited`, the line of the policy that it cites. What an older linter said, or beside an older policy, stands until it is read again. */
export function isUnread(text: RawBuilder<unknown>, { linter, paths }: ReadBy, now: Instant): RawBuilder<boolean> {
  return sql<boolean>`(${text} is not null and (score.text is distinct from ${text} or score.linter <> ${hashBytes(linter)}
    or score.whole_paths <> ${paths} or (score.overall is null and score.scored_at <= ${timestamp((now - untilTriedAgain) as Instant)})
    or (score.cites is not null and score.cited_version is distinct from cited.in_force)))`
}

/** The version in force; where none is, the draft, else what was put forward last. */
export async function textsToScore(tx: OrganizationTx, now: Instant): Promise<TextToScore[]> {
  const own = tx.organizationId
  const { rows } = await sql<{ kind: DocumentKind; documentId: string; text: string }>`
    with line as materialized (select kind, document_id, in_force, latest from document_line where org_id = ${own} and ${isSoAt(now)}),
    draft as materialized (select kind, document_id, revision from document_draft where org_id = ${own} and markdown is not null),
    shown as (
      select coalesce(l.kind, d.kind) as kind, coalesce(l.document_id, d.document_id) as document_id,
        coalesce(encode(l.in_force, 'hex'), 'draft ' || d.revision, encode(l.latest, 'hex')) as text
      from line l full join draft d on d.kind = l.kind and d.document_id = l.document_id)
    select s.kind, s.document_id as "documentId", s.text from shown s
    left join document_score score on score.org_id = ${own} and score.kind = s.kind and score.document_id = s.document_id
    left join line cited on cited.kind = 'policy' and cited.document_id = score.cites
    where ${isUnread(sql`s.text`, await readByNow(tx), now)}
    order by s.kind, s.document_id`.execute(tx.db)
  return rows
}

/** By a policy's id: its version in force. */
export async function policiesInForce(tx: OrganizationTx, ids: ReadonlySet<string>, now: Instant): Promise<(id: string) => string | null> {
  const rows = await tx.db
    .selectFrom('document_line')
    .select(['document_id', 'in_force'])
    .where('org_id', '=', tx.organizationId)
    .where('kind', '=', 'policy')
    .where(sql<boolean>`document_id = any(${[...ids]}::text[])`)
    .where(isSoAt(now))
    .execute()
  const versions = new Map(rows.map(({ document_id, in_force }) => [document_id, in_force && encodeHex(in_force)]))
  return (id) => versions.get(id) ?? null
}
