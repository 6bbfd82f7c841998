// The text that somebody is writing: kept on this device while it is not saved, saved with the revision it was begun from, a conflict told.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { useCall } from '../../api/useCall.ts'
import { useDraft } from '../../api/useDraft.ts'
import { askAgain } from '../../api/useSend.ts'
import { roomsOfDocuments, useDocumentAct } from './useDocumentAct.ts'

export type SavedDraft = ReplyOf<typeof documentApi.draft>

/** What is on this device: the text, and the revision of the draft that it was begun from. */
type Local = { text: string; revision: number }

export type DraftText = {
  text: string
  /** The revision that a save would replace. */
  revision: number
  isChanged: boolean
  change: (text: string) => void
  /** Resolves with what is saved now, or null where it was refused. */
  save: () => Promise<SavedDraft | null>
  saving: boolean
  problem: { code: string; message: string } | null
  /** Somebody else saved another text since this one was begun. */
  conflict: SavedDraft | null
  takeTheirs: () => void
  keepMine: () => void
  discard: () => void
}

type Place = { kind: DocumentKind; documentId: string }

export function useSavedDraft({ kind, documentId }: Place) {
  return useCall(documentApi.draft, { params: { kind, documentId } })
}

/** `saved` is what the server has; `begin` the text to begin from where it has none. */
export function useDraftText({ kind, documentId }: Place, saved: SavedDraft, begin: string): DraftText {
  const [local, setLocal] = useDraft<Local>(`document ${kind} ${documentId}`)
  // What the server had when this text was begun: a later draft of somebody else must not slip in under what is being written.
  const [base, setBase] = useState<Local>({ text: saved.markdown ?? begin, revision: saved.revision })
  const sending = useDocumentAct(documentApi.saveDraft)
  // Where nothing was typed here, what somebody else saved is simply the draft.
  const latest = saved.revision > base.revision ? { text: saved.markdown ?? begin, revision: saved.revision } : base
  const { text, revision } = local ?? latest
  const conflict = saved.revision > revision && saved.markdown !== text ? saved : null
  const settle = (next: SavedDraft) => {
    setBase({ text: next.markdown ?? '', revision: next.revision })
    setLocal(null)
  }
  return {
    text,
    revision,
    isChanged: local !== null && local.text !== latest.text,
    change: (next) => setLocal({ text: next, revision }),
    save: async () => {
      const done = await sending.send({ params: { kind, documentId }, body: { revision, markdown: text } })
      if (done !== null) settle(done)
      // Refused because there is another: it is asked for, and told as a conflict.
      else askAgain(roomsOfDocuments)
      return done
    },
    saving: sending.sending,
    problem: sending.problem,
    conflict,
    takeTheirs: () => settle(saved),
    keepMine: () => setLocal({ text, revision: saved.revision }),
    discard: () => {
      setLocal(null)
      setBase({ text: saved.markdown ?? begin, revision: saved.revision })
    },
  }
}
