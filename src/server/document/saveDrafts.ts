// Many drafts at once, from a set-up or an import: all or none, and none over a draft that nobody looked at.
import type { z } from 'zod'
import type { SavedDrafts } from '../../contract/setup.ts'
import { historyKey } from '../../core/document/history.ts'
import { readFrontMatter } from '../../core/document/readFrontMatter.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { DocumentKey } from './actStore.ts'
import { type Acting, changeDraft } from './changeDocument.ts'
import { holdDocuments } from './documentStore.ts'
import { readDrafts } from './draftStore.ts'

/** `revision`: of the draft that was there when somebody looked. */
export type NewDraft = { key: DocumentKey; revision: number; markdown: string }

export async function saveDrafts(acting: Acting, drafts: readonly NewDraft[]): Promise<z.infer<typeof SavedDrafts>> {
  refuseTwice(drafts)
  await holdDocuments(acting.tx)
  const saved: z.infer<typeof SavedDrafts>['drafts'] = []
  for (const draft of drafts) {
    const { kind, documentId } = draft.key
    const { title } = readFrontMatter(draft.markdown)
    saved.push({ kind, id: documentId, title: title === '' ? documentId : title, revision: await saveOne(acting, draft) })
  }
  return { drafts: saved }
}

/** One that says exactly this already stays as it is: asking twice is no mistake. */
async function saveOne(acting: Acting, { key, revision, markdown }: NewDraft): Promise<number> {
  const [before] = await readDrafts(acting.tx, key)
  return before?.markdown === markdown ? before.revision : changeDraft(acting, key, revision, markdown)
}

function refuseTwice(drafts: readonly NewDraft[]): void {
  const seen = new Set<string>()
  for (const { key } of drafts) {
    if (seen.has(historyKey(key)))
      throw new Refusal('invalid_request', `Two of the texts are the ${key.kind} ${key.documentId}: give one of them another name.`)
    seen.add(historyKey(key))
  }
}
