// Was the policy itself approved before it took effect, and looked at again as often as it promises?
import { everInForce, type InForce, inForceAt } from '../document/inForce.ts'
import type { Life } from '../document/life.ts'
import { type Look, looksOf } from '../document/reviewDue.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Judged, judged } from './outcome.ts'

/** `version`: whose promise it is judged by. `id` tells it apart from others of its commitment. */
export type DocumentJudged = Judged & { id: string; version: string; number: number }

type Period = { from: Instant; to: Instant }

/** Versions that took effect in the period. */
export function approvalsKept(life: Life, { from, to }: Period): DocumentJudged[] {
  return everInForce(life)
    .filter(({ effect }) => effect.from >= from && effect.from < to)
    .flatMap((one) => {
      const outcome = approvalKept(one)
      return outcome === null ? [] : [{ ...outcome, id: `version-${one.order}`, version: one.version, number: one.number }]
    })
}

function approvalKept({ at, effect, approvals, terms }: InForce): Judged | null {
  const commitment = 'document/approvers'
  const last = [...approvals].sort((left, right) => left.at - right.at)[Math.max(terms.quorum, 1) - 1]
  const times = { countedFrom: at, dueAt: effect.from, doneAt: last?.at ?? null }
  if (effect.basis === 'shipped') return judged(commitment, 'unjudged', {}, 'It came with the software, and nobody approved it.')
  if (effect.basis === 'emergency') {
    return judged(commitment, 'broken', times, 'It took effect in an emergency, before its approval; the reason is with the version.')
  }
  return effect.basis === 'approved' ? judged(commitment, 'kept', times) : null
}

/** Looks whose time ran in the period: each promises the next one. */
export function looksKept(life: Life, { from, to }: Period, now: Instant): DocumentJudged[] {
  const looks = looksOf(life)
  return looks.flatMap((look, place) => {
    const next = looks[place + 1]
    const promising = inForceAt(life, look.at)
    if (promising === undefined || look.overdue === null || look.at >= to || (next?.at ?? now) < from) return []
    const { version, number } = promising
    return [{ ...lookKept(life, look, look.overdue.at, next?.at ?? null, now), id: `look-${place}`, version, number }]
  })
}

function lookKept(life: Life, look: Look, dueAt: Instant, doneAt: Instant | null, now: Instant): Judged {
  const times = { countedFrom: look.at, dueAt, doneAt }
  const over = look.overdue?.over ?? dueAt
  const commitment = 'document/review'
  if (doneAt !== null) return judged(commitment, doneAt < over ? 'kept' : 'broken', times)
  const retired = life.retirements.find(({ at, until }) => at >= look.at && at < over && until === null)
  if (retired !== undefined) return judged(commitment, 'unjudged', times, 'The policy was retired before it was due.')
  return judged(commitment, now < over ? 'running' : 'broken', times)
}
