// The items of a population: what, of which incident or source, when, and what it stands at.
import { itemStates, type PopulationId } from '../../../core/framework/population.ts'
import { Link } from '../../kit/Link.tsx'
import { type Status, StatusMark } from '../../kit/StatusMark.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import type { PopulationItem } from './frameworkShape.ts'
import { itemHref } from './places.ts'

const whenWords: Readonly<Record<PopulationId, string>> = {
  alerts: 'Received',
  reviews: 'Reviewed',
  gaps: 'Silent since',
  incidents: 'Declared',
  notices: 'Sent or decided',
  post_incident_reviews: 'Declared',
  actions: 'Opened',
  exercises: 'Begun',
  evidence: 'Kept or lost',
}

const marks = { exception: 'exception', pending: 'pending', none: 'not-applicable' } as const satisfies Record<string, Status>

/** An incident is its own item; what hangs on one is named by what it is. */
function titleOf({ title, incident, source }: PopulationItem): string {
  if (source) return source.name
  if (title !== null) return title
  return incident?.title ?? 'Of a private incident'
}

function State({ item: { state } }: { item: PopulationItem }) {
  const { words, mark } = itemStates[state]
  return mark === 'none' ? words : <StatusMark status={marks[mark]}>{words}</StatusMark>
}

export function ItemTable({ population, items }: { population: PopulationId; items: readonly PopulationItem[] }) {
  const isOfIncidents = items.some(({ incident }) => incident !== null)
  const columns: Column<PopulationItem>[] = [
    {
      word: 'What',
      grow: true,
      bare: true,
      cell: (item) => {
        const href = itemHref(population, item)
        return href === null ? titleOf(item) : <Link href={href}>{titleOf(item)}</Link>
      },
    },
    ...(isOfIncidents
      ? [
          {
            word: 'Incident',
            cell: ({ incident }: PopulationItem) => <span className="mono">{incident?.number ?? ''}</span>,
          },
        ]
      : [{ word: 'Explanation', wrap: true, cell: ({ title }: PopulationItem) => title ?? <span className="dim">none</span> }]),
    { word: whenWords[population], cell: ({ at }) => <Time at={at} /> },
    { word: 'Until', cell: ({ until }) => (until === null ? <span className="dim">–</span> : <Time at={until} />) },
    { word: 'Stands at', cell: (item) => <State item={item} /> },
  ]
  return <Table label="Items of the population" rows={items} keyOf={(item) => `${item.id} ${item.at}`} columns={columns} />
}
