// The columns of the alert queue, and which of them the reader chose to see.
import { useMemo, useState } from 'react'
import type { GridColumn } from '../../kit/gridColumn.ts'
import { Time } from '../../kit/Time.tsx'
import { AlertBlock, AlertStatus, ReviewState } from './AlertCells.tsx'
import type { QueueAlert } from './alertShape.ts'
import { Severity } from './Severity.tsx'

type Column = GridColumn<QueueAlert> & { always?: boolean; atFirst: boolean; compact: boolean }

const all: readonly Column[] = [
  {
    id: 'title',
    word: 'Alert',
    track: 'minmax(200px, 3fr)',
    always: true,
    atFirst: true,
    compact: true,
    cell: (alert) => <strong title={alert.title}>{alert.title}</strong>,
  },
  {
    id: 'number',
    word: 'Number',
    track: '88px',
    atFirst: true,
    compact: false,
    cell: (alert) => <span className="mono">{alert.number}</span>,
  },
  { id: 'severity', word: 'Severity', track: '104px', atFirst: true, compact: false, cell: (alert) => <Severity said={alert.severity} /> },
  {
    id: 'source',
    word: 'Source',
    track: 'minmax(152px, 1fr)',
    atFirst: true,
    compact: false,
    cell: (alert) => <span title={alert.source.integration}>{alert.source.name}</span>,
  },
  { id: 'status', word: 'State', track: '88px', atFirst: true, compact: false, cell: (alert) => <AlertStatus status={alert.status} /> },
  { id: 'received', word: 'Received', track: '128px', atFirst: true, compact: false, cell: (alert) => <Time at={alert.received_at} /> },
  {
    id: 'occurred',
    word: 'Happened',
    track: '128px',
    atFirst: false,
    compact: false,
    cell: (alert) => (alert.occurred_at ? <Time at={alert.occurred_at} /> : <span className="dim">not said</span>),
  },
  {
    id: 'observations',
    word: 'Times seen',
    track: '80px',
    atFirst: false,
    compact: false,
    number: true,
    cell: (alert) => alert.observations.toLocaleString('en'),
  },
  {
    id: 'review',
    word: 'Review',
    track: '160px',
    always: true,
    atFirst: true,
    compact: true,
    cell: (alert) => <ReviewState alert={alert} short />,
  },
  {
    id: 'reviewer',
    word: 'Reviewed by',
    track: 'minmax(110px, 1fr)',
    atFirst: false,
    compact: false,
    cell: (alert) => alert.review?.reviewer.name ?? <span className="dim">–</span>,
  },
]

export const phoneColumns: readonly GridColumn<QueueAlert>[] = [
  { id: 'alert', word: 'Alert', track: 'minmax(0, 1fr)', cell: (alert) => <AlertBlock alert={alert} /> },
]
const compactTracks: Record<string, string> = { title: 'minmax(0, 1fr)', review: '152px' }
export const compactColumns: readonly GridColumn<QueueAlert>[] = all
  .filter((column) => column.compact)
  .map((column) => ({ ...column, track: compactTracks[column.id] ?? column.track }))

const place = 'tickmark.alert-columns'

function readChosen(): ReadonlySet<string> {
  const first = all.filter((column) => column.atFirst).map((column) => column.id)
  try {
    const kept = localStorage.getItem(place)
    return new Set(kept ? kept.split(',') : first)
  } catch {
    // Storage may be forbidden: the first choice then.
    return new Set(first)
  }
}

export type ColumnChoice = {
  columns: readonly GridColumn<QueueAlert>[]
  choices: readonly { id: string; word: string; shown: boolean; always: boolean }[]
  toggle: (id: string) => void
}

export function useColumnChoice(): ColumnChoice {
  const [chosen, setChosen] = useState(readChosen)
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
    try {
      localStorage.setItem(place, [...next].join(','))
    } catch {
      // Not kept for the next visit.
    }
  }
  const columns = useMemo(() => all.filter((column) => column.always === true || chosen.has(column.id)), [chosen])
  const choices = all.map((column) => ({
    id: column.id,
    word: column.word,
    shown: columns.includes(column),
    always: column.always === true,
  }))
  return { columns, choices, toggle }
}
