// Documents that wait for me: to approve, to read and acknowledge, to look at again.
import { documentApi } from '../../../contract/document.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useCall } from '../../api/useCall.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { DueTime } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './NowPage.module.css'

type Item = ReplyOf<typeof documentApi.waitingForMe>['items'][number]

const shownMost = 10

const words: Record<Item['what'], string> = {
  approve: 'to approve',
  publish: 'to publish',
  acknowledge: 'to read and acknowledge',
  review: 'to look at again',
}

function addressOf({ what, kind, id, hash }: Item): string {
  if (what === 'review') return `${paths.document(kind, id)}#reviews`
  return what === 'acknowledge' ? paths.document(kind, id) : paths.document(kind, id, hash)
}

export function DocumentsToDo() {
  const items = useCall(documentApi.waitingForMe).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title="Documents that wait for you" count={items.length}>
      <ul className={styles.rows}>
        {items.slice(0, shownMost).map((item) => (
          <li key={`${item.what} ${item.kind} ${item.id} ${item.hash}`} className={styles.row}>
            <Link href={addressOf(item)}>{item.title || item.id}</Link>
            <StatusMark status={item.overdue ? 'exception' : 'pending'} late={item.overdue}>
              {words[item.what]}
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
        {items.length > shownMost && <li className="dim">and {items.length - shownMost} more</li>}
      </ul>
    </Section>
  )
}
