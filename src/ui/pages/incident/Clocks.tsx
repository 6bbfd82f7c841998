// The two nearest deadlines, counted down in words; they stay when they have passed.
import { obligationApi } from '../../../contract/obligation.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { Section } from '../../kit/Page.tsx'
import { DueTime } from '../../kit/Time.tsx'
import styles from './IncidentPage.module.css'
import { deadlinesOf } from './nearestClocks.ts'
import type { Work } from './useIncident.ts'

const shown = 2

export function Clocks({ work }: { work: Work }) {
  const may = useMay('obligation:read')
  const obligations = useCall(obligationApi.list, { params: work.params }, { enabled: may && !work.incident.is_redacted })
  const deadlines = deadlinesOf(work.incident, obligations.data?.obligations ?? []).filter(
    ({ key }) => !(key === 'acknowledge' && work.pending('acknowledge')),
  )
  const more = deadlines.length - shown
  return (
    <Section title="Nearest clocks">
      {deadlines.length === 0 && <p>Nothing is due: every promise is kept, and no deadline runs.</p>}
      <ul className={styles.clocks}>
        {deadlines.slice(0, shown).map((deadline) => (
          <li key={deadline.key}>
            <b>{deadline.what}</b>
            <DueTime at={deadline.at} />
            <small className="dim">
              {deadline.basis}
              {deadline.isProvisional &&
                (deadline.key in { acknowledge: 1, contain: 1, update: 1 } ? ', until the severity is set' : ', not decided yet')}
            </small>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="dim">{more} more below.</p>}
    </Section>
  )
}
