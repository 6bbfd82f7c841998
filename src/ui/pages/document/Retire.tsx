// The end of a document, and its being taken up again.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { Button } from '../../kit/Button.tsx'
import { Section } from '../../kit/Page.tsx'
import type { Document } from './documentShape.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useDocumentAct } from './useDocumentAct.ts'

export function Retire({ document }: { document: Document }) {
  const [open, setOpen] = useState(false)
  const retire = useDocumentAct(documentApi.retire)
  const resume = useDocumentAct(documentApi.resume)
  const params = { kind: document.kind, documentId: document.id }
  const isRetired = document.retired !== null
  const send = isRetired ? resume : retire
  const why = isRetired ? document.you.cannot_resume : document.you.cannot_retire
  const title = isRetired ? 'Take it up again' : `Retire this ${document.kind}`
  return (
    <Section
      title={isRetired ? 'Retired' : 'End'}
      lead={isRetired ? undefined : 'A document that is not needed any more. Its texts and its history stay.'}
    >
      <div className="row">
        <Button kind={isRetired ? 'plain' : 'danger'} why={why} onPress={() => setOpen(true)}>
          {title}
        </Button>
      </div>
      {open && (
        <ReasonDialog
          title={title}
          verb={isRetired ? 'Take it up again' : 'Retire it'}
          label="Reason"
          hint={isRetired ? 'Why it is needed again.' : 'Why it is not needed any more, and what takes its place.'}
          sending={send.sending}
          problem={send.problem}
          onRecord={(reason) => send.send({ params, body: { reason } })}
          onClose={() => setOpen(false)}
        >
          {isRetired
            ? 'What was in force last is in force again from now on; the time between stays a gap.'
            : 'From now on nothing of it is in force: it is not proposed in incidents, and nobody is asked to review or acknowledge it. Incidents that were worked on with it keep their version.'}
        </ReasonDialog>
      )}
    </Section>
  )
}
