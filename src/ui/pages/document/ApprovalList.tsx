// Who must approve a version, who has, and how late where it was in force already.
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import type { Proposal } from './documentShape.ts'
import { daysText } from './documentWords.ts'
import styles from './Versions.module.css'

export function ApprovalList({ proposal }: { proposal: Proposal }) {
  const { approvers, quorum, needs_publishing: publishing } = proposal
  if (approvers.length === 0)
    return publishing ? (
      <StatusMark status="pending">nobody is named; somebody who may publish puts it in force</StatusMark>
    ) : (
      <>nobody is named</>
    )
  return (
    <ul className={styles.approvals}>
      {approvers.map(({ entry, name, approval }) => (
        <li key={entry}>
          {approval ? (
            <StatusMark status="conforms">
              <span>
                {name === null && approval.by.name !== entry ? `${entry}: ` : ''}
                <Person who={approval.by} />, <Time at={approval.at} exact />
                {approval.late_days !== null && <span className="late"> {daysText(approval.late_days)} after it took effect</span>}
              </span>
            </StatusMark>
          ) : (
            <StatusMark status="pending">{name ?? entry}: not yet</StatusMark>
          )}
        </li>
      ))}
      {quorum < approvers.length && (
        <li className="dim">
          {quorum} of these {approvers.length} are enough.
        </li>
      )}
    </ul>
  )
}
