// The timeline of a review, prefilled from the thread: each entry in the order in which it happened, and what the review says about it.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import { AreaField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Review.module.css'
import type { TimelineLine } from './reviewShape.ts'

type TimelineProps = {
  work: Work
  lines: readonly TimelineLine[]
  notes: Readonly<Record<string, string>>
  /** Null: nothing can be written any more. */
  onNote: ((leaf: string, note: string) => void) | null
}

type LineProps = { line: TimelineLine; said: string; note: string; onNote: TimelineProps['onNote'] }

function Line({ line, said, note, onNote }: LineProps) {
  const [writing, setWriting] = useState(false)
  const isOpen = writing || note !== ''
  return (
    <li className={styles.moment}>
      <Time at={line.at} />
      <div>
        <p>
          <b>{line.by.name}:</b> {said}
        </p>
        {onNote === null && note !== '' && <p className={styles.note}>{note}</p>}
        {onNote !== null && !isOpen && (
          <Button small kind="quiet" onPress={() => setWriting(true)} label={`Say something about it: ${said}`}>
            Say something about it
          </Button>
        )}
        {onNote !== null && isOpen && (
          <AreaField
            label="What the review says about it"
            value={note}
            onChange={(next) => onNote(line.leaf_hash, next)}
            rows={2}
            autoFocus={writing}
          />
        )}
      </div>
    </li>
  )
}

export function Timeline({ work, lines, notes, onNote }: TimelineProps) {
  const thread = useCall(incidentApi.thread, { params: work.params })
  const said = new Map(thread.data?.items.map((item) => [item.leaf_hash, item.said]))
  return (
    <Section
      title="Timeline"
      count={lines.length}
      lead="From the thread, in the order in which it happened. What a note says is part of the review."
    >
      <ol className={styles.moments}>
        {lines.map((line) => (
          <Line
            key={line.leaf_hash}
            line={line}
            said={said.get(line.leaf_hash) ?? line.kind}
            note={notes[line.leaf_hash] ?? ''}
            onNote={onNote}
          />
        ))}
      </ol>
    </Section>
  )
}
