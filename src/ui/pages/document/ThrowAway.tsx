// Throwing a saved draft away: what is in force and what was proposed stay.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { useGo } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'
import { useDocumentAct } from './useDocumentAct.ts'

type ThrowAwayProps = { place: { kind: DocumentKind; documentId: string }; revision: number; onDone: () => void }

export function ThrowAway({ place, revision, onDone }: ThrowAwayProps) {
  const [open, setOpen] = useState(false)
  const remove = useDocumentAct(documentApi.deleteDraft)
  const go = useGo()
  const act = async () => {
    if ((await remove.send({ params: place, query: { revision } })) === null) return
    onDone()
    go(paths.documents(place.kind))
  }
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        Throw the draft away
      </Button>
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title="Throw the draft away"
        verb="Throw it away"
        onConfirm={() => void act()}
        busy={remove.sending}
        problem={remove.problem?.message}
      >
        The text of the draft is gone for everybody. Versions that were proposed stay as they are.
      </Confirm>
    </>
  )
}
