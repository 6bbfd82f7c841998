// Whom the incident obliges to tell, and by when; what was sent, and what was decided.

import { useState } from 'react'
import { obligationApi } from '../../../contract/obligation.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Duty } from './DutyDialog.tsx'
import { DutyDialog } from './DutyDialog.tsx'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

const decided = { accept: 'taken on', decline: 'declined', 'ask-counsel': 'counsel is asked' } as const

function Due({ duty }: { duty: Duty }) {
  if (duty.sent) {
    return (
      <span>
        told <Time at={duty.sent.at} />
        {duty.sent.late_by !== null && <span className="late"> late</span>}
      </span>
    )
  }
  if (duty.due.kind === 'due' || duty.due.kind === 'late') return <DueTime at={duty.due.strict} />
  return (
    <span className="dim">
      {duty.due.kind === 'no-deadline' ? 'no deadline' : duty.due.kind === 'clock-not-started' ? 'clock not started' : 'no firm date'}
    </span>
  )
}

export function Duties({ work }: { work: Work }) {
  const query = useCall(obligationApi.list, { params: work.params })
  const mayNot = useWhyNot('obligation:decide')
  const [asked, setAsked] = useState<Duty | null>(null)
  const duties = query.data?.obligations ?? []
  const sure = duties.filter(({ verdict }) => verdict === 'applies')
  const maybe = duties.filter(({ verdict }) => verdict === 'may-apply')
  const line = (duty: Duty) => (
    <li key={duty.rule}>
      <span>
        <b>{duty.title}</b> <span className="dim">to {duty.to.join(', ')}</span>
      </span>
      <Due duty={duty} />
      <small>
        {duty.law}
        {duty.article && `, ${duty.article}`}; {duty.due.said}
        {duty.decision ? `; ${decided[duty.decision.answer]} by ${duty.decision.by.name}` : '; not decided yet'}
      </small>
      <span className="screen-only">
        <Button small why={mayNot ?? work.whyNot} onPress={() => setAsked(duty)} label={`Decide: ${duty.title}`}>
          Decide
        </Button>
      </span>
    </li>
  )
  return (
    <Section
      title="Whom to tell"
      id="whom-to-tell"
      count={sure.length || undefined}
      actions={
        <ButtonLink small href={paths.duties(work.incident.id)}>
          Questions and notices
        </ButtonLink>
      }
    >
      {query.isPending && <Skeleton lines={3} />}
      {query.error && !query.data && (
        <Failed what="The obligations cannot be shown" why={query.error.message} onRetry={() => void query.refetch()} />
      )}
      {query.data && duties.length === 0 && <p>Nobody, as far as is known.</p>}
      <ul className={styles.lines}>{sure.map(line)}</ul>
      {maybe.length > 0 && (
        <details className={styles.past}>
          <summary>{maybe.length} more may apply, depending on facts not known yet</summary>
          <ul className={styles.lines}>{maybe.map(line)}</ul>
        </details>
      )}
      {asked && <DutyDialog work={work} duty={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
