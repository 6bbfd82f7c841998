// Sentences about populations P1, P5 and P6: what is counted, what stays closed, and what is judged by which promise.
import { beforeAll, describe, expect, test } from 'vitest'
import { ada, evidenceHash, privateWord } from '../../../../test/support/incidentStory.ts'
import { makeSamplePackage, type SamplePackage, text } from '../../../../test/support/samplePackage.ts'

type Row = Record<string, string>

/** No cell of the sample holds a comma or a quote. */
function rowsOf(sample: SamplePackage, name: string): Row[] {
  const [head = '', ...lines] = text(sample.members, `data/populations/${name}`).split('\r\n').slice(0, -1)
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    expect(cells, line).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
  })
}

let sample: SamplePackage
beforeAll(async () => {
  sample = await makeSamplePackage()
})
const receipt = (population: string) => JSON.parse(text(sample.members, `data/receipts/${population}.json`))

describe('population P1', () => {
  test('holds every incident declared in the period, whatever became of it', () => {
    const rows = rowsOf(sample, 'P1-incidents.csv')
    expect(rows.map(({ incident, state }) => [incident, state])).toEqual([
      ['INC-7', 'closed'],
      ['INC-8', 'not_an_incident'],
      ['INC-9', 'declared'],
      ['INC-10', 'declared'],
    ])
  })

  test('judges times by the policy whose text travels along, and counts what was late or corrected', () => {
    const [worked, dismissed] = rowsOf(sample, 'P1-incidents.csv')
    expect(worked).toMatchObject({
      ...{
        severity: 'SEV1',
        acknowledge_within: '15 minutes (SEV1)',
        acknowledged: 'late',
        contain_within: '4 hours (SEV1)',
        contained: 'met',
      },
      ...{ aware_at: '2026-03-30T01:57:00.000Z', late_entries: '1', corrections: '1', evidence_items: '1', declared_by: ada },
    })
    expect(dismissed).toMatchObject({ severity: '', acknowledged: '', over_at: '2026-03-30T12:10:00.000Z' })
  })

  test('shows of a private incident what everybody sees, also where it was made private only later', () => {
    const shown = rowsOf(sample, 'P1-incidents.csv').filter((row) => row.private === 'yes')
    expect(
      shown.map(({ incident, title, severity, acknowledged_at, policy }) => [incident, title, severity, acknowledged_at, policy]),
    ).toEqual([
      ['INC-9', 'Private incident', 'SEV2', '', ''],
      ['INC-10', 'Private incident', 'SEV1', '', ''],
    ])
  })

  test('says in its receipt how the numbers run and that private ones are explained', () => {
    const { counts, numbering, differences, reconciliation } = receipt('P1')
    expect(counts).toMatchObject({ incidents: 4, private: 2, by_state: { closed: 1, declared: 2, not_an_incident: 1 } })
    expect(numbering).toEqual({ first: 7, last: 10, missing: 0, unknown: 0 })
    expect(differences).toContainEqual(expect.objectContaining({ what: 'Incidents that are private', count: 2, state: 'explained' }))
    expect(differences).toContainEqual(expect.objectContaining({ what: 'Incidents put on record before the period', state: 'explained' }))
    const open = differences.find(({ what }: { what: string }) => what.startsWith('Alerts found to be an incident'))
    expect(open).toMatchObject({ state: 'open', count: reconciliation.of_these_linked_to_no_incident })
  })
})

describe('population P5', () => {
  test('says of every incident whether a review was needed and held, and whether that was in time', () => {
    const rows = rowsOf(sample, 'P5-reviews.csv')
    expect(rows.map(({ incident, policy_says, required, timeliness }) => [incident, policy_says, required, timeliness])).toEqual([
      ['INC-7', 'required', 'yes', 'overdue'],
      ['INC-8', 'optional', 'no', ''],
      ['INC-9', '', '', ''],
      ['INC-10', '', '', ''],
    ])
    expect(rows[0]).toMatchObject({ weakness: 'Keys never expire', records_affected: '3', actions: '1' })
  })

  test('holds actions of earlier incidents with what was recorded of them in the period', () => {
    expect(rowsOf(sample, 'P5-actions.csv')).toMatchObject([
      { incident: 'INC-7', title: 'Let keys expire', proof: 'TICKET-1', timeliness: 'in_time', declared_in_period: 'yes' },
      { incident: '', title: 'Write it down', due_on: '', proof: 'TICKET-2', declared_in_period: 'no' },
    ])
  })
})

test('population P6 holds notices with their deadline as it was judged when they went out', () => {
  expect(rowsOf(sample, 'P6-notices.csv')).toMatchObject([
    {
      incident: 'INC-7',
      rule: 'policy.management',
      outcome: 'sent',
      timeliness: 'late',
      late_by_seconds: '3600',
      approved_before_sending: 'no',
    },
  ])
  expect(receipt('P6').counts).toMatchObject({ notices: 1, sent_without_approval: 1 })
})

describe('what stays at home', () => {
  test('no word of a private incident, and nobody’s name, is in any file of the package', () => {
    for (const [name, bytes] of sample.members) {
      const written = Buffer.from(bytes).toString('utf8')
      expect(written, name).not.toContain(privateWord)
      expect(written, name).not.toContain('Secretname')
      expect(written, name).not.toContain('e'.repeat(64))
    }
  })
})

describe('the thread of an incident', () => {
  const thread = () => text(sample.members, 'data/threads/INC-7-07070707.html')

  test('has every entry of the incident in order, with its number in the log', () => {
    const headers = text(sample.members, 'data/headers.jsonl').split('\n').slice(0, -1)
    const incident = headers.flatMap((line, at) =>
      /"obj":"inc_[0-9a-f]+07070707"/.test(line) ? [`#${at + sample.statement.openingSize}`] : [],
    )
    const shown = [...thread().matchAll(/<tr><td>(#\d+)<\/td>/g)].map(([, entry]) => entry)
    expect(shown).toEqual(incident)
    expect(shown.length).toBeGreaterThan(15)
  })

  test('shows a late entry and a correction as what they are', () => {
    expect(thread()).toMatch(
      /02:45:00<\/td><td class="time">03:25:00<\/td>.*Recorded 40 min after it happened\.<\/span><span class="said">The key is off\./,
    )
    expect(thread()).toMatch(/<td>#64<\/td>.*A correction of #63\./)
    expect(thread()).toMatch(/<td>#63<\/td>.*Corrected by #64\./)
  })

  test('names evidence by its hash, notices by their deadline, and people by their id', () => {
    expect(thread()).toContain(`21 bytes, text/plain, SHA-256 ${evidenceHash}`)
    expect(thread()).toContain('! late by 1 h')
    expect(thread()).toContain('We were careless.')
    expect(thread()).toContain('Made person …b2b2b2b2 commander.')
    expect(thread()).not.toContain('erased')
    expect(thread()).toContain('A key was used from elsewhere &lt;b&gt;')
  })

  test('of a private one holds number, state, severity, and that it is private', () => {
    const closed = text(sample.members, 'data/threads/INC-9-09090909.html')
    expect(closed).toContain('INC-9: Private incident')
    expect(closed).toContain('SEV2')
    expect(closed).not.toContain('<h2>Thread</h2>')
  })

  test('loads nothing and runs nothing', () => {
    for (const name of [...sample.members.keys()].filter((one) => one.startsWith('data/threads/'))) {
      const written = text(sample.members, name)
      expect(written).toContain("default-src 'none'")
      expect(written).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|onclick|javascript:/i)
    }
  })
})
