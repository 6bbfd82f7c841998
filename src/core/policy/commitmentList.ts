// What does a policy promise, one line per promise? The same list that is shown as a table and compared between versions.
import { type Duration, durationInWords } from '../document/duration.ts'
import type { Policy, SeverityLevel } from './policy.ts'
import { criterionInWords } from './words.ts'

export type ListedCommitment = {
  /** The same promise in another version has the same id. */
  id: string
  /** `SEV2`, or what else it is about. */
  about: string
  what: string
  /** In words. */
  value: string
}

/** In the order of the front matter. What is not promised is not listed. */
export function commitmentList(policy: Policy): ListedCommitment[] {
  return [
    ...policy.severities.flatMap((level) => ofLevel(level, policy)),
    ...ofAlerts(policy),
    ...ofAftermath(policy),
    ...ofPeople(policy),
    ...ofDocument(policy),
  ]
}

type Given = readonly [id: string, what: string, value: string | null]

function listed(group: string, about: string, given: readonly Given[]): ListedCommitment[] {
  return given.flatMap(([id, what, value]) => (value === null || value === '' ? [] : [{ id: `${group}/${id}`, about, what, value }]))
}

const words = (duration: Duration | null | undefined): string | null => (duration ? durationInWords(duration) : null)

const reviewWords: Record<SeverityLevel['review'], string> = { required: 'required', optional: 'optional', 'not-needed': 'not needed' }

function ofLevel(level: SeverityLevel, { facts }: Policy): ListedCommitment[] {
  return listed(`severity/${level.level}`, level.level, [
    ['when', 'holds when', level.when === null ? 'nothing worse holds' : criterionInWords(level.when, facts)],
    ['acknowledge', 'acknowledge within', words(level.acknowledgeWithin)],
    ['contain', 'contain within', words(level.containWithin)],
    ['update', 'tell how it goes every', words(level.updateEvery)],
    ['escalation', 'escalation path', level.escalation],
    ['review', 'review afterwards', reviewWords[level.review]],
    ...level.notify.map(
      ({ whom, within, from }): Given => [`notify/${whom}`, `tell ${whom}`, `within ${durationInWords(within)}, counted from ${from}`],
    ),
  ])
}

function ofAlerts({ alertReview }: Policy): ListedCommitment[] {
  if (alertReview === null) return []
  const { within, periodic } = alertReview
  return listed('alerts', 'Alerts', [
    ['review', 'review each within', words(within)],
    ['periodic', 'look through all every', periodic && `${durationInWords(periodic.every)}, by ${periodic.by}`],
  ])
}

function ofAftermath({ postIncident, preservation }: Policy): ListedCommitment[] {
  return [
    ...listed('afterwards', 'After an incident', [
      ['review', 'review it within', words(postIncident?.reviewWithin)],
      ['actions', 'actions due within', words(postIncident?.actionsDueWithin)],
    ]),
    ...listed('evidence', 'Evidence', [['margin', 'taken before its log ends by', words(preservation?.collectBeforeExpiryMargin)]]),
  ]
}

function ofPeople({ training, acknowledge }: Policy): ListedCommitment[] {
  return [
    ...listed('training', 'Training', [
      ['who', 'who', training?.who ?? null],
      ['every', 'every', words(training?.every)],
      ['accepts', 'what counts', training?.accepts.join(', ') ?? null],
    ]),
    ...listed('acknowledgement', 'Acknowledgement', [
      ['by', 'by', acknowledge?.by.join(', ') ?? null],
      ['within', 'within', words(acknowledge?.within)],
      ['again', 'again every', words(acknowledge?.againEvery)],
    ]),
  ]
}

function ofDocument({ review, approvers, appliesTo }: Policy): ListedCommitment[] {
  return listed('document', 'This policy', [
    ['review', 'looked at again every', words(review.every)],
    ['grace', 'and overdue only after another', review.grace && review.grace.iso !== 'P0D' ? durationInWords(review.grace) : null],
    ['approvers', 'approved by', approvers.join(', ')],
    ['applies', 'answers to', appliesTo.join(', ')],
  ])
}
