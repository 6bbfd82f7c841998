// Does a package answer “was this policy current?” as the entries do, and is whoever keeps an earlier entry back caught?
import { beforeAll, describe, expect, test } from 'vitest'
import { documentOfStory, lapse, versionsOfStory } from '../../../test/support/auditedDocuments.ts'
import {
  makeSamplePackage,
  relisted,
  type SamplePackage,
  text,
  verified,
  verifyMembers,
  withText,
} from '../../../test/support/samplePackage.ts'
import { earlierLine, parseEarlierLine } from '../../core/audit/earlierLine.ts'
import { paths } from '../../core/audit/packageLayout.ts'

const rowsOf = (csv: string) => {
  const [head = '', ...rows] = csv.trim().split('\r\n')
  const names = head.split(',')
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] ?? '', cell])))
}

describe('the documents of a package', () => {
  let sample: SamplePackage
  const population = (name: string) => rowsOf(text(sample.members, `data/populations/${name}`))
  const lines = () => text(sample.members, paths.earlier).trimEnd().split('\n')
  const verify = (change: (earlier: string) => string) =>
    verifyMembers(relisted(withText(sample.members, paths.earlier, change)), sample.ledger.verifierKey)

  beforeAll(async () => {
    // Two days later than usual: its beginning lies before the opening checkpoint.
    sample = await makeSamplePackage({ firstDay: '2026-03-31', lastDay: '2026-04-01', documents: true })
  })

  test('say that a policy lapsed, for how long, and what ended it', async () => {
    expect(lines().length).toBeGreaterThan(3)
    verified(await verifyMembers(sample.members, sample.ledger.verifierKey))
    const [policy, runbook] = population('P8-documents.csv')
    expect(policy).toMatchObject({
      kind: 'policy',
      document: documentOfStory,
      current_throughout: 'no',
      versions_in_force: '2',
      days_retired: '0.0',
    })
    expect(policy).toMatchObject({ days_review_overdue: '1.0', all_approved: 'yes' })
    expect(runbook).toMatchObject({ kind: 'runbook', document: 'leaked-key', versions_in_force: '0', current_throughout: 'no' })
    expect(population('P8-gaps.csv').filter(({ kind }) => kind === 'policy')).toMatchObject([
      { because: 'review-overdue', from: new Date(lapse.from).toISOString(), until: new Date(lapse.until).toISOString(), days: '1.0' },
    ])
    expect(population('P8-versions.csv').map(({ version_sha256: sha256 }) => sha256)).toEqual(expect.arrayContaining([...versionsOfStory]))
  })

  test('whoever keeps an entry back from before the opening checkpoint is told how many there were', async () => {
    const without = await verify((earlier) => earlier.split('\n').slice(1).join('\n'))
    expect(without).toMatchObject({ verified: false, area: 'entries' })
    expect(without.verified === false && without.reason).toMatch(/the package has \d+; entry #\d+ says that there were \d+/)
  })

  test('an earlier entry that was altered, moved, or told twice is refused', async () => {
    const altered = await verify((earlier) => earlier.replace('"number":1', '"number":7'))
    expect(altered).toMatchObject({ verified: false, reason: expect.stringContaining('not what was committed to') })
    const moved = await verify((earlier) => {
      const [first = '', second = '', ...rest] = earlier.split('\n')
      return [second, first, ...rest].join('\n')
    })
    expect(moved).toMatchObject({ verified: false, reason: expect.stringContaining('does not stand in its order') })
    const twice = await verify((earlier) => `${earlier.split('\n')[0]}\n${earlier}`)
    expect(twice).toMatchObject({ verified: false, reason: expect.stringContaining('does not stand in its order') })
    const elsewhere = await verify((earlier) => earlier.replace(/"i":(\d+)/, (_, index) => `"i":${Number(index) - 1}`))
    expect(elsewhere).toMatchObject({ verified: false, reason: expect.stringContaining('not shown to lie under the opening checkpoint') })
  })

  test('an entry about something else does not become one about documents', async () => {
    const strange = await verify((earlier) => `${earlier}{"h":{},"i":0}\n`)
    expect(strange).toMatchObject({ verified: false, reason: expect.stringContaining('not an earlier entry') })
  })

  test('an earlier entry comes out of its line as the bytes it was', () => {
    for (const line of lines()) {
      const bytes = new TextEncoder().encode(line)
      expect(new TextDecoder().decode(earlierLine(parseEarlierLine(bytes)))).toBe(`${line}\n`)
    }
  })
})
