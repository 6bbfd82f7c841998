// What is promised of rules that know the house: they say nothing where nothing is known, and nothing of who or what is only called alike.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { readRetention } from '../evidence/retention.ts'
import { type House, unknownHouse } from './house.ts'
import { houseLogs } from './houseLogs.ts'
import { lintDocument } from './lintDocument.ts'

const lexicons = shippedLexicons()
const catalogues = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues')
const logs = houseLogs(
  readdirSync(join(catalogues, 'retention')).flatMap(
    (name) => readRetention(parse(readFileSync(join(catalogues, 'retention', name), 'utf8'))).entries,
  ),
)
const people = [
  { name: 'Ada Example', email: 'ada@corp.example', leftOn: null },
  { name: 'Grace Sample', email: 'grace@corp.example', leftOn: '2026-03-31' },
  { name: 'Alan Model', email: 'alan@corp.example', leftOn: '2025-01-31' },
  { name: 'Alan Model', email: 'alan.model@corp.example', leftOn: null },
]

function said(body: string, house: Partial<House>, fields = ''): string[] {
  const source = `---\nkind: runbook\n${fields}---\n# Leaked key runbook\n\n${body}\n`
  const rules = /^(?:escalation\/(?:unknown|person|path)|evidence\/(?:window|unknown)|training\/review-overdue)/
  return lintDocument('a.md', source, { lexicons, today: '2026-11-28', house: { ...unknownHouse, ...house } }).findings.flatMap(
    ({ rule, message }) => (rules.test(rule) ? [`${rule.split('/')[1]} ${/^“([^”]*)”/.exec(message)?.[1] ?? message}`] : []),
  )
}

const escalation = (rows: string) => `## Escalation\n\n| Level | Name | Channel |\n|---|---|---|\n${rows}`
const preserve = (row: string) => `## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events | ${row} |`

describe('people', () => {
  test.each([
    [escalation('| 1 | Grace Sample | #incidents |'), ['person-left Grace Sample']],
    ['Call grace@corp.example when it fires.', ['person-left grace@corp.example']],
    ['Ask ada.exampel@corp.example for the key.', ['unknown-person ada.exampel@corp.example']],
    [escalation('| 1 | Edsger Nobody | #incidents |'), ['unknown-person Edsger Nobody']],
    // Nothing is wrong with these.
    [escalation('| 1 | Ada Example | #incidents |'), []],
    [escalation('| 1 | Alan Model | #incidents |'), []],
    [escalation('| 1 | Security Primary | #incidents |\n| 2 | Platform Team | #incidents |'), []],
    ['Write to security-oncall@corp.example or privacy@corp.example.', []],
    ['Write to somebody@elsewhere.example.', []],
    ['1. Revoke it: `gcloud iam remove --member user:svc.x@corp.example`', []],
    ['## Maintenance\n\nLast reviewed 2026-01-12 by Grace Sample.', []],
    ['Reviewed by Grace Sample.', []],
    ['## External contacts\n\n| Name | Phone |\n|---|---|\n| Barbara Lawyer | +41 44 555 01 23 |', []],
    ['The Grace Sampler tool prints it.', []],
  ])('%s', (body, expected) => {
    expect(said(body, { people })).toEqual(expected)
  })
  test('in the front matter are read too', () => {
    expect(said('', { people }, 'owner: grace@corp.example\n')).toEqual(['person-left grace@corp.example'])
  })
  test('of whom nothing is known are left alone', () => {
    expect(said(escalation('| 1 | Grace Sample | #incidents |'), { people: null })).toEqual([])
  })
})

describe('windows of logs', () => {
  test.each([
    [preserve('CloudTrail event history | 400 days after the event'), ['window-longer-than-log 400 days']],
    [preserve('The audit log | 400 days after the event (`github-audit`)'), ['window-longer-than-log 400 days']],
    [preserve('GuardDuty findings | 6 months'), ['window-longer-than-log 6 months']],
    [preserve('Okta System Log | 1 year'), ['window-longer-than-log 1 year']],
    ['The CloudTrail event history is kept for 400 days.', ['window-longer-than-log 400 days']],
    [preserve('CloudTrail event history | 90 days (`aws-cloudtrail-histroy`)'), ['unknown-log aws-cloudtrail-histroy']],
    // Nothing is wrong with these.
    [preserve('CloudTrail event history | 90 days after the event'), []],
    [preserve('CloudTrail event history | 30 days after the event'), []],
    [preserve('CloudTrail Lake event data store | 2500 days'), []],
    [preserve('VPC Flow Logs | 2 years'), []],
    [preserve('The audit log of the building | 2 years'), []],
    [preserve('GitHub audit log | 180 days'), []],
    ['Export the CloudTrail event history and keep the copy for 400 days.', []],
    ['Copy the CloudTrail event history to the evidence bucket, where it is retained for 7 years.', []],
    ['The CloudTrail event history is not enough; keep the incident record for 400 days.', []],
    ['Take the GuardDuty findings within 1 hour.', []],
    [preserve('Pod | Gone with the pod (`memory`)'), []],
  ])('%s', (body, expected) => {
    expect(said(body, { logs })).toEqual(expected)
  })
})

describe('paths and reviews', () => {
  const level = (lastVerified: string | null) => ({ lastVerified })
  const paths = [{ id: 'security-oncall', name: 'Security', levels: [level('2026-11-20'), level('2026-05-01')] }]
  test('a path is cited in the front matter and in the text', () => {
    const body = '## Escalation\n\nThe path `nobody-oncall` names who is called.'
    expect(said(body, { paths }, 'escalation: security-oncall\n')).toEqual([
      'path-not-verified security-oncall',
      'unknown-path nobody-oncall',
    ])
    expect(said(body, { paths: null }, 'escalation: security-oncall\n')).toEqual([])
  })
  test('of a review the record counts before the text', () => {
    const fields = 'review: { every: P90D }\nlast_reviewed: 2026-11-01\n'
    expect(said('', {}, fields)).toEqual([])
    expect(said('', { reviewedOn: '2026-01-12' }, fields)[0]).toContain('Last reviewed on 2026-01-12 by the record')
    expect(said('', { reviewedOn: '2026-11-02' }, 'review:\n  every: P90D\n')).toEqual([])
    expect(said('', { reviewedOn: '2026-01-12' }, 'review:\n  every: P90D\n')).toHaveLength(1)
  })
})
