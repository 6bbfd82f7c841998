// One record that was judged, with what names it and where it is: as it is found, before anybody asks what they may see of it.
import type { recordKinds } from '../../contract/commitment.ts'
import { type Judged, outcomes } from '../../core/commitment/outcome.ts'
import type { AlertId, IncidentId, NoticeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'

export type Found = Judged & {
  /** The version that it is judged by. */
  version: string
  number: number
  id: string
  kind: (typeof recordKinds)[number]
  name: string
  title: string | null
  isRedacted: boolean
  /** What it is ordered by. */
  at: Instant
  incident: { id: IncidentId; number: string } | null
  alert: AlertId | null
  notice: NoticeId | null
  shows: string | null
}

/** Most records are only counted: the rest of one is told when it is asked for. */
export type Sighted = Pick<Found, 'version' | 'commitment' | 'outcome'> & { found: () => Found }

export const nowhere = { incident: null, alert: null, notice: null, shows: null, isRedacted: false, title: null } as const

export type Place = Pick<Found, 'outcome' | 'at' | 'id'>

/** What needs looking at first, then by when it began: the order of pages. */
export function inOrder(left: Place, right: Place): number {
  const rank = outcomes.indexOf(left.outcome) - outcomes.indexOf(right.outcome)
  return rank || left.at - right.at || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
}
