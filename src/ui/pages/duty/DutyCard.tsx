// One duty to tell: whom, why, by when, what was decided, and what can be done about it now.
import { useId } from 'react'
import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import { Button } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Work } from '../incident/useIncident.ts'
import styles from './Duty.module.css'
import { DutyDetail } from './DutyDetail.tsx'
import { DutyDue } from './DutyDue.tsx'
import { answerOfDuty } from './dutyGroups.ts'
import type { Duty, Notice } from './dutyShape.ts'
import { decidedWords, dutyName, noticeStateWords } from './dutyWords.ts'
import { Folded } from './Folded.tsx'

export type DutyActs = {
  pendingOf: (rule: string) => ObligationAnswer | null
  whyNotDecide: string | null
  whyNotWrite: string | null
  onDecide: (duty: Duty, answer: ObligationAnswer) => void
  onDraft: (duty: Duty) => void
  onClock: (duty: Duty) => void
}

function Decided({ duty, pending }: { duty: Duty; pending: ObligationAnswer | null }) {
  if (pending) return <p>{`It is ${decidedWords[pending]}; not recorded yet.`}</p>
  if (!duty.decision) return null
  const { answer, by, decided_at, reason } = duty.decision
  return (
    <p>
      <b>{decidedWords[answer]}</b> by <Person who={by} /> <Time at={decided_at} ago />
      {reason && <> – “{reason}”</>}
    </p>
  )
}

function NoticeLine({ work, notice }: { work: Work; notice: Notice }) {
  const { words, status } = noticeStateWords[notice.state]
  return (
    <p>
      <Link href={paths.notice(work.incident.id, notice.id)}>Notice to {notice.to}</Link>{' '}
      <StatusMark status={status} late={notice.late_by !== null}>
        {words}
        {notice.late_by !== null && ' late'}
      </StatusMark>
    </p>
  )
}

function DutyButtons({ duty, acts, notices }: { duty: Duty; acts: DutyActs; notices: readonly Notice[] }) {
  const answer = answerOfDuty(duty, acts.pendingOf(duty.rule))
  const told = duty.sent !== null
  const decide = (word: string, to: ObligationAnswer, kind: 'primary' | 'plain' | 'quiet' = 'plain') => (
    <Button kind={kind} why={acts.whyNotDecide} onPress={() => acts.onDecide(duty, to)} label={`${word}: ${dutyName(duty)}`}>
      {word}
    </Button>
  )
  return (
    <div className="row screen-only">
      {!told && answer !== 'accept' && decide(answer === null ? 'Take it on' : 'Take it on after all', 'accept', 'primary')}
      {!told && answer !== 'decline' && decide('Not to tell', 'decline')}
      {!told && answer === null && decide('Ask counsel', 'ask-counsel', 'quiet')}
      {answer === 'accept' && !told && notices.every(({ state }) => state === 'declined') && (
        <Button kind="primary" why={acts.whyNotWrite} onPress={() => acts.onDraft(duty)} label={`Draft the notice: ${dutyName(duty)}`}>
          Draft the notice
        </Button>
      )}
      {told && (
        <Button kind="quiet" why={acts.whyNotWrite} onPress={() => acts.onDraft(duty)} label={`Draft a further notice: ${dutyName(duty)}`}>
          Draft a further notice
        </Button>
      )}
      {duty.due.kind === 'clock-not-started' && !told && (
        <Button
          kind="quiet"
          why={acts.whyNotWrite}
          onPress={() => acts.onClock(duty)}
          label={`State when its clock started: ${dutyName(duty)}`}
        >
          State when its clock started
        </Button>
      )}
    </div>
  )
}

export function DutyCard({ work, duty, notices, acts }: { work: Work; duty: Duty; notices: readonly Notice[]; acts: DutyActs }) {
  const id = useId()
  const own = notices.filter(({ rule }) => rule === duty.rule)
  return (
    <article className={styles.duty} aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id}>{dutyName(duty)}</h3>
        <DutyDue duty={duty} />
      </div>
      <p className="dim">
        To {duty.to.join(', ')}
        {duty.origin === 'law' && duty.article && `; ${duty.article}`}
        {duty.origin !== 'law' && `; ${duty.law}`}
        {duty.confidence !== 'high' && `; confidence ${duty.confidence}`}
      </p>
      <p>{duty.why}</p>
      {duty.unknown.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {duty.to_judge && (
        <p>
          <b>To judge:</b> {duty.to_judge}.
        </p>
      )}
      <Decided duty={duty} pending={acts.pendingOf(duty.rule)} />
      {own.map((notice) => (
        <NoticeLine key={notice.id} work={work} notice={notice} />
      ))}
      <DutyButtons duty={duty} acts={acts} notices={own} />
      <Folded summary="How it is counted, what it must say, where it is written">{() => <DutyDetail duty={duty} />}</Folded>
    </article>
  )
}
