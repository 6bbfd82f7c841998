// The words about what a ledger proves: never more than is so, and "not anchored" where nothing left our hands.
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import { type LedgerFacts, ledgerDoesNotProve, ledgerProves, limits } from './claims.ts'

const at = toInstant(Date.parse('2026-04-01T02:21:54.532Z'))
const facts = (more: Partial<LedgerFacts> = {}): LedgerFacts => ({ size: 10, anchored: null, simulatedUntil: null, halted: false, ...more })

describe('what a ledger proves', () => {
  test('is nothing while nothing is sealed', () => {
    expect(ledgerProves(facts({ size: 0 }))).toEqual([])
  })
  test('says of a timestamp what the authority vouches for, and of a mail only that it was sent', () => {
    const stamped = ledgerProves(facts({ anchored: { size: 7, at, kind: 'timestamp', authorityAt: at } }))
    expect(stamped.at(-1)).toBe('The first 7 entries existed before 2026-04-01T02:21:54.532Z: a timestamp authority vouches for it.')
    const mailed = ledgerProves(facts({ anchored: { size: 7, at, kind: 'mail', authorityAt: null } }))
    expect(mailed.at(-1)).toMatch(/cannot be rewritten unnoticed: their checkpoint was mailed at/)
    expect(mailed.join(' ')).not.toContain('authority')
  })
})

describe('what a ledger does not prove', () => {
  test('says "not anchored" where no checkpoint left our hands, and of how many entries since where one did', () => {
    expect(ledgerDoesNotProve(facts())[0]).toBe(`${limits.rewriting} None has left yet: not anchored.`)
    const anchored = { size: 7, at, kind: 'mail' as const, authorityAt: null }
    expect(ledgerDoesNotProve(facts({ anchored }))[0]).toContain('The 3 entries since the last anchor are not anchored.')
    expect(ledgerDoesNotProve(facts({ size: 7, anchored }))[0]).toBe(limits.rewriting)
  })
  test('always says the limits every log has', () => {
    for (const one of [facts(), facts({ halted: true, simulatedUntil: at })]) {
      expect(ledgerDoesNotProve(one)).toEqual(expect.arrayContaining([limits.bracket, limits.neverRecorded, limits.actors]))
    }
  })
  test('says that times are simulated, and that signing has stopped', () => {
    expect(ledgerDoesNotProve(facts({ simulatedUntil: at })).at(-1)).toContain('simulated times')
    expect(ledgerDoesNotProve(facts({ halted: true })).at(-1)).toContain('Signing has stopped')
  })
})
