// Where an entry of the ledger stands: hollow tick pending, tick sealed, tick with dot timestamped. Hover says what each proves.
import { Hint } from '../../kit/Hint.tsx'
import { tickPath } from '../../kit/markPath.ts'
import styles from './Seal.module.css'

export type SealState = 'pending' | 'sealed' | 'timestamped'

const words: Record<SealState, { word: string; proves: string }> = {
  pending: { word: 'Pending', proves: 'Recorded durably; not yet in a signed checkpoint. Sealing takes about a second.' },
  sealed: {
    word: 'Sealed',
    proves:
      'In the tree under a signed checkpoint: it cannot be changed or taken out without the signature failing. Whether the operator could have signed anew is answered only by a checkpoint outside our hands.',
  },
  timestamped: {
    word: 'Timestamped',
    proves:
      'Sealed, and a timestamp authority has stamped a checkpoint that holds it: it existed no later than that time, whoever runs this server.',
  },
}

export function SealMark({ state, size = 16 }: { state: SealState; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 36 32" fill="none" aria-hidden="true" className={styles[state]}>
      {state === 'pending' ? (
        <>
          <path d={tickPath} stroke="currentColor" strokeWidth="8" strokeLinecap="round" strokeLinejoin="round" />
          <path d={tickPath} className={styles.hollow} strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
        </>
      ) : (
        <path d={tickPath} stroke="currentColor" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
      )}
      {state === 'timestamped' && <circle cx="27" cy="23" r="4" fill="currentColor" />}
    </svg>
  )
}

export function Seal({ state, mark = false }: { state: SealState; mark?: boolean }) {
  const { word, proves } = words[state]
  return (
    <Hint text={proves}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the mark proves must be readable by keyboard too */}
      <span className={styles.seal} tabIndex={0} role="note" aria-label={`${word}. ${proves}`}>
        <SealMark state={state} />
        {!mark && <span>{word}</span>}
      </span>
    </Hint>
  )
}
