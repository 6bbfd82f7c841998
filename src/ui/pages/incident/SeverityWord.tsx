// How severe an incident is: always the word, with bars beside it; the worse, the more of them are full.

import { severityBars, severityWords } from './incidentWords.ts'
import styles from './SeverityWord.module.css'

export function SeverityWord({ level, certainty, large = false }: { level: string | null; certainty: string | null; large?: boolean }) {
  const bars = severityBars(level)
  return (
    <span className={`${styles.severity} ${level === null ? styles.unset : ''} ${large ? styles.large : ''}`}>
      {bars && (
        <svg width="15" height="12" viewBox="0 0 15 12" aria-hidden="true" className={styles.bars}>
          {bars.map(({ isFull, ...place }) => (
            <rect key={place.x} {...place} className={isFull ? styles.full : styles.hollow} />
          ))}
        </svg>
      )}
      {severityWords(level, certainty)}
    </span>
  )
}
