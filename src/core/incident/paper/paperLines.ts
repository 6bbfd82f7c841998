// The lines of a thread on paper: when it happened and when it was recorded, who, in which role, what, and what makes a line unlike the others.
import { lengthText } from '../../document/phrases.ts'
import { formatInstant, type Instant } from '../../kernel/instant.ts'
import type { FoldedRole } from '../foldedIncident.ts'
import { type ThreadLine, threadOf } from '../thread.ts'
import type { PaperFacts, PaperLine } from './paper.ts'
import { detailsOf, evidenceNames } from './paperDetails.ts'

export function paperLines({ entries, reading, record }: PaperFacts): PaperLine[] {
  const lines = threadOf(entries, reading)
  const places = new Map(lines.map(({ leafHash, index }) => [leafHash, placeText(index)]))
  const names = evidenceNames(lines)
  return lines.map((line) => ({
    entry: placeText(line.index),
    happened: exactText(line.at),
    recorded: recordedText(line),
    who: line.actorName ?? reading.nameOf(line.act) ?? line.act,
    role: rolesAt(record.folded.roles, line),
    said: line.said,
    details: detailsOf(line, names),
    marks: marksOf(line, (leafHash) => places.get(leafHash) ?? 'an entry that is not of this thread'),
  }))
}

function placeText(index: number | null): string {
  return index === null ? 'waits' : `#${index}`
}

/** To the second: clocks of minutes are judged by it. */
function exactText(at: Instant): string {
  return formatInstant(at).slice(0, 19).replace('T', ' ')
}

/** The day is said once. */
function recordedText({ at, recordedAt }: ThreadLine): string {
  const [happened, recorded] = [exactText(at), exactText(recordedAt)]
  return happened.slice(0, 10) === recorded.slice(0, 10) ? recorded.slice(11) : recorded
}

function rolesAt(roles: readonly FoldedRole[], { act, at }: ThreadLine): string | null {
  const held = roles.filter(({ person, since, until }) => person === act && since <= at && (until === null || at < until))
  return held.length === 0 ? null : held.map(({ role }) => role).join(', ')
}

function marksOf({ late, at, recordedAt, corrects, correctedBy }: ThreadLine, placeOf: (leafHash: string) => string): string[] {
  const delay = lengthText(Math.floor((recordedAt - at) / 1000))
  return [
    ...(late ? [`Recorded ${delay} after it happened.`] : []),
    ...(corrects === null ? [] : [`A correction of ${placeOf(corrects)}.`]),
    ...(correctedBy === null ? [] : [`Corrected by ${placeOf(correctedBy)}.`]),
  ]
}
