// How severe an incident is: always the word, with bars beside it; the worse, the more of them are full.

import { severityWords } from './incidentWords.ts'
import styles from './SeverityWord.module.css'

/** The policy names its levels; by custom they end in their number, 1 for the worst. */
function stepOf(level: string | null): number | null {
  const found = level === null ? null : /([1-4])\s*$/.exec(level)
  return found ? Number(found[1]) : null
}

export function SeverityWord({ level, certainty, large = false }: { level: string | null; certainty: string | null; large?: boolean }) {
  const step = stepOf(level)
  return (
    <span className={`${styles.severity} ${level === null ? styles.unset : ''} ${large ? styles.large : ''}`}>
      {step !== null && (
        <svg width="15" height="12" viewBox="0 0 15 12" aria-hidden="true" className={styles.bars}>
          {[4, 3, 2, 1].map((bar, at) => (
            <rect
              key={bar}
              x={at * 4}
              y={9 - at * 3}
              width="2.5"
              height={3 + at * 3}
              className={bar >= step ? styles.full : styles.hollow}
            />
          ))}
        </svg>
      )}
      {severityWords(level, certainty)}
    </span>
  )
}
