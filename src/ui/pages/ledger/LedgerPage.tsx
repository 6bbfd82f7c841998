// The ledger: how much is sealed under which key, where checkpoints go, and what all that proves and does not.

import type { ReplyOf } from '../../../contract/endpoint.ts'
import { ledgerApi } from '../../../contract/ledger.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { Checkpoints } from './Checkpoints.tsx'
import { Destinations } from './Destinations.tsx'
import styles from './LedgerPage.module.css'

type Status = ReplyOf<typeof ledgerApi.status>

const anchorWords: Record<string, string> = {
  timestamp: 'a timestamp authority',
  mail: 'mail',
  webhook: 'a webhook',
  directory: 'a directory',
}

function AnchoredState({ ledger }: { ledger: Status }) {
  if (!ledger.anchored) return <StatusMark status="exception">not anchored: no checkpoint has left this server</StatusMark>
  return (
    <StatusMark status="conforms">
      <span>
        up to entry {ledger.anchored.size.toLocaleString('en')}, <Time at={ledger.anchored.at} ago />, by{' '}
        {anchorWords[ledger.anchored.kind] ?? ledger.anchored.kind}
      </span>
    </StatusMark>
  )
}

function StatusSection({ ledger }: { ledger: Status }) {
  return (
    <Section
      title="Status"
      actions={
        <ButtonLink href={urlOf(ledgerApi.checkpoint)} download="latest.checkpoint">
          Download the latest checkpoint
        </ButtonLink>
      }
    >
      {ledger.halted && (
        <Notice kind="late" title="Sealing has stopped" alert>
          {ledger.halted}
        </Notice>
      )}
      <Facts
        facts={[
          {
            word: 'Sealed',
            is: `${ledger.size.toLocaleString('en')} entries${ledger.pending > 0 ? `, ${ledger.pending.toLocaleString('en')} waiting` : ''}`,
          },
          { word: 'Latest checkpoint', is: ledger.checkpoint ? <Time at={ledger.checkpoint.signed_at} exact ago /> : 'none yet' },
          { word: 'Anchored', is: <AnchoredState ledger={ledger} /> },
          { word: 'Origin', is: <code>{ledger.origin}</code> },
          ledger.simulated_until && {
            word: 'Demo',
            is: (
              <>
                times before <Time at={ledger.simulated_until} exact /> are simulated; no anchor was made for them
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Proves({ ledger }: { ledger: Status }) {
  return (
    <div className={styles.proves}>
      <Section title="What it proves">
        <ul className={styles.sentences}>
          {ledger.proves.map((sentence) => (
            <li key={sentence}>
              <StatusMark status="conforms">{sentence}</StatusMark>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="What it does not">
        <ul className={styles.sentences}>
          {ledger.does_not_prove.map((sentence) => (
            <li key={sentence}>
              <StatusMark status="not-applicable">
                <span style={{ color: 'var(--ink)' }}>{sentence}</span>
              </StatusMark>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

export function LedgerPage() {
  const ledger = useCall(ledgerApi.status)
  return (
    <Page
      title="Ledger and anchors"
      lead="Everything recorded goes into one append-only tree. A checkpoint signs the whole of it; a checkpoint outside this server is what an auditor can hold against it later."
    >
      {ledger.isPending && <Skeleton lines={10} />}
      {ledger.error && !ledger.data && (
        <Failed what="The ledger cannot be shown" why={ledger.error.message} onRetry={() => void ledger.refetch()} />
      )}
      {ledger.data && (
        <>
          <StatusSection ledger={ledger.data} />
          <Section
            title="Verifier key"
            lead="Give this to the auditor at the start, by a way other than the package itself. It is what they check everything against."
          >
            <Code text={ledger.data.verifier_key} what="the verifier key" wrap />
          </Section>
          <Proves ledger={ledger.data} />
        </>
      )}
      <Destinations />
      <Checkpoints />
    </Page>
  )
}
