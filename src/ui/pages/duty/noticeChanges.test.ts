// What a draft lacks is seen while it is written, by the same rules as when it is approved; and only what changed is sent.
import { expect, test } from 'vitest'
import type { Notice } from './dutyShape.ts'
import { bodyOf, textOfDraft, withChanges } from './noticeChanges.ts'

const notice = {
  to: 'csirt@example.com',
  subject: 'Early warning',
  own_text: false,
  text: '',
  values: { 'our-reference': 'INC-7' },
  covers: [] as string[],
  template_text: 'Ours: {{our-reference}}. Cause: {{malicious-cause}}',
  fields: [
    { id: 'our-reference', asks: 'our own reference' },
    { id: 'malicious-cause', asks: 'whether malice is suspected' },
  ],
} as unknown as Notice
const duty = { content: [{ id: 'malicious-cause', words: 'whether the cause is malicious' }] }

test('a blank and what the rule asks for are missing until they are filled, and “tbd” fills nothing', () => {
  const missing = (cause: string) => {
    const { blanks, missing: content } = textOfDraft(notice, withChanges(notice, { values: { 'malicious-cause': cause } }), duty)
    return [blanks.map(({ asks }) => asks), content.map(({ words }) => words)]
  }
  expect(missing('')).toEqual([['whether malice is suspected'], ['whether the cause is malicious']])
  expect(missing('tbd')).toEqual(missing(''))
  expect(missing('Suspected: the token was used from abroad.')).toEqual([[], []])
})

test('own text says what its writer says it covers, and may still hold a blank', () => {
  const written = withChanges(notice, { text: 'We were told. {{by-whom}}' })
  expect(textOfDraft(notice, written, duty)).toMatchObject({ blanks: [{ id: 'by-whom' }], missing: [{ id: 'malicious-cause' }] })
  expect(textOfDraft(notice, { ...written, covers: ['malicious-cause'] }, duty).missing).toEqual([])
})

test('only what changed is sent; what was changed back is nothing', () => {
  expect(bodyOf(notice, { values: { 'our-reference': 'INC-7', 'malicious-cause': 'None.' }, to: 'csirt@example.com ' })).toEqual({
    values: { 'malicious-cause': 'None.' },
  })
  expect(bodyOf(notice, { subject: 'Early warning', values: { 'malicious-cause': '' } })).toBeUndefined()
  expect(bodyOf({ ...notice, own_text: true, text: 'Ours.' }, { text: null })).toEqual({ text: null })
})
