// Sentences about notices: who may approve one, what may be missing, when a try was the last, and that lateness is decided once.
import { describe, expect, test } from 'vitest'
import { type PersonActor, systemActor } from '../kernel/actor.ts'
import type { IncidentId, NoticeId } from '../kernel/ids.ts'
import { hour, parseInstant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { approveNotice, declineNotice, recordSent, sendingFailed, startSending } from './decideNotice.ts'
import type { Due } from './due.ts'
import { changeNotice, draftNotice } from './notice.ts'

const now = parseInstant('2026-11-24T10:00:00Z') ?? expect.fail()
const person = (id: string, name: string) =>
  ({ kind: 'person', id, name, role: 'compliance', sessionId: 'ses_1' }) as unknown as PersonActor
const [ada, grace] = [person('per_1', 'Ada'), person('per_2', 'Grace')]
const about = { incidentId: 'inc_1' as IncidentId, isPrivate: false }
const draft = draftNotice(
  {
    noticeId: 'ntc_1' as NoticeId,
    rule: 'eu-gdpr-33-1.notification',
    title: 'To the authority',
    template: null,
    to: 'authority@example.com',
    subject: 'Breach',
    ownText: 'What happened.',
    fill: {},
    covers: [],
  },
  ada,
  now,
)
const complete = { text: 'What happened.', blanks: [], missing: [] }
const approval = { text: complete, approvers: ['cto'], incompleteReason: null }
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
  }
  return 'not refused'
}

describe('approval', () => {
  test('is not by somebody who wrote on it, where the policy names an approver', () => {
    expect(codeOf(() => approveNotice(about, draft, approval, ada, now))).toBe('second_person_needed')
    const changed = changeNotice(draft, { subject: 'Another' }, grace, now)
    expect(codeOf(() => approveNotice(about, changed, approval, grace, now))).toBe('second_person_needed')
    expect(approveNotice(about, draft, approval, grace, now).notice).toMatchObject({ state: 'approved', fixedText: 'What happened.' })
  })
  test('may be by its writer where the policy names nobody; a blank of the shipped policy is nobody', () => {
    const blank = { ...approval, approvers: ['[replace: who must approve]'] }
    expect(approveNotice(about, draft, blank, ada, now).notice.state).toBe('approved')
  })
  test('is refused while a blank is left, and while content is missing without a reason', () => {
    const blanks = { ...approval, text: { ...complete, blanks: [{ id: 'who', asks: 'who writes' }] } }
    expect(codeOf(() => approveNotice(about, draft, blanks, grace, now))).toBe('not_complete')
    const missing = { ...approval, text: { ...complete, missing: [{ id: 'consequences', words: 'the likely consequences' }] } }
    expect(codeOf(() => approveNotice(about, draft, missing, grace, now))).toBe('reason_needed')
    const told = approveNotice(about, draft, { ...missing, incompleteReason: 'Will follow in a supplement.' }, grace, now)
    expect(told.entry.detail).toMatchObject({ missing: ['consequences'], incomplete_reason: 'Will follow in a supplement.' })
  })
  test('fixes the words', () => {
    const { notice } = approveNotice(about, draft, approval, grace, now)
    expect(codeOf(() => changeNotice(notice, { text: 'Nothing happened.' }, ada, now))).toBe('state_not_possible')
    expect(codeOf(() => approveNotice(about, notice, approval, grace, now))).toBe('state_not_possible')
  })
})

describe('sending', () => {
  const how = { channel: 'portal', reference: null, evidenceId: null, text: 'What happened.' }
  const strict = toInstant(now - hour)
  const due = { kind: 'due', strict } as unknown as Due

  test('is late by the strict instant of that moment, and says in the entry that nobody had approved it', () => {
    const { notice, entry } = recordSent(about, draft, { ...how, at: now, due }, grace)
    expect(notice).toMatchObject({ state: 'sent', lateBy: 3600, dueAt: strict, fixedText: 'What happened.' })
    expect(entry.detail).toMatchObject({ late_by: 3600, approved: false })
    expect(codeOf(() => recordSent(about, notice, { ...how, at: now, due: null }, grace))).toBe('state_not_possible')
  })
  test('by e-mail needs approval and an address', () => {
    expect(codeOf(() => startSending(draft))).toBe('state_not_possible')
    const { notice } = approveNotice(about, draft, approval, grace, now)
    expect(startSending(notice)).toMatchObject({ state: 'sending', attempts: 0 })
    expect(codeOf(() => startSending({ ...notice, to: 'CSIRT portal' }))).toBe('invalid_request')
  })
  test('that fails is tried again until the last try, which ends it with what the server said', () => {
    const sending = startSending(approveNotice(about, draft, approval, grace, now).notice)
    const first = sendingFailed(sending, '451 later', 2, systemActor('notices'), now)
    expect(first).toMatchObject({ notice: { state: 'sending', attempts: 1 }, event: null })
    expect(sendingFailed(first.notice, '550 no', 2, systemActor('notices'), now)).toMatchObject({
      notice: { state: 'failed', attempts: 2 },
      event: { kind: 'failed', note: '550 no' },
    })
  })
})

test('to decline takes a reason, and is not possible once it went out', () => {
  expect(codeOf(() => declineNotice(about, draft, '  ', grace, now))).toBe('reason_needed')
  expect(declineNotice(about, draft, 'Not about people.', grace, now).entry).toMatchObject({ kind: 'notice.declined', obj: 'inc_1' })
  const how = { at: now, channel: 'mail', reference: null, evidenceId: null, due: null, text: '' }
  const { notice } = recordSent(about, draft, how, grace)
  expect(codeOf(() => declineNotice(about, notice, 'Too late for that.', grace, now))).toBe('state_not_possible')
})

test('of a private incident the words and the recipient are in the personal slot alone', () => {
  const { entry } = declineNotice({ ...about, isPrivate: true }, draft, 'Not about people.', grace, now)
  expect(entry.detail).toEqual({ private: true })
  expect(JSON.stringify(entry.personal)).toContain('Not about people.')
})
