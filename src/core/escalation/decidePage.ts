// May somebody be paged now, and how does a page end? What to keep, and what goes on record about it.
import type { Actor } from '../kernel/actor.ts'
import type { PageId } from '../kernel/ids.ts'
import { type Instant, minute } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Attempt, Resolved } from './nextStep.ts'
import type { Page, PageChannel, PageEnd, PageFailure } from './page.ts'
import { isSentFromHere } from './page.ts'
import type { StoredPath } from './storedPath.ts'

export type By = Pick<Actor, 'id' | 'name'>

/** A page with all that its row and its entries say. */
export type KeptPage = Page & {
  pathName: string | null
  /** The page channel whose webhook it goes to. */
  via: string | null
  by: By
  recordedAt: Instant
  sentAt: Instant | null
  receipt: string | null
  endedBy: By | null
  note: string | null
}

export type IncidentStanding = { state: string; number: number }

/** A closed incident takes no pages and no answers: whoever needs people again opens it again. */
export function refuseOver({ state, number }: IncidentStanding): void {
  if (state !== 'closed' && state !== 'not_an_incident' && state !== 'merged') return
  const word = { closed: 'closed', not_an_incident: 'dismissed', merged: 'merged into another' }[state]
  throw new Refusal(
    'incident_closed',
    `INC-${number} is ${word}. ${state === 'merged' ? 'Page from the incident it was merged into.' : 'Reopen it to page somebody.'}`,
  )
}

/** What a phone that was offline reports later; a clock that runs a little ahead is forgiven. */
export function whenDone(given: Instant | undefined, notBefore: Instant, now: Instant): Instant {
  if (given === undefined) return now
  const say = (message: string) => new Refusal('invalid_request', message, { fields: [{ path: '/happened_at', message }] })
  if (given > now + 5 * minute) throw say('This lies in the future.')
  if (given < notBefore) throw say('This lies before it can have happened.')
  return given > now ? now : given
}

export type PageRequest = {
  pageId: PageId
  to: Resolved
  /** With what the path says of it; null where one person was asked for. */
  level: { path: StoredPath; attempt: Attempt } | null
  channel: PageChannel
  via: string | null
  by: By
  at: Instant
  now: Instant
}

/** Where there is nobody to reach, that is what is kept: an attempt that failed before it was made. */
export function decidePage({ pageId, to, level, channel, via, by, at, now }: PageRequest): KeptPage {
  const wait = level?.path.levels[level.attempt.number - 1]?.waitMinutes ?? null
  const nobody = 'nobody' in to
  return {
    pageId,
    level: level && { pathId: level.path.pathId, ...level.attempt },
    pathName: level?.path.name ?? null,
    to: nobody ? null : { personId: to.personId, name: to.name },
    channel,
    via,
    by,
    askedAt: at,
    recordedAt: now,
    escalatesAt: nobody || wait === null ? null : ((at + wait * minute) as Instant),
    sentAt: nobody || isSentFromHere(channel) ? null : at,
    receipt: null,
    end: nobody ? { kind: 'failed', at, why: to.nobody } : null,
    endedBy: nobody ? by : null,
    note: nobody ? `${to.name}: ${to.nobody === 'person-left' ? 'left' : 'nobody is on call'}.` : null,
  }
}

function refuseEnded({ end }: Page): void {
  if (end === null) return
  const how = end.kind === 'answered' ? 'was answered' : `failed (${end.why})`
  throw new Refusal('already_ended', `This page ${how} already. Acknowledge the incident, or leave a note, to say more.`)
}

export function decideAnswer(page: KeptPage, by: By, note: string | null, at: Instant): KeptPage {
  refuseEnded(page)
  return ended(page, { kind: 'answered', at }, by, note)
}

export function decideFailure(page: KeptPage, why: PageFailure, by: By, note: string | null, at: Instant): KeptPage {
  refuseEnded(page)
  if (why === 'other' && note === null) throw new Refusal('reason_needed', 'Say in the note why it reached nobody.')
  return ended(page, { kind: 'failed', at, why }, by, note)
}

function ended(page: KeptPage, end: PageEnd, endedBy: By, note: string | null): KeptPage {
  return { ...page, end, endedBy, note }
}
