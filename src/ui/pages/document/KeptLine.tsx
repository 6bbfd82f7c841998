// One promise: its words, how many records kept and broke it, the broken ones by name, and all of them when asked for.
import { useState } from 'react'
import { outcomes } from '../../../core/commitment/outcome.ts'
import { plural } from '../../../core/document/phrases.ts'
import { StatusMark } from '../../kit/StatusMark.tsx'
import type { KeptRecord, Promises, KeptLine as Shape } from './documentShape.ts'
import styles from './Kept.module.css'
import { KeptRecords } from './KeptRecords.tsx'
import { isPartOf, outcomeText, outcomeWords } from './keptWords.ts'
import { isPart, RecordLink, recordTitle } from './RecordLink.tsx'

type LineProps = {
  promises: Promises
  line: Shape
  days: { from: string; to: string }
  /** Said once for the whole group already. */
  isSaid: boolean
}

export function KeptLine({ promises, line, days, isSaid }: LineProps) {
  const [open, setOpen] = useState(false)
  const { what, value, says, counts, nature } = line
  return (
    <li className={`${styles.line} ${nature === 'rule' ? styles.rule : ''}`}>
      <div className={styles.promise}>
        <span className="dim">{what}</span> <span className={styles.value}>{value}</span>
        {isPartOf(line, promises) && <Days line={line} />}
      </div>
      <div className={styles.counts}>
        <Counts line={line} />
        {counts.all > 0 && <AllRecords line={line} open={open} onPress={() => setOpen(!open)} />}
      </div>
      {says !== null && nature !== 'rule' && !isSaid && <p className={styles.says}>{says}</p>}
      <Broken policyId={promises.id} line={line} />
      {open && (
        <div className={styles.records}>
          <KeptRecords policyId={promises.id} line={line} days={days} />
        </div>
      )}
    </li>
  )
}

/** Where a promise changed: when this one held. */
function Days({ line: { in_force: spans } }: { line: Shape }) {
  if (spans.length === 0) return <span className={styles.days}>not in force in this period; what was declared earlier is judged by it</span>
  return <span className={styles.days}>{spans.map(({ number, days }) => `version ${number}, ${plural(days, 'day')}`).join(' · ')}</span>
}

function Counts({ line: { counts, nature } }: { line: Shape }) {
  if (nature === 'rule') return null
  if (counts.all === 0) {
    return <StatusMark status="not-applicable">{nature === 'judged' ? 'nothing to keep' : 'not recorded here'}</StatusMark>
  }
  return outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => (
      <StatusMark key={outcome} status={outcomeWords[outcome].status} late={outcome === 'broken'}>
        {counts[outcome].toLocaleString('en')} {outcomeWords[outcome].words}
      </StatusMark>
    ))
}

function AllRecords({ line, open, onPress }: { line: Shape; open: boolean; onPress: () => void }) {
  const { about, what, value, counts } = line
  return (
    <button type="button" className={styles.all} aria-expanded={open} onClick={onPress}>
      {counts.all === 1 ? 'The record' : `All ${counts.all.toLocaleString('en')} records`}
      <span className="said">
        {' '}
        of {about} {what} {value}
      </span>
    </button>
  )
}

function brokenText(record: KeptRecord): string | null {
  if (record.is_redacted) return recordTitle(record)
  const how = record.why ?? outcomeText(record)
  return isPart(record) && record.title !== null ? `${record.title}: ${how}` : how
}

function Broken({ policyId, line: { broken, counts } }: { policyId: string; line: Shape }) {
  if (broken.length === 0) return null
  return (
    <ul className={styles.broken} aria-label="Broken">
      {broken.map((record) => (
        <li key={record.id}>
          <RecordLink policyId={policyId} record={record} /> <span className="dim">{brokenText(record)}</span>
        </li>
      ))}
      {counts.broken > broken.length && <li className="dim">and {(counts.broken - broken.length).toLocaleString('en')} more</li>}
    </ul>
  )
}
