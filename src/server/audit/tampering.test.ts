// Sentences about packages that somebody changed who also writes the lists of hashes again: none of them is ever accepted, and the first reason says
// what was seen.
import { beforeAll, describe, expect, test } from 'vitest'
import { places } from '../../../test/support/flippedBytes.ts'
import {
  type Members,
  makeSamplePackage,
  relisted,
  type SamplePackage,
  text,
  verifyMembers,
  withText,
} from '../../../test/support/samplePackage.ts'
import { openingLine } from '../../core/audit/openingLine.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import type { Verdict } from '../../core/audit/verify/verdict.ts'

let sample: SamplePackage

beforeAll(async () => {
  sample = await makeSamplePackage()
})

const key = () => sample.ledger.verifierKey
const lines = (members: Members, name: string) => text(members, name).split('\n').slice(0, -1)
const joined = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')

async function refused(members: ReadonlyMap<string, Uint8Array>): Promise<Extract<Verdict, { verified: false }>> {
  const verdict = await verifyMembers(members, key())
  if (verdict.verified) throw new Error('it was verified')
  return verdict
}

test('an untouched package is verified', async () => {
  const verdict = await verifyMembers(sample.members, key())
  expect(verdict).toMatchObject({ verified: true, figures: { alerts: 13, sources: 3 } })
})

describe('whoever writes the lists of hashes again and', () => {
  const changed = (name: string, change: (text: string) => string) => relisted(withText(sample.members, name, change))

  test('drops a header, is caught by the count; one in exchange for another, by the tree', async () => {
    const headers = lines(sample.members, paths.headers)
    for (const at of places(headers.length, 25)) {
      const dropped = headers.filter((_, index) => index !== at)
      expect((await refused(changed(paths.headers, () => joined(dropped)))).reason).toMatch(/of the \d+ entries/)
      const doubled = [...dropped.slice(0, at), headers[at === 0 ? 1 : 0] as string, ...dropped.slice(at)]
      expect((await refused(changed(paths.headers, () => joined(doubled)))).reason).toMatch(/do not lead to the closing checkpoint/)
    }
  })

  test('changes the order of two headers, is caught by the tree', async () => {
    const headers = lines(sample.members, paths.headers)
    for (const at of places(headers.length - 1, 25)) {
      const swapped = [...headers]
      ;[swapped[at], swapped[at + 1]] = [headers[at + 1] as string, headers[at] as string]
      expect((await refused(changed(paths.headers, () => joined(swapped)))).reason).toMatch(/do not lead to the closing checkpoint/)
    }
  })

  test('adds a header, is caught', async () => {
    const headers = lines(sample.members, paths.headers)
    expect((await refused(changed(paths.headers, () => joined([...headers, headers[0] as string])))).reason).toMatch(/more than the/)
  })

  test('edits an opening, is told which entry does not hold that', async () => {
    const reason = (await refused(changed(paths.openings, (all) => all.replace('"firing"', '"quietx"')))).reason
    expect(reason).toMatch(/What entry #\d+ \(alert\.received\) is said to hold is not what was committed to: its detail was altered/)
  })

  test('leaves an opening out, is told that nobody erased it', async () => {
    const openings = lines(sample.members, paths.openings)
    const at = openings.findIndex((line) => line.includes('"fingerprint"'))
    const reason = (await refused(changed(paths.openings, () => joined(openings.filter((_, index) => index !== at))))).reason
    expect(reason).toMatch(/The detail of entry #\d+ \(alert\.received\) is not in the package, and no entry says that it was erased/)
  })

  test('moves an opening, or gives it twice, is caught', async () => {
    const openings = lines(sample.members, paths.openings)
    const moved = [...openings.slice(1), openings[0] as string]
    expect((await refused(changed(paths.openings, () => joined(moved)))).area).toBe('openings')
    expect((await refused(changed(paths.openings, () => joined([openings[0] as string, ...openings])))).reason).toMatch(/opened twice/)
  })

  test('changes a row of a population, or leaves it out, is caught though every hash fits', async () => {
    const csv = 'data/populations/P2-alerts.csv'
    expect(
      (
        await refused(
          changed(csv, (all) => all.replace(',late,', ',in_time,').replace(',overdue,', ',in_time,').replace(',in_time,', ',late,')),
        )
      ).reason,
    ).toMatch(/P2-alerts\.csv is not what the entries come to/)
    const rows = text(sample.members, csv).split('\r\n')
    expect((await refused(changed(csv, () => rows.filter((_, at) => at !== 3).join('\r\n')))).area).toBe('populations')
  })

  test('puts the population of another period in its place, is caught', async () => {
    const other = await makeSamplePackage({ lastDay: '2026-03-31' })
    const swapped = new Map(sample.members)
    for (const name of ['data/populations/P2-alerts.csv', 'data/receipts/P2.json']) swapped.set(name, other.members.get(name) as Uint8Array)
    expect((await refused(relisted(swapped))).reason).toMatch(/P2-alerts\.csv is not what the entries come to/)
  })

  test('changes a receipt or the report, is caught', async () => {
    expect(
      (await refused(changed('data/receipts/P2.json', (all) => all.replace('"open"', '"explained"').replace('"late": ', '"late": 1'))))
        .area,
    ).toBe('populations')
    expect((await refused(changed(paths.reportHtml, (all) => all.replace('not reviewed', 'reviewed')))).reason).toMatch(
      /report\.html is not what the entries come to/,
    )
    expect((await refused(changed(paths.readme, (all) => all.replace('Never take a key', 'Take a key')))).area).toBe('populations')
  })

  test('changes the thread of an incident, or puts one in the place of another, is caught', async () => {
    const [worked, other] = ['data/threads/INC-7-07070707.html', 'data/threads/INC-8-08080808.html'] as const
    expect((await refused(changed(worked, (all) => all.replace('! late by 10 min', '✓ in time')))).reason).toMatch(
      /INC-7-07070707\.html is not what the entries come to/,
    )
    const swapped = new Map(sample.members).set(worked, sample.members.get(other) as Uint8Array)
    expect((await refused(relisted(swapped))).area).toBe('populations')
  })

  test('drops an incident, a review or a notice from its population, is caught', async () => {
    for (const name of ['P1-incidents.csv', 'P5-reviews.csv', 'P5-actions.csv', 'P6-notices.csv']) {
      const rows = text(sample.members, `data/populations/${name}`).split('\r\n')
      const without = changed(`data/populations/${name}`, () => rows.filter((_, at) => at !== 1).join('\r\n'))
      expect((await refused(without)).reason).toContain(`${name} is not what the entries come to`)
    }
  })

  test('puts an easier policy in the place of the one an incident is judged by, is caught by its hash', async () => {
    const policy = [...sample.members.keys()].find((name) => name.startsWith('data/documents/')) as string
    expect((await refused(changed(policy, (all) => all.replace('PT15M', 'PT25M')))).reason).toMatch(
      /is not the policy whose hash the entries name/,
    )
  })

  test('opens what a private incident keeps closed, is caught though the opening is true', async () => {
    const { ledger, statement } = sample
    const open = (wanted: (header: string) => boolean, slot: string) => {
      const index = ledger.kept.findIndex(({ header }) => wanted(Buffer.from(header).toString()))
      const opening = ledger.kept[index]?.openings.find((one) => one.slot === slot)
      if (index < statement.openingSize || opening === undefined) throw new Error('no such opening')
      const line = Buffer.concat(openingLine(index, opening)).toString().slice(0, -1)
      const openings = lines(sample.members, paths.openings)
      const place = (one: string) => [Number(/"i":(\d+)/.exec(one)?.[1]), /"s":"(\w+)"/.exec(one)?.[1] ?? ''] as const
      const sorted = [...openings, line].sort((one, other) => place(one)[0] - place(other)[0] || (place(one)[1] < place(other)[1] ? -1 : 1))
      return changed(paths.openings, () => joined(sorted))
    }
    const made = open((header) => /"kind":"incident.declared".*"obj":"inc_\w+0909"/.test(header), 'detail')
    expect((await refused(made)).reason).toMatch(/Entry #\d+ is opened although entry #\d+ made its incident private/)
    const file = open((header) => /"kind":"evidence.captured".*"obj":"inc_\w+0a0a"/.test(header), 'file')
    expect((await refused(file)).reason).toMatch(/The file of an entry of a private incident .* is opened/)
  })

  test('hides what an incident holds by hiding what made another private, is told that nobody erased it', async () => {
    const openings = lines(sample.members, paths.openings)
    const at = openings.findIndex((line) => line.includes('"private":true') && line.includes('"state":"declared"'))
    expect(at).toBeGreaterThan(0)
    const reason = (await refused(changed(paths.openings, () => joined(openings.filter((_, index) => index !== at))))).reason
    expect(reason).toMatch(/is not in the package, and no entry says that it was erased or its incident made private/)
  })

  test('says another period, is caught by the entry that asked for the package', async () => {
    const shorter = (all: string) =>
      all.replace('"last_day": "2026-04-01"', '"last_day": "2026-03-31"').replace('2026-04-01T22:00:00.000Z', '2026-03-31T22:00:00.000Z')
    expect((await refused(changed(paths.statement, shorter))).reason).toMatch(/says another audit or period than entry #\d+/)
    expect((await refused(changed(paths.statement, (all) => all.replace('pkg_2', 'pkg_4')))).reason).toMatch(
      /No entry between the checkpoints asks for the package/,
    )
  })

  test('adds a file, is caught', async () => {
    expect((await refused(relisted(new Map(sample.members).set('data/files/extra', new Uint8Array(3))))).reason).toMatch(
      /nothing in the log leads to it/,
    )
    expect((await refused(relisted(new Map(sample.members).set('setup.sh', new Uint8Array(3))))).reason).toMatch(
      /does not belong into a package/,
    )
  })

  test('takes any file away, is caught', async () => {
    const lists: readonly string[] = [paths.manifest, paths.tagManifest]
    for (const name of [...sample.members.keys()].filter((one) => !lists.includes(one))) {
      const without = new Map(sample.members)
      without.delete(name)
      await refused(relisted(without))
    }
  })
})
