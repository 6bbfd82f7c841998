// A text to begin from is read as what it says it is.
import { expect, test } from 'vitest'
import { parsePolicy } from '../../../core/policy/parsePolicy.ts'
import { parseRunbook } from '../../../core/runbook/parseRunbook.ts'
import { firstText, idFromTitle } from './firstText.ts'

const odd = 'Key "leaked": what now? \\ #1'

test('whatever stands in a title, the text says it again', () => {
  expect(parseRunbook(firstText('runbook', 'key', odd)).runbook).toMatchObject({ id: 'key', title: odd })
  expect(parsePolicy(firstText('policy', 'key', odd)).policy).toMatchObject({ id: 'key', title: odd })
})

test('its only problems are the places to fill in', () => {
  const rules = (text: string) => new Set(parseRunbook(text).problems.map(({ rule }) => rule))
  expect([...rules(firstText('runbook', 'key', 'Key'))].filter((rule) => !rule.includes('placeholder'))).toEqual([])
})

test('a title makes a name that an address can hold', () => {
  expect(idFromTitle('Überlastete Datenbank: Verbindungen!')).toBe('uberlastete-datenbank-verbindungen')
  expect(idFromTitle('…')).toBe('')
})
