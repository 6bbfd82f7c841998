// Writing a policy or runbook: the text, what the linter finds while it is typed, and how it is read on a phone.
import { documentApi } from '../../../contract/document.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { type Document, useDocumentPlace } from './documentShape.ts'
import { Editor } from './Editor.tsx'
import { useVersionText } from './useDocument.ts'
import { useSavedDraft } from './useDraftText.ts'

export function EditPage() {
  const place = useDocumentPlace()
  const { kind, documentId } = place
  const document = useCall(documentApi.get, { params: place })
  const whyNot = useWhyNot('document:write')
  // A document that nobody proposed yet is a draft and nothing more.
  const isNew = document.error?.code === 'not_found'
  return (
    <Page
      title={document.data ? `Change “${document.data.title || documentId}”` : `Write ${documentId}`}
      above={{ label: document.data?.title || 'All', href: document.data ? paths.document(kind, documentId) : paths.documents(kind) }}
    >
      {whyNot !== null ? (
        <Notice kind="note" title="You can read it, and not change it">
          {whyNot}
        </Notice>
      ) : document.data || isNew ? (
        <Loaded key={`${kind} ${documentId}`} place={place} document={document.data ?? null} />
      ) : document.error ? (
        <Failed what="The text cannot be shown" why={document.error.message} onRetry={() => void document.refetch()} />
      ) : (
        <Skeleton lines={16} />
      )}
    </Page>
  )
}

function Loaded({ place, document }: { place: ReturnType<typeof useDocumentPlace>; document: Document | null }) {
  const saved = useSavedDraft(place)
  const force = document?.in_force?.hash
  const begin = useVersionText(place.kind, place.documentId, force ?? document?.versions[0]?.hash)
  const needsText = document !== null && document.versions.length > 0
  const problem = saved.error ?? begin.error
  if (problem && !(saved.data && (begin.data || !needsText)))
    return <Failed what="The text cannot be shown" why={problem.message} onRetry={() => void saved.refetch().then(() => begin.refetch())} />
  if (!saved.data || (needsText && !begin.data)) return <Skeleton lines={16} />
  return (
    <Editor
      place={place}
      saved={saved.data}
      begin={begin.data?.markdown ?? ''}
      inForce={force !== undefined && begin.data?.hash === force ? begin.data.markdown : null}
      waiting={document?.versions.find(({ state }) => state === 'proposed') ?? null}
    />
  )
}
