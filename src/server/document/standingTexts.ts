// What is there of documents already: a draft, a text that the organization put forward, or what came with the software. Whoever begins one must see it first.
import { historyKey } from '../../core/document/history.ts'
import type { Life, Proposal } from '../../core/document/life.ts'
import type { StandingText } from '../../core/setup/draftSetUp.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type DocumentKey, readLives } from './actStore.ts'
import { textsOf } from './documentStore.ts'
import { readDrafts } from './draftStore.ts'

export type Standing = {
  what: StandingText['what'] | 'nothing'
  /** Of the draft; also of one that was thrown away. */
  revision: number
  /** Of the version; null where a draft goes before it. */
  version: string | null
  draft: string | null
}

const nothing: Standing = { what: 'nothing', revision: 0, version: null, draft: null }

export type StandingOf = (key: DocumentKey) => Standing

export async function readStandings(tx: OrganizationTx): Promise<StandingOf> {
  const lives = await readLives(tx)
  const drafts = new Map((await readDrafts(tx)).map((draft) => [historyKey(draft), draft]))
  return (key) => {
    const draft = drafts.get(historyKey(key))
    const revision = draft?.revision ?? 0
    if (draft !== undefined && draft.markdown !== null) return { what: 'draft', revision, version: null, draft: draft.markdown }
    const latest = latestText(lives.get(historyKey(key)))
    if (latest === undefined) return { ...nothing, revision }
    return { what: isShipped(latest) ? 'shipped' : 'own', revision, version: latest.version, draft: null }
  }
}

const isShipped = ({ effect }: Proposal) => effect?.basis === 'shipped'

/** A text of the organization's own goes before what came with the software, whenever that came. */
function latestText(life: Life | undefined): Proposal | undefined {
  const proposals = (life?.proposals ?? []).filter(({ withdrawn }) => withdrawn === null)
  return proposals.filter((one) => !isShipped(one)).at(-1) ?? proposals.at(-1)
}

/** The texts themselves, by document. */
export async function standingTexts(
  tx: OrganizationTx,
  standingOf: StandingOf,
  keys: readonly DocumentKey[],
): Promise<Map<string, StandingText>> {
  const standings = keys.map((key) => ({ key, standing: standingOf(key) }))
  const versions = new Map<string, string>()
  for (const kind of ['policy', 'runbook'] as const) {
    const named = standings.flatMap(({ key, standing: { version } }) =>
      key.kind === kind && version !== null ? [{ documentId: key.documentId, version }] : [],
    )
    for (const { documentId, markdown } of await textsOf(tx, kind, named)) versions.set(historyKey({ kind, documentId }), markdown)
  }
  return new Map(
    standings.flatMap(({ key, standing: { what, draft } }): [string, StandingText][] => {
      const markdown = draft ?? versions.get(historyKey(key))
      return what === 'nothing' || markdown === undefined ? [] : [[historyKey(key), { markdown, what }]]
    }),
  )
}
