// Sentences about reviews and actions: who may go without one, what a review must say, and when an action is late, done or without effect.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { PersonActor, Role } from '../kernel/actor.ts'
import type { ActionId, IncidentId, PostIncidentReviewId } from '../kernel/ids.ts'
import { day, parseInstant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { actionState, checkAction, checkDueAt, closeAction, openAction } from './action.ts'
import { requirementOf } from './requirement.ts'
import { approveReview, decideWhetherReview, emptyReview, reviewAdvice, writeReview } from './review.ts'
import { readCauseLexicon } from './rootCause.ts'

const lexicon = readCauseLexicon(parse(readFileSync(new URL('../../../catalogues/root-causes.yaml', import.meta.url), 'utf8')))
const shipped = readFileSync(new URL('../../../catalogues/templates/policies/incident-response.md', import.meta.url), 'utf8')
const { policy } = parsePolicy(shipped)
const now = parseInstant('2026-11-24T10:00:00Z') ?? expect.fail()
const person = (id: string, role: Role) => ({ kind: 'person', id, name: id, role, sessionId: 'ses_1' }) as unknown as PersonActor
const [ada, grace] = [person('Ada', 'compliance'), person('Grace', 'responder')]
const about = { incidentId: 'inc_1' as IncidentId, isPrivate: false }
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
  }
  return 'not refused'
}

describe('whether a review is held', () => {
  const facts = { severity: 'SEV1', closedAt: null, decided: null, approvedAt: null, timeZone: 'UTC' }
  test('follows from the severity, until somebody decides', () => {
    expect(requirementOf(policy, facts, now)).toMatchObject({ byRule: 'required', required: true, dueAt: null })
    expect(requirementOf(policy, { ...facts, severity: 'SEV3' }, now)).toMatchObject({ byRule: 'optional', required: false })
    expect(requirementOf(policy, { ...facts, severity: null }, now).basis).toContain('No severity')
    expect(requirementOf(policy, { ...facts, decided: { required: false } }, now).required).toBe(false)
  })
  test('has a day once the incident is closed, and is overdue only until it is approved', () => {
    const closed = { ...facts, closedAt: toInstant(now - 6 * day) }
    expect(requirementOf(policy, closed, now)).toMatchObject({ dueAt: parseInstant('2026-11-23T23:59:59Z'), overdue: true })
    expect(requirementOf(policy, { ...closed, approvedAt: now }, now).overdue).toBe(false)
  })
  test('against the rule takes somebody who could approve one, and a reason', () => {
    const without = { required: false, reason: 'The same as INC-7, reviewed there.' }
    expect(codeOf(() => decideWhetherReview(about, null, 'required', false, without, grace, now))).toBe('role_needed')
    expect(codeOf(() => decideWhetherReview(about, null, 'required', false, { ...without, reason: null }, ada, now))).toBe('reason_needed')
    expect(decideWhetherReview(about, null, 'required', false, without, ada, now).entry.detail).toMatchObject({ waives: true })
    expect(codeOf(() => decideWhetherReview(about, null, 'optional', false, { required: false, reason: null }, grace, now))).toBe(
      'not refused',
    )
    expect(codeOf(() => decideWhetherReview(about, without, 'required', false, without, ada, now))).toBe('nothing_changed')
    expect(codeOf(() => decideWhetherReview(about, null, 'required', true, without, ada, now))).toBe('state_not_possible')
  })
})

describe('a review', () => {
  const empty = emptyReview('pir_1' as PostIncidentReviewId, now)
  const causes = [{ kind: 'weakness' as const, text: 'Deploy tokens never expire, and nobody is told how old they are.' }]
  const whole = { summary: 'A token was read from a public repository.', impact: { minutes_down: 0 }, causes }
  const written = writeReview(about, empty, whole, lexicon, grace, now).review

  test('lacks a summary, a number and a weakness until it says them; zero is a number', () => {
    expect(reviewAdvice(empty, lexicon)).toHaveLength(3)
    expect(reviewAdvice(written, lexicon)).toEqual([])
    expect(codeOf(() => approveReview(about, empty, lexicon, ada, now))).toBe('not_complete')
  })
  test('keeps what a change leaves out, and loses a note only by an empty one', () => {
    const noted = writeReview(about, written, { timelineNotes: { leaf: 'Here we lost an hour.' } }, lexicon, ada, now).review
    expect(noted).toMatchObject({ summary: whole.summary, causes, timelineNotes: { leaf: 'Here we lost an hour.' } })
    expect(writeReview(about, noted, { timelineNotes: { leaf: '' } }, lexicon, ada, now).review.timelineNotes).toEqual({})
    expect(codeOf(() => writeReview(about, written, { summary: whole.summary }, lexicon, ada, now))).toBe('nothing_changed')
  })
  test('is approved by nobody who wrote on it, once, and never changes after', () => {
    expect(codeOf(() => approveReview(about, written, lexicon, grace, now))).toBe('second_person_needed')
    const { review } = approveReview(about, written, lexicon, ada, now)
    expect(codeOf(() => approveReview(about, review, lexicon, ada, now))).toBe('state_not_possible')
    expect(codeOf(() => writeReview(about, review, { summary: 'Nothing.' }, lexicon, ada, now))).toBe('state_not_possible')
  })
})

describe('a corrective action', () => {
  const words = { title: 'Expire tokens', detail: '', owner: null, dueOn: '2026-11-24' }
  const { action } = openAction(about, 'act_1' as ActionId, words, grace, now)

  test('is overdue when its day is over where the organization is', () => {
    const midnight = parseInstant('2026-11-25T00:00:00Z') ?? expect.fail()
    expect(actionState(action, 'UTC', toInstant(midnight - 1))).toBe('open')
    expect(actionState(action, 'UTC', midnight)).toBe('overdue')
    expect(actionState(action, 'America/New_York', midnight)).toBe('open')
  })
  test('is closed, checked after 90 days, and open again where it had no effect', () => {
    expect(codeOf(() => checkAction(about, action, true, 'Works.', ada, now))).toBe('state_not_possible')
    const closed = closeAction(about, action, 'pull/7', 'Done.', grace, now).action
    expect([actionState(closed, 'UTC', now), checkDueAt(closed)]).toEqual(['closed', now + 90 * day])
    expect(codeOf(() => closeAction(about, closed, 'pull/8', 'Again.', grace, now))).toBe('state_not_possible')
    const failed = checkAction(about, closed, false, 'Two are exempt.', ada, now).action
    expect(actionState(failed, 'UTC', now)).toBe('not-effective')
    const again = closeAction(about, failed, 'pull/9', 'No exemptions.', grace, now).action
    expect([actionState(again, 'UTC', now), again.checked]).toEqual(['closed', null])
  })
  test('of a day that does not exist is refused', () => {
    expect(codeOf(() => openAction(about, 'act_2' as ActionId, { ...words, dueOn: '2026-02-30' }, grace, now))).toBe('invalid_request')
  })
})
