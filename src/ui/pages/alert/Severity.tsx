// How bad the source said it is: its own word, and four bars where the word is one we can place. Never colour alone.
import { severityStep } from '../../../core/alert/severity.ts'
import styles from './Severity.module.css'

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
