// What changed, as a reader must know it: promises with both values, steps by what became of them.
import type { DocumentChange } from '../../../core/document/difference.ts'
import { Inline } from '../../kit/Inline.tsx'
import styles from './Difference.module.css'

const stepWords = {
  'step-added': 'Step added',
  'step-removed': 'Step removed',
  'step-changed': 'Step changed',
  'step-moved': 'Step moved',
} as const

function Value({ change }: { change: Extract<DocumentChange, { kind: 'value' }> }) {
  const { about, what, before, after } = change
  return (
    <>
      <b>{about}</b> {what}:{' '}
      {before === null ? (
        <>
          new: <ins>{after}</ins>
        </>
      ) : after === null ? (
        <>
          no longer promised: <del>{before}</del>
        </>
      ) : (
        <>
          <del>{before}</del> <span aria-hidden="true">→</span>
          <span className="said"> became </span> <ins>{after}</ins>
        </>
      )}
    </>
  )
}

function StepChanged({ change }: { change: Exclude<DocumentChange, { kind: 'value' }> }) {
  const text = change.after ?? change.before ?? ''
  return (
    <>
      <b>{stepWords[change.kind]}</b> <span className="dim">in {change.section}</span>
      {change.what !== null && <span className="dim">, {change.what}</span>}: <Inline text={text} />
      {change.kind === 'step-changed' && change.before !== change.after && change.before !== null && (
        <span className={styles.was}>
          before: <Inline text={change.before} />
        </span>
      )}
    </>
  )
}

export function ChangeList({ changes }: { changes: readonly DocumentChange[] }) {
  if (changes.length === 0) return <p className="dim">No promise, question, step or item of evidence changed; only words around them.</p>
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={change.kind === 'value' ? `${change.about} ${change.what}` : `${change.kind} ${change.id}`}>
          {change.kind === 'value' ? <Value change={change} /> : <StepChanged change={change} />}
        </li>
      ))}
    </ul>
  )
}
