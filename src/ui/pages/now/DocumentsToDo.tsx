// Documents that wait for me: to approve, to read and acknowledge, to look at again.
import { documentApi } from '../../../contract/document.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { useNow } from '../../kit/clock.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { DocumentLine } from '../document/documentShape.ts'
import { reviewStanding } from '../document/documentWords.ts'
import { Stands } from '../document/Stands.tsx'
import styles from './NowPage.module.css'

const shownMost = 10

function useLines(filter: 'waiting-for-me' | 'review-due' | 'review-overdue', enabled: boolean): DocumentLine[] {
  return useCall(documentApi.list, { query: { filter, limit: shownMost } }, { enabled }).data?.items ?? []
}

function ToApprove({ lines }: { lines: readonly DocumentLine[] }) {
  return lines.flatMap((line) =>
    line.waiting
      .filter(({ you_can }) => you_can)
      .map((version) => (
        <li key={version.hash} className={styles.row}>
          <Link href={paths.document(line.kind, line.id, version.hash)}>{line.title || version.title}</Link>
          <StatusMark status="pending">version {version.number} to approve</StatusMark>
          <span className="dim">
            proposed <Time at={version.proposed_at} ago /> by {version.proposed_by.name}
          </span>
        </li>
      )),
  )
}

function ToReview({ lines, now }: { lines: readonly DocumentLine[]; now: number }) {
  return lines.map((line) => (
    <li key={`${line.kind} ${line.id}`} className={styles.row}>
      <Link href={`${paths.document(line.kind, line.id)}#reviews`}>{line.title}</Link>
      <Stands standing={reviewStanding(line, now)} />
      <span className="dim">{line.owner ?? 'nobody owns it'}</span>
    </li>
  ))
}

export function DocumentsToDo() {
  const now = useNow()
  const toApprove = useLines('waiting-for-me', useMay('document:approve'))
  const mayReview = useMay('document:write')
  const overdue = useLines('review-overdue', mayReview)
  const due = useLines('review-due', mayReview)
  const toRead = useCall(documentApi.toAcknowledge).data?.items ?? []
  const known = new Set(overdue.map(({ kind, id }) => `${kind} ${id}`))
  const toReview = [...overdue, ...due.filter(({ kind, id }) => !known.has(`${kind} ${id}`))]
  const count = toApprove.length + toReview.length + toRead.length
  if (count === 0) return null
  return (
    <Section title="Documents that wait for you" count={count}>
      <ul className={styles.rows}>
        {toRead.map((item) => (
          <li key={`read ${item.hash}`} className={styles.row}>
            <Link href={paths.document(item.kind, item.id)}>{item.title}</Link>
            <StatusMark status={item.state === 'overdue' ? 'exception' : 'pending'} late={item.state === 'overdue'}>
              to read and acknowledge
            </StatusMark>
            <span className="dim">
              version {item.number}
              {item.due_at && (
                <>
                  , <DueTime at={item.due_at} />
                </>
              )}
            </span>
          </li>
        ))}
        <ToApprove lines={toApprove} />
        <ToReview lines={toReview} now={now} />
      </ul>
    </Section>
  )
}
