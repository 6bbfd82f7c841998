// Policies or runbooks: whose each is, what is in force, whether it is current, what it waits for.
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { documentApi, documentFilters } from '../../../contract/document.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { useLater } from '../../kit/useLater.ts'
import { useStable } from '../../kit/useStable.ts'
import { paths } from '../../paths.ts'
import styles from './Documents.module.css'
import { DocumentTable } from './DocumentTable.tsx'
import { useDocumentKind } from './documentShape.ts'
import { kindWords } from './documentWords.ts'

type Filter = (typeof documentFilters)[number]

const filterWords: Record<Filter, string> = {
  all: 'All',
  waiting: 'Waiting for approval',
  'waiting-for-me': 'Waiting for me',
  'review-due': 'Review due',
  'review-overdue': 'Review overdue',
  'acknowledgements-missing': 'Acknowledgements missing',
  functional: 'Can be followed',
  mixed: 'Can be followed in part',
  'compliance-formatted': 'Cannot be followed as they stand',
  retired: 'Retired',
}

const leads: Record<DocumentKind, string> = {
  policy: 'What the organization promises: times, duties and rules, kept as data that clocks and audit tests read.',
  runbook: 'What to do, step by step. In an incident, the runbooks that fit its alerts are proposed by themselves.',
}

export function DocumentsPage() {
  const kind = useDocumentKind()
  const mayWrite = useMay('document:write')
  return (
    <Page
      title={kindWords[kind].many}
      lead={leads[kind]}
      actions={
        <>
          <ButtonLink href={paths.allCurrency()}>What was current?</ButtonLink>
          <ButtonLink href={paths.consistency()}>Consistency</ButtonLink>
          {mayWrite && (
            <>
              <ButtonLink href={paths.setUpDocuments()}>Set up</ButtonLink>
              <ButtonLink href={paths.importDocuments()}>Import</ButtonLink>
              <ButtonLink kind="primary" href={paths.newDocument(kind)}>
                Write a {kindWords[kind].one}
              </ButtonLink>
            </>
          )}
        </>
      }
    >
      <Documents key={kind} kind={kind} />
    </Page>
  )
}

const pause = 250

function Documents({ kind }: { kind: DocumentKind }) {
  const { filter = 'all', q = '' } = useSearch({ strict: false }) as { filter?: Filter; q?: string }
  const [typed, setTyped] = useState(q)
  const search = useLater(typed, pause).trim()
  const go = useStable(useGo())
  useEffect(() => {
    if (search !== q) go(paths.documents(kind, { filter: filter === 'all' ? undefined : filter, q: search }), { replace: true })
  }, [go, kind, filter, q, search])
  const documents = useCall(documentApi.list, { query: { kind, filter, limit: 500, ...(search ? { search } : {}) } }, { keep: true })
  const { items, counts, next_cursor: more } = documents.data ?? { items: [], counts: null, next_cursor: null }
  const choices = documentFilters
    .filter((one) => one === filter || one === 'all' || (counts?.[one] ?? 0) > 0)
    .map((one) => ({ value: one, label: counts ? `${filterWords[one]} (${counts[one] ?? 0})` : filterWords[one] }))
  return (
    <div className="stack">
      <div className={styles.filters}>
        <SelectField
          label="Show"
          quiet
          value={filter}
          choices={choices}
          onChange={(value) => go(paths.documents(kind, { filter: value === 'all' ? undefined : value, q: search }), { replace: true })}
        />
        <TextField label="Search" type="search" value={typed} onChange={setTyped} placeholder="Title, name or owner" maxLength={200} />
      </div>
      <div className="wide">
        {documents.isPending && <Skeleton lines={8} />}
        {documents.error && !documents.data && (
          <Failed
            what={`The ${kindWords[kind].many.toLowerCase()} cannot be shown`}
            why={documents.error.message}
            onRetry={() => void documents.refetch()}
          />
        )}
        {documents.data && items.length === 0 && (filter !== 'all' || search ? <NothingFound kind={kind} /> : <None kind={kind} />)}
        {items.length > 0 && <DocumentTable kind={kind} documents={items} />}
        {more && <p className="dim">The first {items.length} are shown. Search for the others.</p>}
      </div>
    </div>
  )
}

function NothingFound({ kind }: { kind: DocumentKind }) {
  return (
    <Empty title={`No ${kindWords[kind].one} is like that`} actions={<ButtonLink href={paths.documents(kind)}>Show all</ButtonLink>}>
      <p>Nothing here matches what is chosen and searched for.</p>
    </Empty>
  )
}

function None({ kind }: { kind: DocumentKind }) {
  const mayWrite = useMay('document:write')
  return (
    <Empty
      title={kind === 'policy' ? 'No policy yet' : 'No runbook yet'}
      actions={
        mayWrite && (
          <>
            <ButtonLink kind="primary" href={paths.setUpDocuments()}>
              Set up for your tools
            </ButtonLink>
            <ButtonLink href={paths.importDocuments()}>Import what you have</ButtonLink>
            <ButtonLink href={paths.newDocument(kind)}>Write a {kindWords[kind].one}</ButtonLink>
          </>
        )
      }
    >
      <p>
        {kind === 'policy'
          ? 'Here will be what you promise, for instance “SEV1 is acknowledged within 15 minutes”: Markdown, with every promise as data, approved by somebody else than who wrote it.'
          : 'Here will be the instructions an engineer follows at night: Markdown, with the commands to copy and how to see that each step worked.'}
      </p>
    </Empty>
  )
}
