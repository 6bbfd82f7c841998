// Does a package say how many of those asked had acknowledged a policy, when, and without a name; and is whoever changes the audience caught?
import { beforeAll, describe, expect, test } from 'vitest'
import { askedInStory, documentOfStory } from '../../../test/support/auditedDocuments.ts'
import {
  makeSamplePackage,
  relisted,
  type SamplePackage,
  text,
  verified,
  verifyMembers,
  withText,
} from '../../../test/support/samplePackage.ts'
import { paths } from '../../core/audit/packageLayout.ts'

const rowsOf = (csv: string) => {
  const [head = '', ...rows] = csv.trim().split('\r\n')
  const names = head.split(',')
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] ?? '', cell])))
}
const coverage = 'data/populations/P8-acknowledgement-coverage.csv'
const asked = 'data/populations/P8-asked.csv'

describe('who was asked to acknowledge', () => {
  let sample: SamplePackage
  const [early, leaving, late] = askedInStory
  const own = (name: string) => rowsOf(text(sample.members, name)).filter(({ document }) => document === documentOfStory)
  const verify = async (name: string, change: (text: string) => string) => {
    const changed = withText(sample.members, name, change)
    expect(text(changed, name)).not.toBe(text(sample.members, name))
    return verifyMembers(relisted(changed), sample.ledger.verifierKey)
  }
  const without = (word: string) => (lines: string) =>
    lines
      .split('\n')
      .filter((line) => !line.includes(word))
      .join('\n')

  beforeAll(async () => {
    sample = await makeSamplePackage({ firstDay: '2026-03-31', lastDay: '2026-04-01', documents: true })
  })

  test('is counted at every change, with who had and who was late', () => {
    const points = own(coverage).map(({ number, from, asked: all, acknowledged, overdue }) => [number, from, all, acknowledged, overdue])
    expect(points).toEqual([
      ['1', '2026-03-30T22:00:00.000Z', '2', '1', '0'],
      ['1', '2026-03-31T00:00:00.000Z', '2', '1', '1'],
      ['2', '2026-04-01T01:00:00.000Z', '2', '0', '0'],
      ['2', '2026-04-01T08:12:00.000Z', '3', '0', '0'],
      ['2', '2026-04-01T10:36:00.000Z', '3', '1', '0'],
      ['2', '2026-04-01T13:00:00.000Z', '2', '1', '0'],
    ])
  })

  test('is listed by id when a version was replaced and when the period ended', () => {
    expect(own(asked).map(({ number, person_id: person, standing }) => [number, person, standing])).toEqual([
      ['1', early, 'acknowledged'],
      ['1', leaving, 'overdue'],
      ['2', early, 'acknowledged'],
      ['2', late, 'due'],
    ])
  })

  test('is said by the verifier in sentences, with what they do not say', async () => {
    const { proved, notProved } = verified(await verifyMembers(sample.members, sample.ledger.verifierKey))
    const said = proved.find((line) => line.startsWith('Acknowledgements:'))
    expect(said).toContain('Version 1: 1 of the 2 people asked had acknowledged it when it was no longer in force; the other was overdue.')
    expect(said).toContain('Version 2: 1 of the 2 people asked had acknowledged it when the period ended.')
    const limit = notProved.find((line) => line.startsWith('Whose the ids'))
    expect(limit).toContain('“field crew” is asked as well, and is neither a role nor a person')
    expect(limit).toContain('has read it is on no record')
  })

  test('is told without a name or an address', () => {
    for (const bytes of sample.members.values()) expect(Buffer.from(bytes).includes('somebody@example.com')).toBe(false)
  })

  test('does not become smaller by keeping a person back, from before the opening checkpoint or after it', async () => {
    const before = await verify(paths.earlier, without(leaving))
    expect(before).toMatchObject({ verified: false, area: 'entries', reason: expect.stringContaining('that documents rest on') })
    const inside = await verify(paths.headers, without(late))
    expect(inside).toMatchObject({ verified: false, area: 'entries' })
    const closed = await verify(paths.openings, without('"role":"responder"'))
    expect(closed).toMatchObject({
      verified: false,
      area: 'openings',
      reason: expect.stringMatching(/detail of entry #\d+ \(person\.joined\) is not/),
    })
  })

  test('does not become another by changing a role, a date or a figure', async () => {
    const role = await verify(paths.earlier, (lines) => lines.replace('"role":"responder"', '"role":"viewer"'))
    expect(role).toMatchObject({ verified: false, reason: expect.stringContaining('not what was committed to') })
    const until = await verify(paths.openings, (lines) =>
      lines.replace('"active_until":null,"role":"responder"', '"active_until":0,"role":"responder"'),
    )
    expect(until).toMatchObject({ verified: false, reason: expect.stringContaining('not what was committed to') })
    const figure = await verify(coverage, (csv) => csv.replace(',3,1,2,0', ',3,3,0,0'))
    expect(figure).toMatchObject({
      verified: false,
      area: 'populations',
      reason: expect.stringContaining('P8-acknowledgement-coverage.csv'),
    })
  })
})
