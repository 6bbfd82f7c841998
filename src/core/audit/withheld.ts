// Which openings of incidents stay at home: what was recorded in private, and of an incident that is private at the end everything.
import { wasPrivate } from '../incident/incidentEntry.ts'
import { parseCanonical } from '../ledger/canonicalJson.ts'
import type { SlotValue } from '../ledger/entry.ts'
import type { Opening } from './openingLine.ts'

const objects = 'inc_'

export function isOfIncident(obj: string): boolean {
  return obj.startsWith(objects)
}

export type Restriction = { obj: string; openings: readonly Opening[] }

/** `restrictions`: the entries between the checkpoints by which incidents were made private or open again, in their order. */
export function withheldBy(restrictions: Iterable<Restriction>): Set<string> {
  const withheld = new Set<string>()
  for (const { obj, openings } of restrictions) {
    const closed = detailWasPrivate(openings)
    if (closed === true) withheld.add(obj)
    else if (closed === false) withheld.delete(obj)
  }
  return withheld
}

/**
 * Those of an entry's openings that a package holds. Beside a detail that is closed, or erased, nothing else is opened: the hash of a file
 * would show to whoever has it which file it was.
 */
export function openedOf(obj: string, openings: readonly Opening[], withheld: ReadonlySet<string>): readonly Opening[] {
  if (!isOfIncident(obj) || openings.length === 0) return openings
  const closed = detailWasPrivate(openings)
  if (closed === undefined) return []
  if (closed) return openings.filter(({ slot }) => slot === 'detail')
  return withheld.has(obj) ? [] : openings
}

/** Undefined where there is no detail. */
function detailWasPrivate(openings: readonly Opening[]): boolean | undefined {
  const detail = openings.find(({ slot }) => slot === 'detail')
  return detail && wasPrivate({ detail: parseCanonical(detail.bytes) as SlotValue })
}

/** The same rule, seen from the package: whether a slot that is not opened is missing, or stays closed beside its detail. */
export function staysHome(obj: string, slot: string, detail: SlotValue | undefined): boolean {
  return slot !== 'detail' && isOfIncident(obj) && (detail === undefined || wasPrivate({ detail }))
}
