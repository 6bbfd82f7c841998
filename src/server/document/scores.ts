// What a list says of each document as a whole in the linter's words, and which documents it has to read again.
import { historyKey } from '../../core/document/history.ts'
import { inForceAt } from '../../core/document/inForce.ts'
import type { Life } from '../../core/document/life.ts'
import { hour, type Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type DocumentKey, readLife, readLives } from './actStore.ts'
import type { Shown } from './documentLines.ts'
import { linterVersion } from './linterVersion.ts'
import { type KeptScore, readScores, type Score, wholePathsIn } from './scoreStore.ts'

/** The version in force; where none is, the draft, else what was put forward last. */
export function textOf({ inForce, draft, life }: Pick<Shown, 'inForce' | 'draft' | 'life'>): string | null {
  if (inForce !== undefined) return inForce.version
  return draft !== undefined ? `draft ${draft.revision}` : (life?.published.at(-1)?.version ?? null)
}

export type TextToScore = DocumentKey & { text: string }
export type Scores = {
  /** Undefined: it was not read yet as it stands. */
  of: (one: Shown) => Score | undefined
  due: TextToScore[]
}

type Kept = KeptScore & { scoredAt: Instant }
/** What took too long may have met a busy machine. */
const untilTriedAgain = hour

/** What was said of a text by an older linter, or beside an older policy, stands until it is read again; what was said of another text does not. */
export async function scoresOf(tx: OrganizationTx, shown: readonly Shown[], now: Instant, only: Partial<DocumentKey>): Promise<Scores> {
  const kept = new Map((await readScores(tx, only)).map((score) => [historyKey(score), score]))
  const current = { linter: linterVersion(), paths: (await wholePathsIn(tx)).join(' '), cited: await citedVersions(tx, kept.values(), now) }
  const isCurrent = ({ linter, wholePaths, cites, citedVersion, said, scoredAt }: Kept) =>
    (said !== null || now - scoredAt < untilTriedAgain) &&
    linter === current.linter &&
    wholePaths === current.paths &&
    (cites === null || current.cited(cites) === citedVersion)
  const ofText = (one: Shown): Kept | undefined => {
    const score = kept.get(historyKey(one.key))
    return score?.text === textOf(one) ? score : undefined
  }
  const due = shown.flatMap((one): TextToScore[] => {
    const [text, score] = [textOf(one), ofText(one)]
    return text === null || (score !== undefined && isCurrent(score)) ? [] : [{ ...one.key, text }]
  })
  return { of: (one) => ofText(one)?.said, due }
}

/** So few are looked up one by one. */
const few = 10

/** By a policy's id: its version in force. */
async function citedVersions(tx: OrganizationTx, scores: Iterable<KeptScore>, now: Instant): Promise<(id: string) => string | null> {
  const ids = new Set([...scores].flatMap(({ cites }) => (cites === null ? [] : [cites])))
  return policiesInForce(tx, ids, now)
}

export async function policiesInForce(tx: OrganizationTx, ids: ReadonlySet<string>, now: Instant): Promise<(id: string) => string | null> {
  const lives: Life[] = []
  if (ids.size > few) lives.push(...(await readLives(tx, { kind: 'policy' })).values())
  else
    for (const documentId of ids) {
      const life = await readLife(tx, { kind: 'policy', documentId })
      if (life !== undefined) lives.push(life)
    }
  const versions = new Map(lives.map((life) => [life.documentId, inForceAt(life, now)?.version ?? null]))
  return (id) => versions.get(id) ?? null
}
