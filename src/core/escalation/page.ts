// A page: one attempt to reach somebody about an incident, and how it ended.
import type { PageId, PathId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'

/** The first two go out from here; the others say that somebody, or a paging tool, did it. */
export const pageChannels = ['email', 'webhook', 'phone', 'pager', 'chat'] as const
export type PageChannel = (typeof pageChannels)[number]

export function isSentFromHere(channel: PageChannel): channel is 'email' | 'webhook' {
  return channel === 'email' || channel === 'webhook'
}

export const pageFailures = [
  'no-answer',
  'wrong-number',
  'nobody-on-rotation',
  'person-left',
  'channel-unreachable',
  'declined',
  'other',
] as const
export type PageFailure = (typeof pageFailures)[number]

/** Who was paged by name alone stands in a paging tool, and not, or not surely, in our directory. */
export type Paged = { personId: PersonId | null; name: string }

/** `number` counts from 1. */
export type PagedLevel = { pathId: PathId; number: number; standsIn: boolean }

export type PageEnd = { kind: 'answered'; at: Instant } | { kind: 'failed'; at: Instant; why: PageFailure }

export type Page = {
  pageId: PageId
  /** Null where one person was asked for, or a paging tool did it. */
  level: PagedLevel | null
  /** Null: there was nobody to reach. */
  to: Paged | null
  channel: PageChannel
  /** The order in which they were asked for; waiting counts from it. */
  askedAt: Instant
  /** Fixed when it was asked for: a path that is changed later does not change what was agreed. */
  escalatesAt: Instant | null
  end: PageEnd | null
}
