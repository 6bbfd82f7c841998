// What can be said of a commitment at all: is it judged by records, is it a rule that others go by, or does nothing here record it?
import type { ListedCommitment } from '../policy/commitmentList.ts'

export const natures = ['judged', 'rule', 'not-recorded'] as const
export type Nature = (typeof natures)[number]

/** `says`: why there is nothing to count; of what is judged, what it means that there is no record. */
export type Natured = { nature: Nature; says: string }

const rule = (says: string): Natured => ({ nature: 'rule', says })
const notRecorded = (says: string): Natured => ({ nature: 'not-recorded', says })
const judged = (says: string): Natured => ({ nature: 'judged', says })
const unknown = notRecorded('Nothing in Tickmark records this.')

/** By the id of a commitment; the last part of those of a severity. */
const others: Readonly<Record<string, Natured>> = {
  'alerts/review': judged('No alert was received in this period: nothing to keep.'),
  'alerts/periodic': notRecorded('Nothing in Tickmark records that somebody looked through all alerts; the review of each is judged.'),
  'afterwards/review': judged('No incident of this period requires a review: nothing to keep.'),
  'afterwards/actions': judged('No incident of this period led to a corrective action: nothing to keep.'),
  'evidence/margin': judged('Nothing was to be preserved for an incident of this period: nothing to keep.'),
  'training/who': rule('Says whom the training is for.'),
  'training/every': notRecorded('Nothing in Tickmark records who was trained; exercises are recorded, and counted apart.'),
  'training/accepts': rule('Says what counts as training.'),
  'acknowledgement/by': rule('Says who is asked.'),
  'acknowledgement/within': judged('Nobody was asked to acknowledge it in this period: nothing to keep.'),
  'acknowledgement/again': judged('Nobody had acknowledged it, so nobody was asked again: nothing to keep.'),
  'document/review': judged('No look at it was awaited in this period: nothing to keep.'),
  'document/grace': rule('Added to when it is looked at again.'),
  'document/approvers': judged('No version took effect in this period: nothing to keep.'),
  'document/applies': rule('Says which criteria it answers.'),
}

const ofSeverity: Readonly<Record<string, (level: string) => Natured>> = {
  when: () => rule('Decides which severity holds; what is promised at it is judged.'),
  acknowledge: none,
  contain: none,
  update: none,
  escalation: none,
  notify: none,
}

function none(level: string): Natured {
  return judged(`No ${level} incident was declared in this period: nothing to keep.`)
}

function severityNature(level: string, part: string, value: string): Natured {
  if (part === 'review') return value === 'required' ? none(level) : rule(`No review is promised at ${level}.`)
  return ofSeverity[part.split('/')[0] ?? '']?.(level) ?? unknown
}

/** One that is raised later was acknowledged under what was promised before. */
function seenAs(level: string, own: Natured): Natured {
  return own.nature === 'judged' ? judged(`No incident of this period stood at ${level} when this was done or due: nothing to keep.`) : own
}

const byIncidents = /^(?:severity|afterwards|evidence)\//

/** `isSeen`: something else that is promised of the same kind has records, so that there was what it is about. `judging`: the title of the policy that incidents are judged by, where that is another one. */
export function natureOf({ id, about, value }: Omit<ListedCommitment, 'what'>, judging: string | null, isSeen = false): Natured {
  const level = `severity/${about}/`
  const own = id.startsWith(level) ? severityNature(about, id.slice(level.length), value) : (others[id] ?? unknown)
  if (own.nature !== 'judged' || judging === null || !byIncidents.test(id)) return isSeen && id.startsWith(level) ? seenAs(about, own) : own
  return notRecorded(`Incidents are judged by “${judging}”, and by no other policy.`)
}
