// What is said of promises, and where their records lead.
import { expect, test } from 'vitest'
import type { KeptLine, KeptRecord } from './documentShape.ts'
import { answerText, outcomeText, recordHref, saidOfAll } from './keptWords.ts'

const none = { all: 0, broken: 0, unjudged: 0, running: 0, kept: 0 }
const line = (counts: Partial<KeptLine['counts']>): KeptLine => ({
  ...{ id: 'severity/SEV1/acknowledge', version: 1, about: 'SEV1', what: 'acknowledge within', value: '15 minutes' },
  ...{ nature: 'judged', says: null, in_force: [], counts: { ...none, ...counts }, broken: [] },
})
const record = (more: Partial<KeptRecord>): KeptRecord => ({
  ...{ id: 'inc_1', kind: 'incident', name: 'INC-7', title: 'A leaked token', is_redacted: false, outcome: 'broken', in_force: 1 },
  ...{
    counted_from: null,
    due_at: '2026-04-01T02:15:00.000Z',
    done_at: null,
    late_by: 300,
    why: null,
    alert: null,
    notice: null,
    version: null,
  },
  incident: { id: 'inc_1' as never, number: 'INC-7' },
  ...more,
})

test('only promises that were put to the test are counted, and none is not the same as all kept', () => {
  expect(answerText({ commitments: [line({}), line({ running: 2 })] })).toMatchObject({
    isBroken: false,
    says: expect.stringContaining('Nothing'),
  })
  expect(answerText({ commitments: [line({ kept: 2 })] }).says).toBe('Of 1 promise that was put to the test, none was broken.')
  expect(answerText({ commitments: [line({ kept: 2 }), line({ kept: 1, broken: 2 })] })).toEqual({
    says: 'Of 2 promises that were put to the test, 1 was broken at least once.',
    isBroken: true,
  })
})

test('what is the same for a whole group is said once, and not where one of it has records', () => {
  const quiet = { ...line({}), says: 'No SEV1 incident.' }
  expect(saidOfAll([quiet, quiet, { ...line({}), nature: 'rule', says: 'A rule.' }])).toBe('No SEV1 incident.')
  expect(saidOfAll([quiet, line({ kept: 1 })])).toBeNull()
})

test('late is said with by how much, and whether it was done at all', () => {
  expect(outcomeText(record({ done_at: '2026-04-01T02:20:00.000Z' }))).toBe('5 min late')
  expect(outcomeText(record({}))).toBe('5 min late, and not done')
  expect(outcomeText(record({ due_at: null, late_by: null }))).toBe('broken')
})

test('each record leads to where it is, and one that is hidden to its incident alone', () => {
  const to = (more: Partial<KeptRecord>) => recordHref('incident-response', record(more))
  expect(to({})).toBe('/incidents/inc_1/thread')
  expect(to({ is_redacted: true })).toBe('/incidents/inc_1')
  expect(to({ kind: 'action' })).toBe('/incidents/inc_1/review')
  expect(to({ kind: 'notice' })).toBe('/incidents/inc_1/duties')
  expect(to({ kind: 'notice', notice: 'ntc_1' as never })).toBe('/incidents/inc_1/notices/ntc_1')
  expect(to({ kind: 'alert', alert: 'alr_1' as never, incident: null })).toBe('/alerts/alr_1')
  expect(to({ kind: 'version', version: 'ab', incident: null })).toBe('/policies/incident-response?version=ab')
  expect(to({ kind: 'acknowledgement', incident: null })).toBe('#acknowledgements')
})
