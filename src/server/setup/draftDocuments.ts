// Makes drafts of the documents that somebody took from a set-up: exactly the texts that they looked at.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { setupApi } from '../../contract/setup.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Acting } from '../document/changeDocument.ts'
import { holdDocuments } from '../document/documentStore.ts'
import { saveDrafts } from '../document/saveDrafts.ts'
import { draftFrom } from './showSetup.ts'

type Body = BodyOf<typeof setupApi.drafts>

export async function draftDocuments(acting: Acting & { body: Body }): Promise<ReplyOf<typeof setupApi.drafts>> {
  const { tx, body } = acting
  await holdDocuments(tx)
  const { drafted } = await draftFrom(tx, body)
  const taken = body.take.map(({ kind, id, hash, revision }) => {
    const found = drafted.find(({ draft }) => draft.kind === kind && draft.id === id)
    if (found === undefined) throw new Refusal('not_found', `The set-up makes no ${kind} called ${id} from these answers.`)
    const { draft } = found
    if (found.hash !== hash)
      throw new Refusal(
        'draft_changed',
        `“${draft.title}” is not the text that you looked at: somebody changed it meanwhile. Look at it again.`,
      )
    return { key: { kind, documentId: id }, revision, markdown: draft.markdown }
  })
  return saveDrafts(acting, taken)
}
