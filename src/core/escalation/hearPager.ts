// What a paging tool says about people becomes pages and answers of the incident, told by the tool's source.
import type { PageId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { type By, decideAnswer, decideFailure, type KeptPage } from './decidePage.ts'

export type Heard = { kind: 'paged' | 'passed-on' | 'answered'; people: readonly string[]; happenedAt: Instant }

export type Told = {
  /** Every page of the incident, oldest first. */
  pages: readonly KeptPage[]
  source: By
  /** Who in the directory a name or an address surely is. */
  personOf: (name: string) => PersonId | null
  newId: () => PageId
  now: Instant
}

export type Telling = { ended: KeptPage[]; made: KeptPage[] }

export function hearPager({ kind, people, happenedAt }: Heard, told: Told): Telling {
  const open = told.pages.filter(({ channel, by, end }) => channel === 'pager' && by.id === told.source.id && end === null)
  if (kind === 'answered') return answered(people[0] ?? '', happenedAt, open, told)
  const ended = kind === 'passed-on' ? open.map((page) => decideFailure(page, 'no-answer', told.source, null, happenedAt)) : []
  return { ended, made: people.map((name) => pagedByTool(name, happenedAt, told)) }
}

/** Whoever answers was reached, also where the call itself was never told. */
function answered(name: string, at: Instant, open: readonly KeptPage[], told: Told): Telling {
  const personId = told.personOf(name)
  const theirs = open.findLast(({ to }) => to !== null && (to.name === name || (personId !== null && to.personId === personId)))
  const by = { id: told.source.id, name }
  if (theirs !== undefined) return { ended: [decideAnswer(theirs, by, null, at)], made: [] }
  return { ended: [], made: [decideAnswer(pagedByTool(name, at, told), by, null, at)] }
}

function pagedByTool(name: string, at: Instant, { source, personOf, newId, now }: Told): KeptPage {
  return {
    pageId: newId(),
    level: null,
    pathName: null,
    to: { personId: personOf(name), name },
    channel: 'pager',
    via: null,
    by: source,
    askedAt: at,
    recordedAt: now,
    escalatesAt: null,
    sentAt: at,
    receipt: null,
    end: null,
    endedBy: null,
    note: null,
  }
}
