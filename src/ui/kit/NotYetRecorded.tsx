// What was done on this device and is not recorded yet, and what was refused: never silent, and gone only when it is settled.
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import styles from './NotYetRecorded.module.css'
import { Time } from './Time.tsx'
import { useLater } from './useLater.ts'

export type PendingAct = { key: string; says: string; at: string; state: 'waiting' | 'sent' | 'refused'; refusal: string | null }

/** What is recorded at once needs no word. */
const worthAWord = 1_500

export function NotYetRecorded({ acts, onDismiss }: { acts: readonly PendingAct[]; onDismiss: (key: string) => void }) {
  const refused = acts.filter(({ state }) => state === 'refused')
  const waiting = acts.filter(({ state }) => state === 'waiting')
  const isWaiting = waiting.length > 0
  const isLasting = useLater(isWaiting, worthAWord)
  return (
    <div className={styles.acts} role="status" aria-label="Not recorded">
      {isWaiting && isLasting && (
        <Notice kind="soon" title={waiting.length === 1 ? 'Not yet recorded' : `${waiting.length} not yet recorded`}>
          <ul className={styles.list}>
            {waiting.map((act) => (
              <li key={act.key}>
                <Time at={act.at} /> {act.says}
              </li>
            ))}
          </ul>
          <p>Kept on this device, and sent in this order as soon as the server answers. You can go on working.</p>
        </Notice>
      )}
      {refused.map((act) => (
        <Notice
          key={act.key}
          kind="late"
          title={`Not recorded: ${act.says}`}
          actions={<Button onPress={() => onDismiss(act.key)}>Dismiss</Button>}
        >
          <p>{act.refusal}</p>
          <p className="dim">
            You did it at <Time at={act.at} />; the server refused it, and nothing of it is on record.
          </p>
        </Notice>
      ))}
    </div>
  )
}
