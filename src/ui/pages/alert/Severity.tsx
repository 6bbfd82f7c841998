// How bad the source said it is: its own word, and four bars where the word is one we can place. Never colour alone.
import styles from './Severity.module.css'

/** 1 is worst. Null: a word we do not place; it is shown as it is. */
export function severityStep(said: string): 1 | 2 | 3 | 4 | null {
  const word = said.trim().toLowerCase()
  if (/^(critical|crit|fatal|emergency|emerg|disaster|page|sev-?[01]|p[01]|urgent)$/.test(word)) return 1
  if (/^(high|error|err|major|severe|sev-?2|p2)$/.test(word)) return 2
  if (/^(medium|moderate|warning|warn|minor|average|sev-?3|p3)$/.test(word)) return 3
  if (/^(low|info|informational|information|notice|none|debug|ok|sev-?[45]|p[45])$/.test(word)) return 4
  return null
}

export function Severity({ said }: { said: string | null }) {
  if (said === null) return <span className="dim">–</span>
  const step = severityStep(said)
  return (
    <span className={styles.severity} title={`Severity as the source said it: ${said}`}>
      {step !== null && (
        <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true" className={styles.bars}>
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
      <span className={step === 1 ? styles.worst : ''}>{said}</span>
    </span>
  )
}
