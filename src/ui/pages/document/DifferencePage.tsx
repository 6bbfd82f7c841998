// What changed between two versions of a document: what a reader must know on top, the lines below.
import { useSearch } from '@tanstack/react-router'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { SelectField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { ApproveButton } from './ApproveButton.tsx'
import { DifferenceOfTexts } from './DifferenceOfTexts.tsx'
import styles from './Documents.module.css'
import { type Document, useDocumentPlace, type Version } from './documentShape.ts'
import { versionStanding } from './documentWords.ts'
import { useDocument, useVersionText } from './useDocument.ts'

type Pair = { before: Version; after: Version }

/** Left out: what is in force, and what would replace it; where nothing waits, what it replaced. */
function pairOf({ versions, in_force }: Document, asked: { before?: string; after?: string }): Pair | null {
  const named = (hash: string | undefined) => versions.find((version) => version.hash === hash)
  const after = named(asked.after) ?? versions.find(({ state }) => state === 'proposed' || state === 'approved') ?? versions[0]
  const older = (version: Version) => versions.filter(({ number }) => number < version.number)
  if (after === undefined) return null
  const force = named(in_force?.hash)
  const before = named(asked.before) ?? (force && force.number < after.number ? force : older(after)[0])
  return before === undefined || before.hash === after.hash ? null : { before, after }
}

const nameOf = (version: Version) => `Version ${version.number}`

function Chooser({ document, pair }: { document: Document; pair: Pair }) {
  const go = useGo()
  const choices = document.versions.map((version) => ({
    value: version.hash,
    label: `${nameOf(version)}, ${versionStanding(version).words}`,
  }))
  const to = (before: string, after: string) => go(paths.difference(document.kind, document.id, { before, after }), { replace: true })
  return (
    <div className={`${styles.filters} screen-only`}>
      <SelectField label="Before" value={pair.before.hash} choices={choices} onChange={(hash) => to(hash, pair.after.hash)} />
      <SelectField label="After" value={pair.after.hash} choices={choices} onChange={(hash) => to(pair.before.hash, hash)} />
      <Button onPress={() => to(pair.after.hash, pair.before.hash)}>Swap</Button>
    </div>
  )
}

function Compared({ document, pair }: { document: Document; pair: Pair }) {
  const before = useVersionText(document.kind, document.id, pair.before.hash)
  const after = useVersionText(document.kind, document.id, pair.after.hash)
  const problem = before.error ?? after.error
  const here = before.data?.hash === pair.before.hash && after.data?.hash === pair.after.hash
  return (
    <>
      <Chooser document={document} pair={pair} />
      {problem && (
        <Failed what="The texts cannot be shown" why={problem.message} onRetry={() => void before.refetch().then(() => after.refetch())} />
      )}
      {!problem && !here && <Skeleton lines={12} />}
      {here && before.data && after.data && (
        <DifferenceOfTexts
          kind={document.kind}
          before={before.data.markdown}
          after={after.data.markdown}
          names={[nameOf(pair.before), nameOf(pair.after)]}
        />
      )}
    </>
  )
}

export function DifferencePage() {
  const { kind, documentId } = useDocumentPlace()
  const asked = useSearch({ strict: false }) as { before?: string; after?: string }
  const query = useDocument(kind, documentId)
  const me = useMe()
  const document = query.data
  const pair = document ? pairOf(document, asked) : null
  return (
    <Page
      title="What changed"
      above={{ label: document?.title ?? documentId, href: paths.document(kind, documentId) }}
      lead={pair && `From ${nameOf(pair.before).toLowerCase()} to ${nameOf(pair.after).toLowerCase()} of “${document?.title}”.`}
      actions={me && document && pair?.after.state === 'proposed' && <ApproveButton document={document} version={pair.after} primary />}
    >
      {query.isPending && <Skeleton lines={12} />}
      {query.error && !document && <Failed what="The document cannot be shown" why={query.error.message} />}
      {document && pair === null && (
        <Empty title="There is only one version">
          <p>
            Here will be what a version changes against the one before: promises with both their values, steps that came or went, and every
            line.
          </p>
        </Empty>
      )}
      {document && pair && <Compared document={document} pair={pair} />}
    </Page>
  )
}
