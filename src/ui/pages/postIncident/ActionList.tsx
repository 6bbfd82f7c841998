// Corrective actions with what can be done about each: owner, day, how it stands, what closed it, whether it had its effect.
import { useState } from 'react'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { ActionForm } from './ActionForm.tsx'
import { actionStateWords, isToDo } from './actionWords.ts'
import styles from './Review.module.css'
import type { Action } from './reviewShape.ts'
import { CheckAction, CloseAction } from './SettleAction.tsx'

type Asking = { is: 'change' | 'close' | 'check'; action: Action } | null

function Proof({ text }: { text: string }) {
  if (!/^https?:\/\/\S+$/.test(text)) return <>{text}</>
  return (
    <a href={text} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  )
}

function Settled({ action: { closed, check, check_due_at } }: { action: Action }) {
  return (
    <>
      {closed && (
        <p>
          Closed <Time at={closed.at} /> by <Person who={closed.by} />
          {closed.late && <span className="late">, late</span>}: {closed.note} (<Proof text={closed.evidence} />)
        </p>
      )}
      {check_due_at && (
        <p className="dim">
          Its effect is to be checked <Time at={check_due_at} />.
        </p>
      )}
      {check && (
        <p>
          {check.effective ? 'It had its effect' : 'It did not have its effect'}, says <Person who={check.by} /> <Time at={check.at} />:{' '}
          {check.note}
        </p>
      )}
    </>
  )
}

type LineProps = { action: Action; withIncident: boolean; why: string | null; ask: (asking: Asking) => void }

function Line({ action, withIncident, why, ask }: LineProps) {
  const { words, status, isLate } = actionStateWords[action.state]
  const button = (word: string, is: 'change' | 'close' | 'check', quiet = false) => (
    <Button small kind={quiet ? 'quiet' : 'plain'} why={why} onPress={() => ask({ is, action })} label={`${word}: ${action.title}`}>
      {word}
    </Button>
  )
  return (
    <li className={styles.action}>
      <div className={styles.actionHead}>
        <strong>{action.title}</strong>
        <StatusMark status={status} late={isLate}>
          {words}
        </StatusMark>
      </div>
      <p className="dim">
        {withIncident && (
          <>
            <Link href={paths.review(action.incident.id)}>{action.incident.number}</Link> {action.incident.title} ·{' '}
          </>
        )}
        {action.owner ? action.owner.name : 'nobody owns it yet'} · {action.due_on ? `due ${dateText(action.due_on)}` : 'no day is set'}
      </p>
      {action.detail && <p className={styles.prose}>{action.detail}</p>}
      <Settled action={action} />
      <div className="row screen-only">
        {isToDo(action) && button('Close', 'close')}
        {action.state === 'closed' && button('Check its effect', 'check')}
        {isToDo(action) && button('Change', 'change', true)}
      </div>
    </li>
  )
}

type ListProps = { actions: readonly Action[]; withIncident?: boolean; over?: string | null; label: string }

export function ActionList({ actions, withIncident = false, over = null, label }: ListProps) {
  const [asking, setAsking] = useState<Asking>(null)
  const mayNot = useWhyNot('post_incident:write')
  const close = () => setAsking(null)
  return (
    <>
      <ul className={styles.actions} aria-label={label}>
        {actions.map((action) => (
          <Line key={action.id} action={action} withIncident={withIncident} why={mayNot ?? over} ask={setAsking} />
        ))}
      </ul>
      {asking?.is === 'change' && <ActionForm incidentId={asking.action.incident.id} action={asking.action} onClose={close} />}
      {asking?.is === 'close' && <CloseAction action={asking.action} onClose={close} />}
      {asking?.is === 'check' && <CheckAction action={asking.action} onClose={close} />}
    </>
  )
}
