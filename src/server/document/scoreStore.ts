// What the linter said of each document as a whole when it last read it, and of which text.

import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import type { Overall } from '../../core/lint/element.ts'
import { isWhole } from '../../core/people/escalationPath.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { hashBytes } from './documentStore.ts'

/** What was read, and all that the answer depends on besides. */
export type ScoreBasis = {
  /** The SHA-256 of a version, or `draft 3`. */
  text: string
  linter: string
  cites: string | null
  citedVersion: string | null
  wholePaths: string
}

/** Null: it takes longer to read than is waited for. */
export type Score = { overall: Overall; score: number } | null
export type KeptScore = DocumentKey & ScoreBasis & { said: Score }

export async function readScores(tx: OrganizationTx, only: Partial<DocumentKey> = {}): Promise<(KeptScore & { scoredAt: Instant })[]> {
  let query = tx.db.selectFrom('document_score').selectAll().where('org_id', '=', tx.organizationId)
  if (only.kind !== undefined) query = query.where('kind', '=', only.kind)
  return (await query.execute()).map((row) => ({
    ...{ kind: row.kind, documentId: row.document_id, text: row.text, linter: encodeHex(row.linter), cites: row.cites },
    ...{ citedVersion: row.cited_version && encodeHex(row.cited_version), wholePaths: row.whole_paths, scoredAt: row.scored_at },
    said: row.overall === null || row.score === null ? null : { overall: row.overall, score: row.score },
  }))
}

export async function saveScores(tx: OrganizationTx, scores: readonly KeptScore[], now: Instant): Promise<void> {
  if (scores.length === 0) return
  await tx.db
    .insertInto('document_score')
    .values(
      scores.map(({ kind, documentId, text, linter, cites, citedVersion, wholePaths, said }) => ({
        ...{ org_id: tx.organizationId, kind, document_id: documentId, text, linter: hashBytes(linter), cites },
        ...{ cited_version: citedVersion === null ? null : hashBytes(citedVersion), whole_paths: wholePaths },
        ...{ overall: said?.overall ?? null, score: said?.score ?? null, scored_at: now },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'kind', 'document_id']).doUpdateSet(({ ref }) => ({
        ...{ text: ref('excluded.text'), linter: ref('excluded.linter'), cites: ref('excluded.cites') },
        ...{ cited_version: ref('excluded.cited_version'), whole_paths: ref('excluded.whole_paths') },
        ...{ overall: ref('excluded.overall'), score: ref('excluded.score'), scored_at: ref('excluded.scored_at') },
      })),
    )
    .execute()
}

/** Names of the escalation paths that say at each level all that somebody must know, in order. */
export async function wholePathsIn({ db, organizationId }: OrganizationTx): Promise<string[]> {
  const paths = await db.selectFrom('escalation_path').select(['key', 'levels']).where('org_id', '=', organizationId).execute()
  return paths
    .filter(isWhole)
    .map(({ key }) => key)
    .sort()
}
