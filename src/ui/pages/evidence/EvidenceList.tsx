// What was kept, the latest first: what kind of thing, by whom, and how many had it in hand.

import { Hash } from '../../kit/Copy.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Evidence } from './evidenceShape.ts'
import { kindOf, sizeText } from './evidenceWords.ts'

type ListProps = { incidentId: string; items: readonly Evidence[]; stepOf: (step: Evidence['step']) => string | null }

export function EvidenceList({ incidentId, items, stepOf }: ListProps) {
  if (items.length === 0) {
    return (
      <Section title="Kept">
        <Empty title="Nothing is kept yet">
          <p>
            Here will be every file, picture and output that was kept, with its hash and everybody who had it in hand. Keep what is lost
            first, and before anything is switched off or rebuilt.
          </p>
          <p>A screenshot can be pasted here, a file dropped anywhere on this page.</p>
        </Empty>
      </Section>
    )
  }
  return (
    <Section title="Kept" count={items.length}>
      <Table
        label="Evidence"
        rows={[...items].reverse()}
        keyOf={({ id }) => id}
        columns={[
          {
            word: 'Name',
            bare: true,
            grow: true,
            cell: (item) => (
              <>
                <Link href={paths.evidenceItem(incidentId, item.id)}>{item.name}</Link>
                {item.description && <span className="dim"> {item.description}</span>}
              </>
            ),
          },
          { word: 'Kind', cell: (item) => kindOf(item) },
          { word: 'Size', number: true, cell: ({ size }) => sizeText(size) },
          { word: 'SHA-256', cell: ({ sha256 }) => <Hash value={sha256} /> },
          { word: 'Taken', cell: ({ happened_at: at }) => <Time at={at} /> },
          { word: 'By', cell: ({ captured_by: by }) => <Person who={by} /> },
          { word: 'Step', cell: ({ step }) => stepOf(step) ?? <span className="dim">–</span> },
          { word: 'In hand', number: true, cell: ({ custody_entries: times }) => `${times} ${times === 1 ? 'time' : 'times'}` },
        ]}
      />
    </Section>
  )
}
