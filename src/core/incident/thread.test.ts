// Does every kind of entry that an incident can have read as a plain sentence, whatever is missing of it?
import { describe, expect, test } from 'vitest'
import { type EntryKind, entryKinds } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { type Reading, sentences, threadOf } from './thread.ts'

const families = [
  'incident',
  'role',
  'clock',
  'severity',
  'page',
  'run',
  'step',
  'evidence',
  'preservation',
  'obligation',
  'notice',
  'update',
  'review',
  'pir',
  'action',
]
/** Kinds whose object is never an incident. */
const elsewhere: EntryKind[] = ['clock.simulated']
const kinds = entryKinds.filter((kind) => families.includes(kind.split('.')[0] ?? '') && !elsewhere.includes(kind))

const entry = (
  kind: EntryKind,
  more: { detail?: object; personal?: object; at?: number; rec?: number; cor?: string } = {},
): OpenedEntry => ({
  index: 1,
  leafHash: `leaf of ${kind}`,
  header: {
    ...{ v: 1, kind, act: 'per_1', obj: 'inc_1', at: more.at ?? 0, rec: more.rec ?? 0, ctl: [], c: { detail: 'x' } },
    ...(more.cor === undefined ? {} : { cor: more.cor }),
  },
  slots: { detail: (more.detail ?? {}) as never, personal: (more.personal ?? {}) as never },
})
const said = (kind: EntryKind, detail: object, personal: object = {}) => threadOf([entry(kind, { detail, personal })])[0]?.said

describe('the thread of an incident', () => {
  test.each(kinds)('has a sentence for %s, also where its detail says nothing', (kind) => {
    expect(Object.keys(sentences)).toContain(kind)
    expect(said(kind, {})).toMatch(/^[A-Z].*\.$/)
    expect(said(kind, { alerts: 7, reason: 3, because: 'x', missing: null, level: [], reads: 'soon' })).toMatch(/^[A-Z].*\.$/)
  })
  test('says what was done, in words', () => {
    expect(said('step.marked', { state: 'stuck', text: 'Turn the key off', reason: 'No right to' })).toBe(
      'Got stuck at the step “Turn the key off”: No right to.',
    )
    expect(said('severity.set', { level: 'SEV1', computed: 'SEV2', override_reason: 'The press knows!' })).toBe(
      'Set the severity to SEV1, where the facts give SEV2: The press knows!',
    )
    expect(said('page.failed', { channel: 'telephone', why: 'no_answer', level: 2, path_name: 'On call' }, { to_name: 'Ben' })).toBe(
      'A call to Ben by telephone (level 2 of On call) failed: no answer.',
    )
    expect(said('role.handed_over', { role: 'scribe', from: 'per_1', to: null }, { from_name: 'Ada' })).toBe('Ada left the role of scribe.')
  })
  test('names what was overridden, and who agreed', () => {
    const detail = {
      missing: [{ code: 'no_commander', said: 'It never had a commander.' }],
      override: { reason: 'It was small', second_person: 'per_2' },
    }
    expect(said('incident.closed', detail, { second_person_name: 'Ben' })).toBe(
      'Closed although something was missing, because: It was small. Ben was named as agreeing. Missing: It never had a commander.',
    )
  })
  test('calls people by what their id is called where their names stay at home, and says that nothing was erased', () => {
    const away: Reading = { nameOf: (id) => `person ${id}`, namesStayHome: true }
    const read = (kind: EntryKind, detail: object) => threadOf([{ ...entry(kind), slots: { detail: detail as never } }], away)[0]?.said
    expect(read('role.assigned', { role: 'commander', person: 'per_2' })).toBe('Made person per_2 commander.')
    expect(read('page.sent', { channel: 'phone', to: null })).toBe('Called somebody of a paging tool by phone.')
    expect(read('page.sent', { channel: 'phone' })).toBe('Called nobody in particular by phone.')
    const closed = { override: { reason: 'It was small', second_person: 'per_3' } }
    expect(read('incident.closed', closed)).toContain('person per_3 was named as agreeing.')
    const hidden = read('severity.set', { private: true, level: 'SEV1' })
    expect(hidden).toBe('Something was recorded (severity.set) while the incident was private: what it said stays closed.')
  })
  test('marks what was recorded more than a minute after it happened', () => {
    const late = (rec: number) => threadOf([entry('incident.noted', { rec })])[0]?.late
    expect([late(60_000), late(60_001)]).toEqual([false, true])
  })
  test('leads from a correction to what it corrects, and back', () => {
    const [first, second] = threadOf([
      { ...entry('clock.read', { detail: { reading: 'rdg_1' } }), leafHash: 'a' },
      { ...entry('clock.read', { detail: { reading: 'rdg_2', corrects: 'rdg_1' } }), leafHash: 'b' },
    ])
    expect([first?.correctedBy, second?.corrects]).toEqual(['b', 'a'])
    const [, mark] = threadOf([entry('incident.noted'), { ...entry('step.marked', { cor: 'leaf of incident.noted' }), leafHash: 'c' }])
    expect(mark?.corrects).toBe('leaf of incident.noted')
  })
})
