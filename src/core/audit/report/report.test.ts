// Sentences about how the report words things, and that nothing from outside becomes markup.
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSamplePackage, type SamplePackage, text } from '../../../../test/support/samplePackage.ts'
import { html, page } from '../../document/html.ts'
import { count, dayText, lengthText, plural, stretches, timeText } from '../../document/phrases.ts'
import { toInstant } from '../../kernel/instant.ts'

describe('words', () => {
  test.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [8040, '2 h 14 min'],
    [86_400, '1 d'],
    [90_061, '1 d 1 h'],
    [9 * 86_400 + 4 * 3600, '9 d 4 h'],
  ])('%i seconds are %s', (seconds, said) => {
    expect(lengthText(seconds)).toBe(said)
  })
  test('numbers, days and times read the same everywhere', () => {
    expect([count(1_234_567), count(999), plural(1, 'alert'), plural(2, 'delivery', 'deliveries')]).toEqual([
      '1,234,567',
      '999',
      '1 alert',
      '2 deliveries',
    ])
    expect([dayText('2026-07-01'), timeText(toInstant(0)), timeText(null), lengthText(null)]).toEqual([
      '1 Jul 2026',
      '1970-01-01 00:00',
      '–',
      '–',
    ])
  })
  test('days that follow one another are one stretch', () => {
    expect(stretches(['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-09', '2026-07-31', '2026-08-01'])).toEqual([
      '1–3 Jul',
      '9 Jul',
      '31 Jul – 1 Aug',
    ])
    expect(stretches([])).toEqual([])
  })
})

describe('a page', () => {
  test('escapes whatever is put into it', () => {
    expect(html`<p title="${'"><script>alert(1)</script>'}">${"<b>&'"}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;b&gt;&amp;&#39;</p>',
    )
  })
  test('cannot be left through the text at its foot, which stands in a style', () => {
    const written = page({ title: 'x', eyebrow: 'x', footer: '"}</style><script>alert(1)</script>', body: html`<p></p>` })
    expect(written).not.toContain('<script>')
    expect(written.match(/<\/style>/g)).toHaveLength(1)
  })
})

describe('the report of a period', () => {
  let sample: SamplePackage
  beforeAll(async () => {
    sample = await makeSamplePackage({ plan: { alertsPerDay: 60 } })
  })
  const report = () => text(sample.members, 'data/report.html')

  test('says how many alerts there were and what became of them, and shows the exceptions', () => {
    expect(report()).toMatch(/\d+ alerts were received, each of them listed in data\/populations\/P2-alerts\.csv\./)
    expect(report()).toContain('Alerts without a review')
    expect(report()).toContain('Alerts reviewed late')
  })
  test('says what it rests on and what is not proved', () => {
    expect(report()).toContain('A server operator who rewrites everything and signs again')
    expect(report()).toContain('not anchored')
    for (const name of sample.members.keys())
      if (name.startsWith('data/populations/')) expect(report()).toContain(name.slice('data/populations/'.length))
  })
  test('makes a quiet source a statement', () => {
    expect(report()).toMatch(/No alert on any day of the period; on them the source was heard [\d,]+ times\./)
  })
  test('loads nothing and runs nothing', () => {
    for (const name of ['data/report.html', 'data/README.html']) {
      const written = text(sample.members, name)
      expect(written).toContain("default-src 'none'")
      expect(written).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|onclick|javascript:/i)
      expect(written).not.toMatch(/(src|href)=/)
    }
  })
  test('carries its verification line', () => {
    expect(report()).toContain(`ledger ${sample.ledger.origin} · checkpoint ${sample.statement.closingSize} · root `)
  })
})
