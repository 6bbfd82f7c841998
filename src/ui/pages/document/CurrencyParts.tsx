// What an answer about a period rests on: gaps, versions with approvers, reviews, acknowledgements, corrections, entries.
import { IconDownload } from '@tabler/icons-react'
import { ledgerApi } from '../../../contract/ledger.ts'
import { urlOf } from '../../api/call.ts'
import { useMay } from '../../api/useMe.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './Documents.module.css'
import type { Currency } from './documentShape.ts'
import { basisText, cadenceText, daysText, gapWords } from './documentWords.ts'

type Part = { currency: Currency }

const VersionLink = ({ currency, version }: Part & { version: { number: number; hash: string } }) => (
  <Link href={paths.document(currency.kind, currency.id, version.hash)}>version {version.number}</Link>
)

export function Gaps({ currency }: Part) {
  if (currency.gaps.length === 0) return null
  return (
    <Section title="Not covered" count={daysText(currency.gap_days)}>
      <Table
        label="Not covered"
        rows={currency.gaps}
        keyOf={({ from }) => from}
        columns={[
          { word: 'Days', number: true, cell: ({ days }) => days.toLocaleString('en') },
          { word: 'From', cell: ({ from }) => <Time at={from} exact /> },
          { word: 'To', cell: ({ to }) => <Time at={to} exact /> },
          {
            word: 'Why',
            grow: true,
            cell: (gap) => (
              <StatusMark status="exception">
                <span>
                  {gapWords(gap)}
                  {gap.due_at && (
                    <>
                      : it was due <Time at={gap.due_at} exact />
                    </>
                  )}
                  {gap.since < gap.from && gap.since !== gap.due_at && (
                    <>
                      , since <Time at={gap.since} exact />
                    </>
                  )}
                  {gap.reason && `: ${gap.reason}`}
                </span>
              </StatusMark>
            ),
          },
        ]}
      />
    </Section>
  )
}

type Then = Currency['versions'][number]

function Approvals({ version }: { version: Then }) {
  if (version.approvals.length === 0) return <span className="dim">{version.approvers.length === 0 ? 'names no approvers' : 'nobody'}</span>
  return version.approvals.map((approval) => (
    <div key={`${approval.by.id} ${approval.as}`}>
      <Person who={approval.by} />
      {approval.as && approval.as !== approval.by.id && ` as ${approval.as}`}, <Time at={approval.at} exact />
      {approval.late_days !== null && <span className="late"> {daysText(approval.late_days)} late</span>}
    </div>
  ))
}

export function VersionsThen({ currency }: Part) {
  return (
    <Section title="In force then" count={currency.versions.length || undefined}>
      {currency.versions.length === 0 ? (
        <p>Nothing was in force.</p>
      ) : (
        <Table
          label="Versions in force then"
          rows={currency.versions}
          keyOf={({ from }) => from}
          columns={[
            { word: 'Version', bare: true, cell: (version) => <VersionLink currency={currency} version={version} /> },
            { word: 'In force since', cell: ({ in_force_since: since }) => <Time at={since} exact /> },
            { word: 'Of the period', number: true, cell: ({ days }) => daysText(days) },
            {
              word: 'On what',
              wrap: true,
              cell: ({ basis, emergency }) => (
                <>
                  {basisText(basis)}
                  {emergency && `: ${emergency}`}
                </>
              ),
            },
            { word: 'Approved by', grow: true, cell: (version) => <Approvals version={version} /> },
          ]}
        />
      )}
    </Section>
  )
}

export function RestsOn({ currency }: Part) {
  if (currency.reviews.length === 0) return null
  return (
    <Section title="Looked at" lead="Each stretch rests on the last look before it: a review, or a version that took effect.">
      <Table
        label="Reviews it rests on"
        rows={currency.reviews}
        keyOf={({ from }) => from}
        columns={[
          {
            word: 'Look',
            grow: true,
            bare: true,
            cell: ({ rests_on: look }) => (
              <>
                <Time at={look.at} exact />: {look.what === 'review' ? 'still valid' : 'took effect'},{' '}
                <VersionLink currency={currency} version={look.version} />, <Person who={look.by} />
                {look.reason && <span className="dim"> “{look.reason}”</span>}
              </>
            ),
          },
          { word: 'Carries', number: true, cell: ({ days }) => daysText(days) },
          {
            word: 'Next due',
            cell: ({ due_at: due, every }) =>
              due ? (
                <>
                  <Time at={due} exact /> <span className="dim">{every && `(every ${cadenceText(every)})`}</span>
                </>
              ) : (
                <span className="dim">not promised</span>
              ),
          },
        ]}
      />
    </Section>
  )
}

export function Acknowledged({ currency }: Part) {
  const { acknowledgement, acknowledgement_in_words: inWords } = currency
  if (inWords.length === 0) return null
  return (
    <Section title="Acknowledged then" lead="At the beginning, and wherever it changed.">
      <ul className={styles.remarks} aria-label="Acknowledged, in words">
        {inWords.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {acknowledgement.length > 0 && <AcknowledgedTable points={acknowledgement} />}
    </Section>
  )
}

function AcknowledgedTable({ points }: { points: Currency['acknowledgement'] }) {
  return (
    <Table
      label="Acknowledgements then"
      rows={points}
      keyOf={(point) => `${point.at} ${point.asked} ${point.acknowledged} ${point.overdue}`}
      columns={[
        { word: 'From', bare: true, cell: ({ at }) => <Time at={at} exact /> },
        { word: 'Version', cell: ({ version }) => version?.number ?? <span className="dim">none</span> },
        { word: 'Asked', number: true, cell: ({ asked }) => asked },
        { word: 'Acknowledged', number: true, cell: ({ acknowledged }) => acknowledged },
        { word: 'Missing', number: true, cell: ({ missing }) => missing },
        { word: 'Overdue', number: true, cell: ({ overdue }) => (overdue > 0 ? <span className="late">{overdue}</span> : 0) },
      ]}
    />
  )
}

export function WhatElse({ currency }: Part) {
  const { corrections, afterwards } = currency
  if (corrections.length + afterwards.length === 0) return null
  return (
    <Section title="Recorded since" lead="The answer is given with these corrections; what came after the period is shown and not counted.">
      <ul className={styles.remarks}>
        {corrections.map(({ at, by, reason, of }) => (
          <li key={`${at} ${of}`}>
            <Time at={at} exact />: <Person who={by} /> corrected what was recorded <Time at={of} exact />: {reason}
          </li>
        ))}
        {afterwards.map(({ at, by, what }) => (
          <li key={`${at} ${what}`}>
            <Time at={at} exact />: <Person who={by} />, {what}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function RestsOnEntries({ currency }: Part) {
  const mayProve = useMay('ledger:read')
  return (
    <Section
      title="Ledger entries it rests on"
      count={currency.entries.length}
      lead={mayProve ? 'Each with its proof, to be verified without us.' : undefined}
    >
      <ul className={styles.entries}>
        {currency.entries.map(({ index, leaf_hash: leaf, kind, at }) => (
          <li key={leaf}>
            {mayProve && index !== null ? (
              <ButtonLink
                small
                kind="quiet"
                icon={IconDownload}
                href={urlOf(ledgerApi.proof, { params: { index } })}
                download={`entry-${index}.tlog-proof`}
                label={`Proof of entry ${index}, ${kind}, ${at}`}
              >
                #{index.toLocaleString('en')} {kind}
              </ButtonLink>
            ) : (
              <span>
                {index === null ? 'pending' : `#${index.toLocaleString('en')}`} <code>{kind}</code>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
