// What an auditor tries out and takes as evidence, and the points of focus behind it: guidance, never pass or fail.
import styles from './Criteria.module.css'
import type { Criterion } from './frameworkShape.ts'

export function Asked({ criterion: { tests, evidence, points } }: { criterion: Criterion }) {
  return (
    <div className={styles.asked}>
      <div>
        <h3>What an auditor tries out</h3>
        <ul>
          {tests.map((test) => (
            <li key={test}>{test}</li>
          ))}
        </ul>
      </div>
      {evidence.length > 0 && (
        <div>
          <h3>What they take as evidence</h3>
          <ul>
            {evidence.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {points.length > 0 && (
        <details className={styles.points}>
          <summary>{points.length} points of focus: guidance, never pass or fail</summary>
          <ol>
            {points.map(({ label, gist, applies }) => (
              <li key={label}>
                <strong>{label}.</strong> {gist}
                {applies && <span className="dim"> Only with {applies} in scope.</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}
