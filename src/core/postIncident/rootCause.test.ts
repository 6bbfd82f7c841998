// Sentences about root causes: which texts name something that can be mended, which only name the event, and what is answered to those.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Refusal } from '../kernel/refusal.ts'
import { type Cause, causeAdvice, readCauseLexicon, refuseVagueWeakness, vagueness } from './rootCause.ts'

const lexicon = readCauseLexicon(parse(readFileSync(new URL('../../../catalogues/root-causes.yaml', import.meta.url), 'utf8')))

describe('a cause that only names the event is refused', () => {
  test.each([
    'unauthorized access',
    'Unauthorised access.',
    'Unauthorized access to production systems by an unknown attacker',
    'Human error',
    'Human error by an engineer during a deployment',
    'An employee made a mistake.',
    'Phishing',
    'A user clicked a link in a phishing email',
    'Misconfiguration',
    'Misconfigured S3 bucket',
    'The S3 bucket was misconfigured by the team',
    'Leaked credentials',
    'credentials were leaked',
    'Compromised credentials of an admin account',
    'Malware infection on a server',
    'Ransomware attack',
    'Unpatched vulnerability',
    'A zero-day vulnerability was exploited',
    'Third-party breach',
    'Insider threat',
    'Unknown',
    'Root cause is unknown / under investigation',
    'Lack of training',
    'Insufficient controls',
    'UNAUTHORIZED   ACCESS!!!',
    'hacked',
    'n/a',
    '???',
    'bad luck',
  ])('%s', (text) => {
    expect(vagueness(text, lexicon)).not.toBeNull()
  })
})

describe('a cause that names what can be mended is taken', () => {
  test.each([
    'The deploy token of the CI was never rotated and could write to every repository.',
    'Legacy IMAP is exempt from the second factor, so a phished password alone opened the mailbox.',
    'The bucket policy of customer-exports allowed “*”; the Terraform module has no check that refuses public policies.',
    'Leavers keep their database role, because off-boarding closes only the single sign-on.',
    'Human error was enough because migrations run against production from any laptop without a confirmation.',
    'The VPN gateway missed a fix for 74 days: appliances are not in the inventory that patching works from.',
    'Alerts went to a channel archived in March',
    'A session cookie stayed valid for 30 days after sign-out',
  ])('%s', (text) => {
    expect(vagueness(text, lexicon)).toBeNull()
  })
  test('and so is every example that the advice quotes', () => {
    expect(lexicon.families.map(({ example }) => vagueness(example, lexicon))).toEqual(lexicon.families.map(() => null))
  })
})

describe('a chain', () => {
  const event: Cause = { kind: 'event', text: 'Phishing' }
  const weakness: Cause = { kind: 'weakness', text: 'Legacy IMAP accepts a password alone from outside the office.' }

  test('may begin with a bare event, and ends in a weakness', () => {
    expect(causeAdvice([event, weakness], lexicon)).toEqual([])
  })
  test('that is empty, or ends before the weakness, is not finished', () => {
    expect(causeAdvice([], lexicon)).toHaveLength(1)
    expect(causeAdvice([weakness, event], lexicon)[0]).toContain('ends too early')
  })
  test('with a bare event called a weakness is refused at its place, with an example', () => {
    try {
      refuseVagueWeakness([event, { kind: 'weakness', text: 'Human error' }], lexicon)
      expect.fail('was not refused')
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      const { code, message, fields } = error as Refusal
      expect(code).toBe('cause_not_specific')
      expect(message).toContain('shared admin password')
      expect(fields[0]?.path).toBe('/causes/1/text')
    }
  })
})
