// The words and figures of evidence.
import { expect, test } from 'vitest'
import { kindOf, lossMark, sizeText } from './evidenceWords.ts'

test('sizes are said in the unit that reads best', () => {
  expect([0, 1, 999, 1000, 1_234_567, 4_000_000_000, 2e12, 3e15].map(sizeText)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '1.2 MB',
    '4 GB',
    '2 TB',
    '3,000 TB',
  ])
})

test('what a command said is called so, whatever its bytes are', () => {
  const command = { line: 'last', exit_code: 0, host: 'db-01', tool_version: null, started_at: '', ended_at: '' }
  expect(kindOf({ type: 'text/plain; charset=utf-8', command })).toBe('what a command said')
  expect(kindOf({ type: 'text/plain; charset=utf-8', command: null })).toBe('text')
  expect(kindOf({ type: 'application/octet-stream', command: null })).toBe('file')
  expect(kindOf({ type: 'application/vnd.tcpdump.pcap', command: null })).toBe('network capture')
})

test('what is lost within a day is marked, what is past its time more so, and what is settled not at all', () => {
  const now = Date.parse('2026-05-03T12:00:00Z')
  expect(lossMark({ standing: 'open', lost_at: '2026-05-04T11:00:00Z' }, now)).toBe('soon')
  expect(lossMark({ standing: 'open', lost_at: '2026-05-05T11:00:00Z' }, now)).toBe('')
  expect(lossMark({ standing: 'open', lost_at: '2026-05-03T11:00:00Z' }, now)).toBe('late')
  expect(lossMark({ standing: 'past', lost_at: '2026-05-03T11:00:00Z' }, now)).toBe('late')
  expect(lossMark({ standing: 'open', lost_at: null }, now)).toBe('')
  expect(lossMark({ standing: 'captured', lost_at: '2026-05-03T11:00:00Z' }, now)).toBe('')
})
