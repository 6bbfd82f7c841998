// Answers stand in commands that people paste at night: what is not safe there, or not known, is refused by name.
import { describe, expect, test } from 'vitest'
import { shippedTools } from '../../../test/support/toolCatalogue.ts'
import { Refusal } from '../kernel/refusal.ts'
import { decideAnswers } from './answers.ts'

const catalogue = shippedTools()

function refusalOf(value: unknown): string[] {
  try {
    decideAnswers(catalogue, value)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid_request') return error.fields.map(({ path }) => path)
    throw error
  }
  return []
}

describe('answers', () => {
  test('are taken as they were given, empty ones as none', () => {
    const value = {
      tools: { identity: 'okta', mail: '' },
      names: { 'okta-domain': 'acme.okta.com' },
      places: { company: 'Müller & Söhne AG' },
      channel: '#sec',
    }
    expect(decideAnswers(catalogue, value)).toEqual({
      tools: { identity: 'okta' },
      names: { 'okta-domain': 'acme.okta.com' },
      places: { company: 'Müller & Söhne AG' },
      channel: 'sec',
    })
    expect(decideAnswers(catalogue, {})).toEqual({ tools: {}, names: {}, places: {}, channel: null })
  })
  test.each([
    ['a tool nobody knows', { tools: { identity: 'ldap' } }, '/tools/identity'],
    ['a tool of another kind', { tools: { identity: 'slack' } }, '/tools/identity'],
    ['a kind nobody knows', { tools: { fax: 'okta' } }, '/tools/fax'],
    ['a command in a name', { names: { 'okta-domain': 'x.okta.com$(id)' } }, '/names/okta-domain'],
    ['an option as a name', { names: { 'github-org': '-f' } }, '/names/github-org'],
    ['a second line in a name', { names: { 'github-org': 'a\nb' } }, '/names/github-org'],
    ['a name that is asked in each incident', { names: { email: 'ada@example.com' } }, '/names/email'],
    ['YAML in a place', { places: { company: 'x"\nkind: policy' } }, '/places/company'],
    ['a mark in a place', { places: { company: 'x <!-- tool identity/cut-app: okta -->' } }, '/places/company'],
    ['a channel with spaces', { channel: 'our channel' }, '/channel'],
    ['a list for names', { names: ['a'] }, '/names'],
    ['an answer to nothing', { colour: 'blue' }, '/colour'],
  ])('with %s are refused', (_, value, path) => {
    expect(refusalOf(value)).toEqual([path])
  })
  test('that are no answers at all are refused', () => {
    for (const value of [null, 'okta', 3, []]) expect(() => decideAnswers(catalogue, value)).toThrow(Refusal)
  })
})
