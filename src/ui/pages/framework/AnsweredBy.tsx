// The policies and runbooks that answer a criterion, in their current version, and why they do.
import type { ReactNode } from 'react'
import { plural } from '../../../core/document/phrases.ts'
import { Empty } from '../../kit/Empty.tsx'
import { Link } from '../../kit/Link.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { Names } from './Filed.tsx'
import type { Criterion } from './frameworkShape.ts'
import type { PeriodSearch } from './period.ts'

type Answering = Criterion['documents'][number]

function Why({ document: { because, by }, search }: { document: Answering; search: PeriodSearch }): ReactNode {
  if (because === 'named') return 'names it'
  if (by === null) return <span className="dim">says how incidents are handled</span>
  return (
    <>
      names <Names names={[by]} search={search} /> <span className="dim">of {by.framework_name}</span>
    </>
  )
}

function Title({ document: { kind, id, title } }: { document: Answering }) {
  return <Link href={paths.document(kind, id)}>{title}</Link>
}

function Current({ document: { kind, id, title, currency }, period }: { document: Answering; period: Criterion['period'] }) {
  if (currency === null) return <span className="dim">not begun</span>
  const href = paths.currency(kind, id, { from: period.from, to: period.to })
  return (
    <Link href={href}>
      <span className="said">Was {title} current? </span>
      {currency.current ? (
        <StatusMark status="conforms">throughout</StatusMark>
      ) : (
        <StatusMark status="exception">not for {plural(currency.gap_days, 'day')}</StatusMark>
      )}
    </Link>
  )
}

function Promises({ document: { kind, id, title }, period: { from, to } }: { document: Answering; period: Criterion['period'] }) {
  if (kind !== 'policy') return <span className="dim">–</span>
  return (
    <Link href={`${paths.document('policy', id, undefined, { from, to })}#commitments`}>
      kept or broken<span className="said"> by {title}</span>
    </Link>
  )
}

export function AnsweredBy({ criterion, search }: { criterion: Criterion; search: PeriodSearch }) {
  const { documents, asks_documents: asks, id } = criterion
  if (documents.length === 0) {
    if (asks.length === 0) return <p className="dim">No document of the kind that is kept here is asked for.</p>
    return (
      <Empty title="No document answers it yet">
        <p>
          A policy answers it by naming it in its front matter: <code>applies_to: [{id}]</code>. One that names a criterion standing beside
          it is shown here too.
        </p>
      </Empty>
    )
  }
  return (
    <Table
      label="What answers it"
      rows={documents}
      keyOf={(document) => `${document.kind} ${document.id}`}
      columns={[
        { word: 'Document', grow: true, bare: true, cell: (document) => <Title document={document} /> },
        { word: 'Kind', cell: ({ kind }) => kind },
        { word: 'Because it', wrap: true, cell: (document) => <Why document={document} search={search} /> },
        { word: 'Current in the period', cell: (document) => <Current document={document} period={criterion.period} /> },
        ...(documents.some(({ kind }) => kind === 'policy')
          ? [{ word: 'Its promises', cell: (document: Answering) => <Promises document={document} period={criterion.period} /> }]
          : []),
        {
          word: 'Version',
          cell: ({ number, since }) => (
            <>
              {number}, since <Time at={since} />
            </>
          ),
        },
      ]}
    />
  )
}
