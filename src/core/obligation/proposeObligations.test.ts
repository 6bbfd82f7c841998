// Sentences about proposals: why a rule comes up, what is still unknown, and that nothing is dropped for want of an answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { obligationCatalogue } from '../../../test/support/obligationCatalogue.ts'
import { judge } from './condition.ts'
import { dataQuestions, emptyInterview, eventQuestions, type Interview, roleQuestions, sectorQuestions } from './interview.ts'
import { proposeObligations } from './proposeObligations.ts'

const catalogue = obligationCatalogue()

function proposed(interview: Partial<Interview>) {
  return proposeObligations(catalogue, { ...emptyInterview, ...interview }, [])
}
function find(interview: Partial<Interview>, rule: string) {
  return proposed(interview).proposed.find((proposal) => proposal.rule.id === rule)
}
const is = <Name extends string>(...names: Name[]) => ({ is: names, isNot: [], rest: 'unknown' as const })
const only = <Name extends string>(...names: Name[]) => ({ is: names, isNot: [], rest: 'is-not' as const })

describe('proposals', () => {
  test('with no answer at all are every rule, each with what would decide it', () => {
    const { proposed: all, ruledOut } = proposed({})
    expect(all).toHaveLength(catalogue.rules.length)
    expect(ruledOut).toEqual([])
    for (const { rule, unknown, verdict } of all) {
      expect(verdict).toBe('may-apply')
      expect(unknown.length, rule.id).toBe(rule.conditions.length)
    }
  })
  test('say what would make a rule apply', () => {
    const california = find({ roles: is('controller'), places: is('US-CA'), kinds: is('credentials') }, 'us-ca.agency')
    expect(california?.unknown).toEqual(['Would apply if 501 or more people in California are affected.'])
    expect(california?.why).toContain('people or business in California')
  })
  test('follow a count over a threshold, and keep a rule while the count can still grow', () => {
    const base = { roles: is('controller' as const), places: is('US-CA'), kinds: is('credentials' as const) }
    expect(find({ ...base, people: { 'US-CA': 501 } }, 'us-ca.agency')?.unknown).toEqual([])
    expect(find({ ...base, people: { 'US-CA': 500 } }, 'us-ca.agency')).toBeUndefined()
    expect(find({ ...base, people: { 'US-NY': 10 } }, 'us-ca.agency')?.unknown).toHaveLength(1)
    expect(
      find({ sectors: is('hipaa_covered'), kinds: is('health'), people: { 'US-TX': 499 } }, 'us-hipaa-408b.hhs-portal')?.unknown,
    ).toEqual(['Would apply if 500 or more people are affected; 499 counted so far.'])
  })
  test('know that 500 in one state is enough for the federal agency, and not for the media', () => {
    const hospital = {
      sectors: only('hipaa_covered' as const),
      kinds: is('health' as const),
      places: only('US-TX'),
      people: { 'US-TX': 500 },
      everyone: 500,
    }
    expect(find(hospital, 'us-hipaa-408b.hhs-portal')).toBeDefined()
    expect(find(hospital, 'us-hipaa-408c.annual-log')).toBeUndefined()
    expect(find(hospital, 'us-hipaa-406.media-notice')).toBeUndefined()
    expect(find({ ...hospital, people: { 'US-TX': 501 }, everyone: 501 }, 'us-hipaa-406.media-notice')).toBeDefined()
  })
  test('count a country of the economic area as Europe, and health data as personal data', () => {
    const munich = find({ roles: only('controller'), places: only('DE'), kinds: only('health') }, 'eu-gdpr-33-1.notification')
    expect(munich?.unknown).toEqual([])
    expect(munich?.toJudge).toContain('unless unlikely to result in a risk')
    expect(find({ roles: only('controller'), places: only('DE'), kinds: only('health') }, 'uk-gdpr-33.ico-notification')).toBeUndefined()
  })
  test('do not take people in the United States for people of no state', () => {
    const somewhere = find({ roles: is('controller'), places: only('US'), kinds: is('credentials') }, 'us-ca.individuals')
    expect(somewhere?.unknown).toEqual(['Would apply if people or business in California are affected.'])
  })
  test('say of what is ruled out which answer did it', () => {
    const { ruledOut } = proposed({ sectors: only() })
    expect(ruledOut.find(({ rule }) => rule.id === 'us-sec-8k-105.form-8-k')?.because).toContain('Are your securities registered')
  })
  test('contain every customer whose clause was entered', () => {
    const clause = {
      customer: 'Acme',
      contact: 'legal@example.com',
      clock: 'awareness',
      zone: null,
      calendar: null,
      clause: '§ 7',
    } as const
    const { proposed: all } = proposeObligations(catalogue, emptyInterview, [
      { ...clause, id: 'acme', within: { amount: 48, unit: 'hours' } },
    ])
    expect(all.find(({ rule }) => rule.id === 'contract-acme.notice')?.why).toContain('Contract with Acme')
  })

  test('lose no rule to an answer that is missing: every rule is proposed or ruled out by an answer that was given', () => {
    const choice = <Name extends string>(names: readonly Name[]) =>
      fc.record({ is: fc.subarray([...names]), isNot: fc.constant([]), rest: fc.constantFrom('is-not' as const, 'unknown' as const) })
    const keys = <Name extends string>(questions: Readonly<Record<Name, string>>) => Object.keys(questions) as Name[]
    const places = ['US', 'US-CA', 'US-NY', 'DE', 'GB', 'JP', 'CA-QC']
    const anyInterview: fc.Arbitrary<Interview> = fc.record({
      roles: choice(keys(roleQuestions)),
      places: choice(places),
      people: fc.dictionary(fc.constantFrom(...places), fc.integer({ min: 0, max: 2000 })),
      everyone: fc.option(fc.integer({ min: 0, max: 5000 })),
      kinds: choice(keys(dataQuestions)),
      sectors: choice(keys(sectorQuestions)),
      events: choice(keys(eventQuestions)),
    })
    fc.assert(
      fc.property(anyInterview, (interview) => {
        const { proposed: all, ruledOut } = proposeObligations(catalogue, interview, [])
        expect(all.length + ruledOut.length).toBe(catalogue.rules.length)
        // Nothing is ruled out by what was not said: there is an answer to point at.
        for (const { rule } of ruledOut)
          if (rule.conditions.every((condition) => judge(condition, emptyInterview).answer !== 'unknown')) throw new Error(rule.id)
        const open = proposeObligations(catalogue, { ...interview, sectors: { ...interview.sectors, rest: 'unknown' } }, []).proposed
        const stillOpen = new Set(open.map(({ rule }) => rule.id))
        expect(all.filter(({ rule }) => !stillOpen.has(rule.id))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
