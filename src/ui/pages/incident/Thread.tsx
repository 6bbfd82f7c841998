// The thread of an incident, like minutes of a meeting: time in the margin, one sentence for each entry, detail on demand, how it is sealed at the right.
import { useState } from 'react'
import { shorten } from '../../kit/Copy.tsx'
import { Json } from '../../kit/Json.tsx'
import { Link } from '../../kit/Link.tsx'
import { Time } from '../../kit/Time.tsx'
import { dayText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { Seal } from '../ledger/Seal.tsx'
import type { ThreadItem } from './incidentShape.ts'
import { pinnedBy } from './pinnedRunbooks.ts'
import styles from './Thread.module.css'

/** When it happened; where it was recorded more than a minute later, that as well. */
function Margin({ item }: { item: ThreadItem }) {
  return (
    <div className={styles.margin}>
      <Time at={item.at} />
      {item.late && (
        <span className={styles.recorded}>
          recorded <Time at={item.recorded_at} />
        </span>
      )}
    </div>
  )
}

/** In the order given, which is that of recording: what was told late stands where it was told. */
function byDay(items: readonly ThreadItem[]): { day: string; entries: ThreadItem[] }[] {
  const days: { day: string; entries: ThreadItem[] }[] = []
  for (const item of items) {
    const day = dayText(Date.parse(item.recorded_at))
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] })
    days.at(-1)?.entries.push(item)
  }
  return days
}

function Opened({ item }: { item: ThreadItem }) {
  return (
    <>
      {item.detail === null && <p className="dim">Its detail is not open to you, or was erased; the entry itself still counts.</p>}
      {item.detail && Object.keys(item.detail).length > 0 && <Json text={JSON.stringify(item.detail)} label="Detail" />}
      {item.file && (
        <p>
          File: {item.file.type}, {item.file.size.toLocaleString('en')} bytes, SHA-256{' '}
          <code title={item.file.sha256}>{shorten(item.file.sha256)}</code>
        </p>
      )}
      <p className="dim">
        Leaf <code title={item.leaf_hash}>{shorten(item.leaf_hash)}</code>, recorded <Time at={item.recorded_at} exact />
      </p>
    </>
  )
}

function Detail({ item }: { item: ThreadItem }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={`${styles.detail} screen-only`} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <code>{item.kind}</code>
        {item.index !== null && <> · #{item.index.toLocaleString('en')}</>}
      </summary>
      {open && <Opened item={item} />}
    </details>
  )
}

/** The version it began with, which it keeps. */
function Followed({ item }: { item: ThreadItem }) {
  const pinned = pinnedBy(item)
  if (pinned === null) return null
  return (
    <p>
      <Link href={paths.document('runbook', pinned.document, pinned.version)}>{pinned.words}</Link>
    </p>
  )
}

function Entry({ item, corrected }: { item: ThreadItem; corrected: ThreadItem | undefined }) {
  return (
    <li id={`entry-${item.leaf_hash}`} className={`${styles.entry} ${item.corrected_by ? styles.past : ''}`}>
      <Margin item={item} />
      <div className={styles.said}>
        {item.corrects && <p className={styles.correction}>Correction{corrected ? <> of “{corrected.said}”</> : ''}:</p>}
        <p className={item.kind === 'incident.noted' ? styles.note : ''}>
          <b>{item.by.name}:</b> {item.said}
        </p>
        <Followed item={item} />
        {item.corrected_by && <p className={styles.correction}>Corrected since.</p>}
        <Detail item={item} />
      </div>
      <Seal state={item.state} mark />
    </li>
  )
}

export function Thread({ items }: { items: readonly ThreadItem[] }) {
  const byLeaf = new Map(items.map((item) => [item.leaf_hash, item]))
  const days = byDay(items)
  return (
    <div className={styles.thread}>
      {days.map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          {days.length > 1 && <h3 className={styles.day}>{day}</h3>}
          <ol className={styles.entries}>
            {entries.map((item) => (
              <Entry key={item.leaf_hash} item={item} corrected={item.corrects ? byLeaf.get(item.corrects) : undefined} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
