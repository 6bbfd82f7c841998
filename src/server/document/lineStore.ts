// The lines that lists show of documents, kept: made of lives, and made again in the transaction in which a life changes.
import { type RawBuilder, sql } from 'kysely'
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import { readLine, writeLine } from '../../core/document/keptLine.ts'
import type { Life } from '../../core/document/life.ts'
import { countedIn, type Line, lineForm, linesOf } from '../../core/document/line.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { timestamp } from '../../database/columnPlugin.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { areNamed, type DocumentKey, readLivesOf } from './actStore.ts'
import { hashBytes, type NamedVersion } from './documentStore.ts'
import { type ListedText, listedTexts } from './listedText.ts'

/** `texts`: by version, where they are at hand. */
export async function keepLines(tx: OrganizationTx, keys: readonly DocumentKey[], texts: ReadonlyMap<string, string>): Promise<void> {
  if (keys.length === 0) return
  const lives = [...(await readLivesOf(tx, keys)).values()].map((life) => ({ life, lines: linesOf(life) }))
  const named = lives.flatMap(({ life, lines }) => lines.flatMap(({ latest }) => (latest === null ? [] : [{ ...life, version: latest }])))
  const textOf = await listedTexts(tx, named, texts)
  await tx.db.deleteFrom('document_line').where('org_id', '=', tx.organizationId).where(areNamed(keys)).execute()
  const rows = lives.flatMap(({ life, lines }) =>
    lines.map((line) => ({ org_id: tx.organizationId, ...rowOf(life, line, line.latest === null ? undefined : textOf(line.latest)) })),
  )
  if (rows.length > 0) await tx.db.insertInto('document_line').values(rows).execute()
}

function rowOf(life: Life, line: Line, text: ListedText | undefined) {
  const { since, until, title, inForce, latest, isRetired: retired, dueOver, overdueOver, asks, openTo, says } = writeLine(line)
  const owner = text?.owner ?? null
  return {
    ...{ kind: life.kind, document_id: life.documentId, since, until, counted: countedIn(life), form: lineForm, title, owner },
    found_by: foundBy([title, life.documentId, owner ?? '']),
    ...{ in_force: inForce === null ? null : hashBytes(inForce), latest: latest === null ? null : hashBytes(latest), retired },
    ...{ due_over: dueOver, overdue_over: overdueOver, asks, open_to: openTo, says },
    placeholders: inForce === null ? null : (text?.placeholders ?? null),
  }
}

/** Nothing is found across two of them: nobody searches for this character. */
const between = '\u001f'

function foundBy(words: readonly string[]): string {
  return words.map((word) => word.toLowerCase()).join(between)
}

/** Which of a document's lines is so. */
export function isSoAt(now: Instant): RawBuilder<boolean> {
  return sql<boolean>`since <= ${timestamp(now)} and (until is null or until > ${timestamp(now)})`
}

export type KeptLine = DocumentKey & { line: Line; owner: string | null; placeholders: number | null }

export async function readLines(tx: OrganizationTx, now: Instant, which: RawBuilder<boolean>): Promise<KeptLine[]> {
  const rows = await tx.db
    .selectFrom('document_line')
    .select(['kind', 'document_id', 'owner', 'placeholders', 'since', 'until', 'title', 'says', 'open_to as openTo'])
    .where('org_id', '=', tx.organizationId)
    .where(isSoAt(now))
    .where(which)
    .execute()
  return rows.map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, line: readLine(row), owner: row.owner, placeholders: row.placeholders },
  }))
}

/** Of every document of a kind the version in force. */
export async function namesInForce(tx: OrganizationTx, kind: DocumentKind, now: Instant): Promise<NamedVersion[]> {
  const rows = await tx.db
    .selectFrom('document_line')
    .select(['document_id', 'in_force'])
    .where('org_id', '=', tx.organizationId)
    .where('kind', '=', kind)
    .where(isSoAt(now))
    .execute()
  return rows.flatMap(({ document_id, in_force }) => (in_force === null ? [] : [{ documentId: document_id, version: encodeHex(in_force) }]))
}

/** Documents without a line, or with one that was made of less than there is, or in another form. */
export async function linesBehind({ db, organizationId }: OrganizationTx): Promise<DocumentKey[]> {
  const { rows } = await sql<DocumentKey>`
    select kind, document_id as "documentId" from (
      select kind, document_id, count(*) as counted from (
        select kind, document_id from document_version where org_id = ${organizationId}
        union all select kind, document_id from document_act where org_id = ${organizationId}) happened
      group by kind, document_id) all_of_it
    where not exists (select from document_line l where l.org_id = ${organizationId} and l.kind = all_of_it.kind
      and l.document_id = all_of_it.document_id and l.counted = all_of_it.counted and l.form = ${lineForm})
    order by kind, document_id`.execute(db)
  return rows
}
