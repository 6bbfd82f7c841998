// One notice: what it says and lacks, who approved it, how it went out and whether in time; or why it did not.
import { getRouteApi } from '@tanstack/react-router'
import { useDraft } from '../../api/useDraft.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice as Notification } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { OfIncident, whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Duty.module.css'
import { LateBy } from './DutyDue.tsx'
import type { Duty, Notice, Notices } from './dutyShape.ts'
import { dutyName, noticeStateWords } from './dutyWords.ts'
import { NoticeEnd } from './NoticeEnd.tsx'
import { NoticeForm } from './NoticeForm.tsx'
import { bodyOf, type NoticeChanges, textOfDraft, withChanges } from './noticeChanges.ts'
import { useNotice } from './useNotice.ts'

const route = getRouteApi('/inside/incidents/$incidentId/notices/$noticeId')

function Sent({ work, notice }: { work: Work; notice: Notice }) {
  if (notice.sent_at === null) return null
  return (
    <>
      <Time at={notice.sent_at} exact />
      {notice.sent_by && (
        <>
          {' '}
          by <Person who={notice.sent_by} />
        </>
      )}
      {notice.channel && `, ${notice.channel}`}
      {notice.reference && `, reference ${notice.reference}`}
      {notice.evidence_id && (
        <>
          , with <Link href={paths.evidenceItem(work.incident.id, notice.evidence_id)}>proof kept as evidence</Link>
        </>
      )}
      {': '}
      {notice.late_by === null ? 'in time, or without a deadline' : <LateBy seconds={notice.late_by} />}
    </>
  )
}

function About({ work, notice, duty }: { work: Work; notice: Notice; duty: Duty | null }) {
  const { words, status } = noticeStateWords[notice.state]
  return (
    <Facts
      facts={[
        { word: 'State', is: <StatusMark status={status}>{words}</StatusMark> },
        {
          word: 'Answers to',
          is: duty ? `${duty.law}${duty.article && duty.origin === 'law' ? `, ${duty.article}` : ''}` : (notice.rule ?? 'no duty'),
        },
        notice.due_at && notice.sent_at === null && notice.state !== 'declined' && { word: 'Due', is: <DueTime at={notice.due_at} /> },
        { word: 'To', is: notice.to },
        { word: 'Written by', is: notice.written_by.map(({ name }) => name).join(', ') },
        notice.approved_at && {
          word: 'Approved',
          is: (
            <>
              <Time at={notice.approved_at} exact /> {notice.approved_by && <Person who={notice.approved_by} />}
            </>
          ),
        },
        notice.incomplete_reason && { word: 'Incomplete because', is: notice.incomplete_reason },
        notice.sent_at && { word: 'Sent', is: <Sent work={work} notice={notice} /> },
      ]}
    />
  )
}

const eventWords = {
  approved: 'Approved',
  sent: 'Sent',
  failed: 'Not taken by the mail server',
  declined: 'Decided that it does not go out',
}

function Events({ notice }: { notice: Notice }) {
  if (notice.events.length === 0) return null
  return (
    <Section title="What happened to it">
      <ol className={styles.events}>
        {notice.events.map((event) => (
          <li key={`${event.kind} ${event.at}`}>
            <Time at={event.at} exact />: {eventWords[event.kind]}, <Person who={event.by} />
            {event.note && <> – {event.note}</>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Whole({ work, notice, duty, all }: { work: Work; notice: Notice; duty: Duty | null; all: Notices }) {
  const [changes, setChanges] = useDraft<NoticeChanges>(`notice ${notice.id}`)
  const mayNot = useWhyNot('notice:write')
  const over = whyNothingFollows(work.incident)
  const isDraft = notice.state === 'draft'
  const written = withChanges(notice, isDraft ? changes : null)
  const text = textOfDraft(notice, written, duty)
  const isChanged = isDraft && bodyOf(notice, changes) !== undefined
  const form = { work, notice, duty, text, written, changes, setChanges, whyNot: mayNot ?? over }
  return (
    <>
      <About work={work} notice={notice} duty={duty} />
      {!isDraft && changes !== null && (
        <Notification kind="soon" title="What you changed was not recorded">
          The text was fixed meanwhile. A further notice can say it.
        </Notification>
      )}
      {isDraft && mayNot === null && <NoticeForm {...form} />}
      <Section title={isDraft ? 'The text as it stands' : 'The text'} lead={isDraft ? undefined : `Subject: ${notice.subject}`}>
        <div className={styles.text}>{isDraft ? text.text : notice.text}</div>
      </Section>
      <NoticeEnd work={work} notice={notice} notices={all} text={text} isChanged={isChanged} over={over} />
      <Events notice={notice} />
      {notice.state === 'sent' && (
        <p>
          Nobody changes what went out. <Link href={paths.duties(work.incident.id)}>A further notice</Link> corrects or completes it.
        </p>
      )}
    </>
  )
}

function Content({ work, noticeId }: { work: Work; noticeId: string }) {
  const { notices: query, notice, duty } = useNotice(work, noticeId)
  if (query.isPending) return <Skeleton lines={12} />
  if (!query.data) return <Failed what="The notice cannot be shown" why={query.error?.message ?? ''} onRetry={() => void query.refetch()} />
  if (!notice) return <Failed what="There is no such notice" why="The address may be mistyped; all notices stand with the duties." />
  return (
    <>
      <h2>{duty ? dutyName(duty) : notice.title}</h2>
      <Whole key={notice.id} work={work} notice={notice} duty={duty} all={query.data} />
    </>
  )
}

export function NoticePage() {
  const { incidentId, noticeId } = route.useParams()
  return (
    <OfIncident
      id={incidentId}
      title="Notice"
      lead={<Link href={paths.duties(incidentId)}>All duties and notices</Link>}
      needs="obligation:read"
    >
      {(work) => <Content work={work} noticeId={noticeId} />}
    </OfIncident>
  )
}
