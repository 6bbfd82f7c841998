// Rules of the catalogue, readings of clocks and filings, for sentences about due dates.
import { expect } from 'vitest'
import { type Instant, parseInstant } from '../../src/core/kernel/instant.ts'
import type { ClockReading, Clocks, Filing } from '../../src/core/obligation/clock.ts'
import type { Due, FirmDue } from '../../src/core/obligation/due.ts'
import { type Rule, ruleById } from '../../src/core/obligation/rule.ts'
import { obligationCatalogue } from './obligationCatalogue.ts'

export const catalogue = obligationCatalogue()
export const ruleOf = (id: string): Rule => ruleById(catalogue, id) ?? expect.fail(`no rule ${id}`)
export const at = (text: string): Instant => parseInstant(text) ?? expect.fail(text)
export const now = at('2026-11-24T10:00:00Z')
export const context = { now, zone: null, calendar: null, calendars: catalogue.calendars }

export function reading(clock: ClockReading['clock'], when: Instant, more: Partial<ClockReading> = {}): ClockReading {
  return {
    id: `${clock}-${when}`,
    clock,
    at: when,
    zone: 'Europe/Berlin',
    by: 'Ada',
    basis: 'test',
    recordedAt: when,
    corrects: null,
    ...more,
  }
}
export const filed = (rule: string, when: Instant): Filing => ({ rule, at: when, zone: 'Europe/Berlin', by: 'Ada', recordedAt: when })
export const clocks = (readings: ClockReading[], filings: Filing[] = []): Clocks => ({ readings, filings })
export const firm = (due: Due): FirmDue => (due.kind === 'due' ? due : expect.fail(JSON.stringify(due)))
