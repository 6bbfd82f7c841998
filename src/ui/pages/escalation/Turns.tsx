// Who would be on call in the next four weeks, as a rotation is written now.
import { formatInstant, toInstant } from '../../../core/kernel/instant.ts'
import { useNow } from '../../kit/clock.ts'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import styles from './Escalation.module.css'
import type { Person } from './escalationShape.ts'
import { previewOf, type RotationDraft } from './rotationDraft.ts'

export function Turns({ draft, people }: { draft: RotationDraft; people: readonly Person[] }) {
  const now = toInstant(useNow())
  const { shifts, gap, end } = previewOf(draft, now)
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'somebody who left'
  if (shifts.length === 0) return <p className="late">Nobody would be on call.</p>
  return (
    <div className={styles.turns}>
      {gap !== null && (
        <p className="late">
          Nobody is on call until <Time at={formatInstant(gap)} />.
        </p>
      )}
      <Table
        label="Turns of the next four weeks"
        rows={shifts}
        keyOf={({ from }) => String(from)}
        columns={[
          { word: 'Who', bare: true, grow: true, cell: ({ person }) => <b>{nameOf(person)}</b> },
          { word: 'From', cell: ({ from }) => (from <= now ? 'now' : <Time at={formatInstant(from)} />) },
          { word: 'Until', cell: ({ to }) => (to >= end ? <span className="dim">and further</span> : <Time at={formatInstant(to)} />) },
          { word: 'Because', cell: ({ because }) => (because === 'turn' ? <span className="dim">their turn</span> : 'stands in') },
        ]}
      />
    </div>
  )
}
