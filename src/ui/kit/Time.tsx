// An instant: the reader's zone on the page, UTC on hover and in print.
import { useNow } from './clock.ts'
import styles from './Time.module.css'
import { agoText, dueText, durationText, exactText, localText, utcText, zoneText } from './timeText.ts'

type TimeProps = { at: string; exact?: boolean; ago?: boolean | 'only' }

export function Time({ at, exact = false, ago = false }: TimeProps) {
  const now = useNow()
  const instant = Date.parse(at)
  const utc = utcText(instant)
  const relative = ago ? agoText(instant, now) : null
  const local = exact ? exactText(instant) : localText(instant, now)
  return (
    <time dateTime={at} title={`${exactText(instant)} ${zoneText(instant)}\n${utc}`} className={styles.time}>
      <span className={styles.part}>{ago === 'only' && relative ? relative : local}</span>
      {relative && ago !== 'only' && <span className={styles.ago}> · {relative}</span>}
      <span className={styles.utc}> ({utc})</span>
    </time>
  )
}

/** A deadline in words: amber when soon, red when late, and never gone. */
export function DueTime({ at, short = false }: { at: string; short?: boolean }) {
  const now = useNow()
  const due = dueText(Date.parse(at), now)
  return (
    <time
      dateTime={at}
      title={`${due.text}\n${exactText(Date.parse(at))}\n${utcText(Date.parse(at))}`}
      className={`${styles.time} ${due.mark === 'open' ? '' : due.mark}`}
    >
      {short ? due.short : due.text}
    </time>
  )
}

/** The gap between two instants, where it is worth a word: above a minute. */
export function Delay({ from, to, saying }: { from: string; to: string; saying: string }) {
  const span = Date.parse(to) - Date.parse(from)
  if (Math.abs(span) < 60_000) return null
  return (
    <span className="dim">
      {durationText(span)} {span > 0 ? saying : 'before that, by the source’s clock'}
    </span>
  )
}
