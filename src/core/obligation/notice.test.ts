// Sentences about notices: what a draft lacks, how blanks are filled, and that nothing in a value is looked at twice.
import { describe, expect, test } from 'vitest'
import { noticeTemplates, obligationCatalogue } from '../../../test/support/obligationCatalogue.ts'
import { Refusal } from '../kernel/refusal.ts'
import { missingContent } from './content.ts'
import { fillTemplate, readNoticeTemplate } from './noticeTemplate.ts'
import { ruleById } from './rule.ts'

const catalogue = obligationCatalogue()
const warning = ruleById(catalogue, 'eu-nis2-23.early-warning') ?? expect.fail('no early warning')
const front = {
  kind: 'notice-template',
  id: 'short',
  title: 'Short',
  audience: 'internal',
  content: ['update'],
  asks: { who: 'who writes' },
  used_by: [],
}
const short = readNoticeTemplate(front, '{{who}} says: {{ update }}. {{update}}! {{Not A Blank}} {{ }}')

describe('required content', () => {
  test('is missing in the order of the rule, in words', () => {
    expect(missingContent(catalogue, warning, {}).map(({ id }) => id)).toEqual(['malicious-cause', 'cross-border'])
    expect(missingContent(catalogue, warning, { 'malicious-cause': 'Yes, ransomware.' })).toEqual([
      { id: 'cross-border', words: 'whether other countries are or could be affected' },
    ])
  })
  test.each(['', '   ', 'TBD', 'to be confirmed', '...', '—', '[who]', '{{cross-border}}', 'n/a'])(
    'is not there because of “%s”',
    (text) => {
      expect(missingContent(catalogue, warning, { 'malicious-cause': 'Yes', 'cross-border': text })).toHaveLength(1)
    },
  )
  test('may say that something is not known yet', () => {
    expect(missingContent(catalogue, warning, { 'malicious-cause': 'Not known yet.', 'cross-border': 'None.' })).toEqual([])
  })
})

describe('a template', () => {
  test('is filled everywhere, and says which blanks are left', () => {
    expect(fillTemplate(short, { who: 'Ada', update: 'done' })).toEqual({
      text: 'Ada says: done. done! {{Not A Blank}} {{ }}',
      unfilled: [],
    })
    const half = fillTemplate(short, { update: 'done' })
    expect(half.unfilled).toEqual(['who'])
    expect(half.text).toContain('**[to be filled: who writes]** says')
  })
  test('puts values in as they are: no blank, no replacement pattern and no inherited name in them means anything', () => {
    expect(fillTemplate(short, { who: 'Ada {{update}}', update: "$& $1 $'" }).text).toBe(
      "Ada {{update}} says: $& $1 $'. $& $1 $'! {{Not A Blank}} {{ }}",
    )
    const named = readNoticeTemplate({ ...front, content: [], asks: { constructor: 'x' } }, '{{constructor}}')
    expect(fillTemplate(named, {}).unfilled).toEqual(['constructor'])
  })
  test('of the catalogue, filled wholly, has no blank left', () => {
    for (const { template } of noticeTemplates()) {
      const values = Object.fromEntries([...template.content, ...Object.keys(template.asks)].map((name) => [name, 'Said.']))
      const { text, unfilled } = fillTemplate(template, values)
      expect(unfilled).toEqual([])
      expect(text).not.toMatch(/\{\{|to be filled/)
    }
  })
  test('with front matter that is not as it must be is refused with the place', () => {
    try {
      readNoticeTemplate({ ...front, audience: 'everybody' }, '')
      expect.fail('was not refused')
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      expect(error instanceof Refusal && error.fields[0]?.path).toBe('/audience')
    }
  })
})
