// What the linter said of each document as a whole when it last read it, and of which text.

import type { Instant } from '../../core/kernel/instant.ts'
import type { Overall } from '../../core/lint/element.ts'
import { isWhole } from '../../core/people/escalationPath.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { areNamed, type DocumentKey } from './actStore.ts'
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

/** Of those that are named: what was said of each, and of which text. */
export async function readScores(
  tx: OrganizationTx,
  keys: readonly DocumentKey[],
): Promise<(DocumentKey & { text: string; said: Score })[]> {
  const rows = await tx.db
    .selectFrom('document_score')
    .select(['kind', 'document_id', 'text', 'overall', 'score'])
    .where('org_id', '=', tx.organizationId)
    .where(areNamed(keys))
    .execute()
  return rows.map(({ kind, document_id: documentId, text, overall, score }) => ({
    ...{ kind, documentId, text, said: overall === null || score === null ? null : { overall, score } },
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
