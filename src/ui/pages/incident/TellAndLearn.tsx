// The ways on from an incident to what is said while it goes on, and to what is learned from it.
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { DueTime } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

export function TellAndLearn({ work: { incident } }: { work: Work }) {
  const update = incident.clocks.find(({ what, done_at }) => what === 'update' && done_at === null)
  return (
    <Section title="Updates and review">
      <ul className={styles.lines}>
        <li>
          <Link href={paths.updates(incident.id)}>Status updates</Link>
          {update && <DueTime at={update.due_at} short />}
        </li>
        <li>
          <Link href={paths.review(incident.id)}>Review and corrective actions</Link>
        </li>
      </ul>
    </Section>
  )
}
