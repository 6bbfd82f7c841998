// Beginning a document: what it is called; then the editor, with a text to begin from.
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { useLater } from '../../kit/useLater.ts'
import { paths } from '../../paths.ts'
import { kindWords } from './documentWords.ts'
import { firstText, idFromTitle } from './firstText.ts'
import { useDocumentAct } from './useDocumentAct.ts'

const pause = 300
const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

function whyNoName(title: string, id: string): string | null {
  if (title.trim() === '') return 'Give it a title first.'
  return idForm.test(id) ? null : 'The name consists of letters, digits, dots, dashes and underscores.'
}

export function NewDocumentPage() {
  const { kind = 'runbook' } = useSearch({ strict: false }) as { kind?: DocumentKind }
  const [title, setTitle] = useState('')
  const [ownId, setOwnId] = useState<string | null>(null)
  const id = ownId ?? idFromTitle(title)
  const save = useDocumentAct(documentApi.saveDraft)
  const asked = useLater(id, pause)
  const known = useCall(documentApi.get, { params: { kind, documentId: asked } }, { enabled: idForm.test(asked) }).data
  const whyNot = useWhyNot('document:write')
  const go = useGo()
  const taken = known?.id === id || save.problem?.code === 'draft_changed'
  const why = whyNot ?? whyNoName(title, id) ?? (taken ? 'Choose another name first.' : null)
  const submit = async () => {
    if (why !== null) return
    const body = { revision: 0, markdown: firstText(kind, id, title.trim()) }
    if (await save.send({ params: { kind, documentId: id }, body })) go(paths.editDocument(kind, id))
  }
  return (
    <Page
      title={`Write a ${kindWords[kind].one}`}
      above={{ label: kindWords[kind].many, href: paths.documents(kind) }}
      width="form"
      lead="It begins as a draft. Nobody follows it before it was proposed and took effect."
    >
      <Form label={`Write a ${kindWords[kind].one}`} onSubmit={() => void submit()}>
        {!taken && <Refused problem={save.problem} />}
        <TextField
          label="Title"
          hint={
            kind === 'runbook'
              ? 'What happened, as somebody searches for it at night: “Leaked cloud credential”.'
              : 'For instance “Incident response policy”.'
          }
          value={title}
          onChange={(value) => {
            setTitle(value)
            save.reset()
          }}
          maxLength={200}
          autoFocus
        />
        <TextField
          label="Name"
          hint="As other documents, links and files name it. It stays."
          value={id}
          onChange={(value) => {
            setOwnId(value)
            save.reset()
          }}
          mono
          maxLength={100}
          error={taken ? `There is a ${kindWords[kind].one} of this name already.` : fieldProblem(save.problem, '/documentId')}
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={save.sending}>
            Begin to write
          </Button>
        </div>
      </Form>
    </Page>
  )
}
