// One day of one source: a link with its mark; what it means in words for screen readers and on hover.
import { Link } from '../../kit/Link.tsx'
import { dateText } from '../../kit/timeText.ts'
import styles from './Coverage.module.css'
import { type CoverageDay, isLate, lookOf, markOf, sentenceOf } from './dayWords.ts'

type CellProps = { day: CoverageDay; source: string; href: string; chosen: boolean; withFigure: boolean; number?: string }

export function DayCell({ day, source, href, chosen, withFigure, number }: CellProps) {
  const look = lookOf(day)
  const words = `${source}, ${dateText(day.day)}: ${sentenceOf(day)}`
  const mark = markOf(day)
  const shown = withFigure || look === 'gap' || look === 'explained' ? mark : ''
  if (look === 'none') {
    return (
      <span className={`${styles.cell} ${styles.none}`}>
        {number && <span className={styles.date}>{number}</span>}
        <span className="said">{sentenceOf(day)}</span>
      </span>
    )
  }
  return (
    <Link href={href} replace className={`${styles.cell} ${styles[look]}`} title={words} aria-current={chosen ? 'date' : undefined}>
      <span className="said">{words}</span>
      {number && (
        <span className={styles.date} aria-hidden="true">
          {number}
        </span>
      )}
      <span className={styles.mark} aria-hidden="true">
        {shown}
      </span>
      {isLate(day) && <span className={styles.lateMark} aria-hidden="true" />}
    </Link>
  )
}
