// A rotation while it is written, and its next four weeks.
import { describe, expect, test } from 'vitest'
import { formatInstant, type Instant } from '../../../core/kernel/instant.ts'
import { emptyRotation, localText, moved, previewOf, type RotationDraft, rotationBody, whyNotRotation } from './rotationDraft.ts'

const now = Date.parse('2026-05-06T12:00:00Z') as Instant
const draft: RotationDraft = {
  ...emptyRotation('Europe/Zurich', '2026-05-04'),
  name: 'On call',
  people: ['per_a', 'per_b'],
}

describe('the preview of a rotation', () => {
  test('names who is on call from now on, turn by turn, for four weeks', () => {
    const { shifts, gap } = previewOf(draft, now)
    expect(shifts.map(({ person, from }) => `${person} ${formatInstant(from).slice(0, 16)}`)).toEqual([
      'per_a 2026-05-06T12:00',
      'per_b 2026-05-11T07:00',
      'per_a 2026-05-18T07:00',
      'per_b 2026-05-25T07:00',
      'per_a 2026-06-01T07:00',
    ])
    expect(gap).toBeNull()
  })
  test('says until when nobody is on call, where it begins later', () => {
    const { gap } = previewOf({ ...draft, startsOn: '2026-05-12' }, now)
    expect(gap && formatInstant(gap)).toContain('2026-05-18T07:00')
  })
  test('shows who stands in, and is empty where the draft cannot say', () => {
    const from = localText(Date.parse('2026-05-07T00:00:00Z'))
    const to = localText(Date.parse('2026-05-08T00:00:00Z'))
    const { shifts } = previewOf({ ...draft, standIns: [{ person: 'per_c', from, to }] }, now)
    expect(shifts.map(({ person, because }) => [person, because]).slice(0, 3)).toEqual([
      ['per_a', 'turn'],
      ['per_c', 'override'],
      ['per_a', 'turn'],
    ])
    expect(previewOf({ ...draft, timeZone: 'Nowhere' }, now).shifts).toEqual([])
  })
})

describe('a rotation that is written', () => {
  test('says what is missing first', () => {
    expect(whyNotRotation(draft)).toBeNull()
    expect(whyNotRotation({ ...draft, name: ' ' })).toContain('name')
    expect(whyNotRotation({ ...draft, people: [] })).toContain('at least one person')
    expect(whyNotRotation({ ...draft, standIns: [{ person: 'per_c', from: '2026-05-08T00:00', to: '2026-05-07T00:00' }] })).toContain(
      'later',
    )
  })
  test('goes to the server as it takes it', () => {
    const standIn = { person: 'per_c', from: localText(now), to: localText(now + 3_600_000) }
    expect(rotationBody({ ...draft, standIns: [standIn] })).toMatchObject({
      handover: { weekday: 1, time: '09:00' },
      people: ['per_a', 'per_b'],
      overrides: [{ person_id: 'per_c', from: '2026-05-06T12:00:00.000Z', to: '2026-05-06T13:00:00.000Z' }],
    })
  })
  test('has people moved up and down, and no further than the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  })
})
