// One document: what waits for the reader, its text as those it is for see it, and its life: versions, reviews, acknowledgements.
import { useSearch } from '@tanstack/react-router'
import { runbookApi } from '../../../contract/runbook.ts'
import { urlOf } from '../../api/call.ts'
import { useMay } from '../../api/useMe.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { Acknowledgements } from './Acknowledgements.tsx'
import { DocumentBody } from './DocumentBody.tsx'
import { DocumentFacts } from './DocumentFacts.tsx'
import styles from './DocumentPage.module.css'
import { type Document, useDocumentPlace, type Version } from './documentShape.ts'
import { kindWords } from './documentWords.ts'
import { Retire } from './Retire.tsx'
import { Reviews } from './Reviews.tsx'
import { useDocument } from './useDocument.ts'
import { Versions } from './Versions.tsx'
import { WaitsForYou } from './WaitsForYou.tsx'

/** The version that was asked for; else what is in force, else what comes next. */
function shownVersion(document: Document, hash: string | undefined): Version | undefined {
  const wanted = hash ?? document.in_force?.hash
  return document.versions.find((version) => version.hash === wanted) ?? document.versions[0]
}

function Actions({ document, version }: { document: Document; version: Version | undefined }) {
  const mayWrite = useMay('document:write')
  const params = { documentId: document.id }
  const query = { version: version?.hash === document.in_force?.hash ? undefined : version?.hash }
  return (
    <>
      {document.kind === 'runbook' && version && (
        <>
          <ButtonLink outside href={urlOf(runbookApi.print, { params, query: { format: 'html', ...query } })}>
            Copy for paper
          </ButtonLink>
          <ButtonLink download href={urlOf(runbookApi.print, { params, query: { format: 'pdf', ...query } })}>
            PDF
          </ButtonLink>
        </>
      )}
      {document.kind === 'policy' && document.in_force && (
        <ButtonLink outside href={urlOf(runbookApi.printContacts, { params, query: { format: 'html' } })}>
          Contacts for paper
        </ButtonLink>
      )}
      <ButtonLink href={paths.currency(document.kind, document.id)}>Was it current?</ButtonLink>
      {mayWrite && (
        <ButtonLink href={paths.editDocument(document.kind, document.id)}>
          {document.draft ? 'Go on writing' : 'Change the text'}
        </ButtonLink>
      )}
    </>
  )
}

function Life({ document }: { document: Document }) {
  return (
    <div className={styles.life}>
      <Versions document={document} />
      <Reviews document={document} />
      <Acknowledgements document={document} />
      <Retire document={document} />
    </div>
  )
}

export function DocumentPage() {
  const { kind, documentId } = useDocumentPlace()
  const { version: hash } = useSearch({ strict: false }) as { version?: string }
  const query = useDocument(kind, documentId)
  const document = query.data
  const version = document && shownVersion(document, hash)
  return (
    <Page
      title={version?.title || document?.title || documentId}
      above={{ label: kindWords[kind].many, href: paths.documents(kind) }}
      actions={document && <Actions document={document} version={version} />}
    >
      {query.isPending && <Skeleton lines={12} />}
      {query.error && !document && (
        <Failed
          what={query.error.code === 'not_found' ? `There is no such ${kindWords[kind].one}` : `The ${kindWords[kind].one} cannot be shown`}
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {document && (
        <>
          <WaitsForYou document={document} version={version} />
          <div className={styles.columns}>
            <div className={styles.text}>
              <DocumentFacts document={document} version={version} />
              {version && <DocumentBody key={version.hash} document={document} version={version} />}
            </div>
            <Life document={document} />
          </div>
        </>
      )}
    </Page>
  )
}
