// Many documents at a glance: one row each, with what somebody must do about it.
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { useNow } from '../../kit/clock.ts'
import { Link } from '../../kit/Link.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './Documents.module.css'
import type { DocumentLine, ListedDocument } from './documentShape.ts'
import { acknowledgementStanding, basisStanding, linterStanding, reviewStanding } from './documentWords.ts'
import { Stands } from './Stands.tsx'

function InForce({ document }: { document: DocumentLine }) {
  const { in_force: force, next } = document
  return (
    <div className={styles.cell}>
      {force ? (
        <span>
          {force.number}, since <Time at={force.from} />
        </span>
      ) : (
        <span className="dim">none</span>
      )}
      {force && force.basis !== 'approved' && force.basis !== 'published' && (
        <small>
          <Stands standing={basisStanding(force)} />
        </small>
      )}
      {next && (
        <small className="dim">
          {next.number} from <Time at={next.from} />
        </small>
      )}
    </div>
  )
}

function Waiting({ document }: { document: DocumentLine }) {
  if (document.waiting.length === 0) return null
  return document.waiting.map((version) => (
    <small key={version.hash}>
      <StatusMark status="pending">
        <Link href={paths.document(document.kind, document.id, version.hash)}>Version {version.number}</Link>{' '}
        {version.you_can ? <b>waits for you</b> : `waits for ${version.waits_for.join(', ') || 'its approval'}`}
      </StatusMark>
    </small>
  ))
}

function Currency({ document, now }: { document: DocumentLine; now: number }) {
  return (
    <div className={styles.cell}>
      <Stands standing={reviewStanding(document, now)} />
      <Waiting document={document} />
      {document.draft && <small className="dim">draft by {document.draft.saved_by.name}</small>}
    </div>
  )
}

function Acknowledged({ document }: { document: DocumentLine }) {
  const standing = acknowledgementStanding(document)
  return standing ? <Stands standing={standing} /> : <span className="dim">not asked</span>
}

/** Places of a template that nobody filled in yet. */
function FilledIn({ count }: { count: number | null }) {
  if (count === null) return <span className="dim">–</span>
  if (count === 0) return <StatusMark status="conforms">yes</StatusMark>
  return <StatusMark status="exception">{count} to replace</StatusMark>
}

export function DocumentTable({ kind, documents }: { kind: DocumentKind; documents: readonly ListedDocument[] }) {
  const now = useNow()
  const columns: Column<ListedDocument>[] = [
    {
      word: 'Title',
      grow: true,
      bare: true,
      cell: (document) => <Link href={paths.document(kind, document.id)}>{document.title || document.id}</Link>,
    },
    { word: 'Owner', wrap: true, cell: ({ owner }) => owner ?? <span className="dim">nobody</span> },
    { word: 'In force', cell: (document) => <InForce document={document} /> },
    { word: 'Current', cell: (document) => <Currency document={document} now={now} /> },
    { word: 'Linter', wrap: true, cell: (document) => <Stands standing={linterStanding(document)} /> },
    kind === 'policy'
      ? { word: 'Acknowledged', cell: (document) => <Acknowledged document={document} /> }
      : { word: 'Filled in', cell: ({ placeholders }) => <FilledIn count={placeholders} /> },
  ]
  return (
    <Table
      label={kind === 'policy' ? 'Policies' : 'Runbooks'}
      rows={documents}
      keyOf={({ id }) => id}
      columns={columns}
      isPast={({ retired }) => retired !== null}
    />
  )
}
