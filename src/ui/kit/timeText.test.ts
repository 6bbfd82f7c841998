// Time in words, in a zone that is not UTC.
import { describe, expect, test } from 'vitest'
import { agoText, dateText, dayText, dueText, durationText, exactText, localText, secondsText, utcText } from './timeText.ts'

const zone = 'Europe/Zurich'
const now = Date.parse('2026-03-03T13:05:09Z')

describe('time in words', () => {
  test('today is a clock time in the reader’s zone, 24-hour', () => {
    expect(localText(Date.parse('2026-03-03T20:30:00Z'), now, zone)).toBe('21:30')
  })
  test('midnight is 00, never 24', () => {
    expect(localText(Date.parse('2026-03-02T23:00:00Z'), now, zone)).toBe('00:00')
  })
  test('another day names the day, another year the year', () => {
    expect(localText(Date.parse('2026-03-01T08:00:00Z'), now, zone)).toBe('Sun 1 Mar, 09:00')
    expect(localText(Date.parse('2025-03-01T08:00:00Z'), now, zone)).toBe('1 Mar 2025, 09:00')
  })
  test('a day is the reader’s own', () => {
    const at = new Date(2026, 2, 3, 23, 59).getTime()
    expect(dayText(at)).toBe('Tue 3 Mar 2026')
  })
  test('evidence has seconds, and UTC beside it', () => {
    expect(exactText(now, zone)).toBe('Tue 3 Mar 2026, 14:05:09')
    expect(utcText(now)).toBe('2026-03-03 13:05:09 UTC')
  })
  test('anything under a day says how long ago', () => {
    expect(agoText(now - 3 * 60_000, now)).toBe('3 min ago')
    expect(agoText(now - 25 * 3_600_000, now)).toBeNull()
    expect(agoText(now + 5 * 60_000, now)).toBe('in 5 min')
  })
  test('what happened since the page’s clock moved is now, and not about to happen', () => {
    expect([now + 11_000, now + 29_000, now, now - 9_000].map((at) => agoText(at, now))).toEqual(['now', 'now', 'now', 'now'])
    expect(agoText(now + 31_000, now)).toBe('in 31 s')
  })
  test('a deadline counts down in words and stays visible when passed', () => {
    expect(dueText(now + 134 * 60_000, now, zone)).toEqual({
      text: 'due in 2 h 14 min, 16:19 CET',
      short: 'due in 2 h 14 min',
      mark: 'open',
    })
    expect(dueText(now + 20 * 60_000, now, zone).mark).toBe('soon')
    expect(dueText(now - 4 * 3_600_000, now, zone)).toEqual({ text: '4 h late', short: '4 h late', mark: 'late' })
  })
  test('durations have two units at most', () => {
    expect(durationText(40_000)).toBe('40 s')
    expect(durationText(26 * 3_600_000)).toBe('1 d 2 h')
    expect(durationText(12.5 * 86_400_000)).toBe('12 d')
  })
  test('a setting in seconds is said exactly', () => {
    expect([86_400, 5_400, 60, 61].map(secondsText)).toEqual(['1 d', '90 min', '1 min', '61 s'])
  })
  test('a calendar date does not move with the zone', () => {
    expect(dateText('2026-03-01')).toBe('1 March 2026')
  })
})
