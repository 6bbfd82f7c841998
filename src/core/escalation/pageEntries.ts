// What goes on record about a page: each entry says the whole attempt, so that one alone can be understood.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import type { KeptPage } from './decidePage.ts'

/** Incidents are answered by a defined procedure. */
const criteria = ['CC7.4']

function attemptOf(page: KeptPage): SlotValue {
  const { level, to, channel, askedAt, escalatesAt, by } = page
  return {
    page: page.pageId,
    channel,
    asked_at: askedAt,
    asked_by: by.id,
    ...(to === null ? {} : { to: to.personId }),
    ...(level === null ? {} : { path: level.pathId, path_name: page.pathName ?? '', level: level.number, stands_in: level.standsIn }),
    ...(escalatesAt === null ? {} : { escalates_at: escalatesAt }),
  }
}

/** It left our hands, or somebody says that they did it. */
export function sentEntry(about: EntryAbout, page: KeptPage, sentAt: Instant): NewEntry {
  const { by, to, receipt } = page
  return incidentEntry(about, {
    kind: 'page.sent',
    act: by.id,
    at: sentAt,
    ctl: criteria,
    detail: { ...attemptOf(page), ...(receipt === null ? {} : { receipt }) },
    personal: { name: by.name, ...(to === null ? {} : { to_name: to.name }) },
  })
}

export function endEntry(about: EntryAbout, page: KeptPage): NewEntry {
  const { end, endedBy, to, note } = page
  if (end === null || endedBy === null) throw new Error('a page that has not ended has no end to record')
  return incidentEntry(about, {
    kind: end.kind === 'answered' ? 'page.answered' : 'page.failed',
    act: endedBy.id,
    at: end.at,
    ctl: criteria,
    detail: { ...attemptOf(page), ...(end.kind === 'failed' ? { why: end.why } : {}), ...(note === null ? {} : { note }) },
    personal: { name: endedBy.name, asked_by_name: page.by.name, ...(to === null ? {} : { to_name: to.name }) },
  })
}
