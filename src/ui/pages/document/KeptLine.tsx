// One promise: its words, how many records kept and broke it, the broken ones by name, and all of them when asked for.
import { useState } from 'react'
import { outcomes } from '../../../core/commitment/outcome.ts'
import { plural } from '../../../core/document/phrases.ts'
import { StatusMark } from '../../kit/StatusMark.tsx'
import type { Promises, KeptLine as Shape } from './documentShape.ts'
import styles from './Kept.module.css'
import { KeptRecords } from './KeptRecords.tsx'
import { isPartOf, outcomeText, outcomeWords } from './keptWords.ts'
import { RecordLink, recordTitle } from './RecordLink.tsx'

type LineProps = { promises: Promises; line: Shape; days: { from: string; to: string } }

export function KeptLine({ promises, line, days }: LineProps) {
  const { what, value, says, counts, nature } = line
  return (
    <li className={`${styles.line} ${nature === 'rule' ? styles.rule : ''}`}>
      <div className={styles.promise}>
        <span className="dim">{what}</span> <span className={styles.value}>{value}</span>
        {isPartOf(line, promises) && <Days line={line} />}
      </div>
      <Counts counts={counts} />
      {says !== null && <p className={styles.says}>{says}</p>}
      <Broken policyId={promises.id} line={line} />
      {counts.all > 0 && <Records policyId={promises.id} line={line} days={days} />}
    </li>
  )
}

/** Where a promise changed: when this one held. */
function Days({ line: { in_force: spans } }: { line: Shape }) {
  if (spans.length === 0) return <span className={styles.days}>not in force in this period; what was declared earlier is judged by it</span>
  return <span className={styles.days}>{spans.map(({ number, days }) => `version ${number}, ${plural(days, 'day')}`).join(' · ')}</span>
}

function Counts({ counts }: { counts: Shape['counts'] }) {
  const told = outcomes.filter((outcome) => counts[outcome] > 0)
  if (told.length === 0) return null
  return (
    <div className={styles.counts}>
      {told.map((outcome) => (
        <StatusMark key={outcome} status={outcomeWords[outcome].status} late={outcome === 'broken'}>
          {counts[outcome].toLocaleString('en')} {outcomeWords[outcome].words}
        </StatusMark>
      ))}
    </div>
  )
}

function Broken({ policyId, line: { broken, counts } }: { policyId: string; line: Shape }) {
  if (broken.length === 0) return null
  return (
    <ul className={styles.broken} aria-label="Broken">
      {broken.map((record) => (
        <li key={record.id}>
          <RecordLink policyId={policyId} record={record} />{' '}
          <span className="dim">{record.is_redacted ? recordTitle(record) : (record.why ?? outcomeText(record))}</span>
        </li>
      ))}
      {counts.broken > broken.length && <li className="dim">and {(counts.broken - broken.length).toLocaleString('en')} more</li>}
    </ul>
  )
}

function Records({ policyId, line, days }: { policyId: string; line: Shape; days: LineProps['days'] }) {
  const [open, setOpen] = useState(false)
  const { all } = line.counts
  return (
    <details className={styles.records} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {all === 1 ? 'The record' : `All ${all.toLocaleString('en')} records`}
        <span className="said">
          {' '}
          of {line.about} {line.what} {line.value}
        </span>
      </summary>
      {open && <KeptRecords policyId={policyId} line={line} days={days} />}
    </details>
  )
}
