// When the clocks of an incident started, as people stated it; corrections stand beside what they correct.

import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

export function Readings({ work }: { work: Work }) {
  const { readings, policy } = work.incident
  return (
    <Section title="When it began" lead={policy && `Judged by ${policy.title}, version ${policy.number}.`}>
      <ul className={styles.lines}>
        {readings.map((reading) => (
          <li key={reading.id} className={reading.is_standing ? '' : 'dim'}>
            <span>
              <b>{reading.clock}</b> <Time at={reading.at} exact />
              {!reading.is_standing && ' (corrected since)'}
            </span>
            <small>
              {reading.basis.replace(/\.$/, '')}, stated by <Person who={reading.by} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
