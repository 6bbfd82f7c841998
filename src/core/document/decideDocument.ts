// May a document be reviewed, that be taken back, the document be retired, taken up again? And what is it that happens then.
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { mayRole } from '../people/permission.ts'
import type { NewAct } from './act.ts'
import { type Doer, requireInForce } from './decideVersion.ts'
import type { DocumentKind } from './documentVersion.ts'
import { retiredAt } from './inForce.ts'
import type { Life } from './life.ts'

/** A text that somebody had to approve is looked at by somebody who could. */
export function decideReview(life: Life, version: string, reason: string, by: Doer, now: Instant, zone: string): NewAct[] {
  const { terms } = requireInForce(life, version, now)
  if (!couldReview(life.kind, terms, by)) throw new Refusal('role_needed', 'It is reviewed by somebody who may approve documents.')
  return [{ what: 'reviewed', version, said: { reason, zone } }]
}

export function couldReview(kind: DocumentKind, { quorum }: { quorum: number }, { role }: Pick<Doer, 'role'>): boolean {
  return role !== null && mayRole(role, quorum > 0 || kind === 'policy' ? 'document:approve' : 'document:write')
}

export function decideTakeBack(life: Life, position: number, reason: string): { act: NewAct; corrects: string } {
  const review = life.reviews.find((one) => one.position === position)
  if (review === undefined) throw new Refusal('not_found', 'There is no such review of this document.')
  if (review.takenBack !== null) throw new Refusal('state_not_possible', 'It was taken back already.')
  return {
    act: { what: 'review_taken_back', version: review.version, said: { review: position, reason } },
    corrects: review.source.leafHash,
  }
}

export function decideRetire(life: Life, reason: string, now: Instant): NewAct[] {
  if (retiredAt(life, now) !== undefined) throw new Refusal('already_retired', 'The document is retired already.')
  return [{ what: 'retired', version: null, said: { reason } }]
}

export function decideResume(life: Life, reason: string, now: Instant): NewAct[] {
  if (retiredAt(life, now) === undefined) throw new Refusal('state_not_possible', 'The document is not retired.')
  return [{ what: 'resumed', version: null, said: { reason } }]
}
