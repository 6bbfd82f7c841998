// What is promised of documents held against each other: both sentences at their places, what ships agrees, and nothing is said where nothing differs.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { toInstant } from '../kernel/instant.ts'
import type { DocumentInForce } from './heldDocument.ts'
import { holdTogether } from './holdTogether.ts'
import type { Inconsistency } from './inconsistency.ts'
import type { SeenAlert } from './matching.ts'

const lexicons = shippedLexicons()
const since = toInstant(Date.UTC(2026, 7, 30))
const lastAt = toInstant(Date.UTC(2026, 10, 27))
type Seen = Parameters<typeof holdTogether>[1]
const nothing: Seen = { alerts: [], sources: [], types: [], since }

const policy: DocumentInForce = {
  kind: 'policy',
  id: 'incidents',
  title: 'Incident policy',
  markdown: `---
kind: policy
id: incidents
severities:
  - level: SEV1
    acknowledge_within: PT15M
    contain_within: PT4H
    escalation: security-oncall
    notify:
      - { whom: supervisory-authority, within: PT72H, from: awareness }
  - level: SEV2
    acknowledge_within: PT30M
preservation: { collect_before_expiry_margin: P7D }
---
# Incident policy

| Level | Acknowledge | Contain |
|---|---|---|
| SEV1 | 15 minutes | 4 hours |
`,
}

const complete = `
## Contain

1. Deactivate the key: \`aws iam update-access-key --status Inactive\`

## Preserve

- CloudTrail event history: \`aws cloudtrail lookup-events > events.json\`

## Who to tell

- The supervisory authority within 72 hours of becoming aware.
`

function runbook(id: string, body = complete, fields = 'incident_type: leak\n', policyId = 'incidents'): DocumentInForce {
  return {
    ...{ kind: 'runbook', id, title: `Runbook ${id}` },
    markdown: `---\nkind: runbook\nid: ${id}\npolicy: ${policyId}\n${fields}---\n# Runbook ${id}\n${body}`,
  }
}

function alert(type: string, more: Partial<SeenAlert> = {}): SeenAlert {
  const source = { integration: 'guardduty', sourceId: 'src_1', sourceName: 'GuardDuty production' }
  return { ...source, title: `Finding ${type}`, labels: { type }, type, count: 12, lastAt, isSevere: false, ...more }
}

const hold = (documents: readonly DocumentInForce[], seen: Partial<Seen> = {}) => holdTogether(documents, { ...nothing, ...seen }, lexicons)
const rulesOf = (found: readonly Inconsistency[]) => found.map(({ rule }) => rule)

function quoted({ sentences }: Inconsistency): string[] {
  return sentences.map((sentence) =>
    sentence.document === null
      ? sentence.text
      : `${sentence.document.id}:${sentence.position.line}:${sentence.position.column} ${sentence.text}`,
  )
}

describe('documents that agree', () => {
  test('have no findings', () => {
    expect(hold([policy, runbook('leak')])).toEqual([])
  })
  test('are those that ship, with each other and with the alerts that they are for', () => {
    const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues', 'templates')
    const shipped = (['policies', 'runbooks'] as const).flatMap((room) =>
      readdirSync(join(folder, room))
        .filter((name) => name.endsWith('.md'))
        .map((name): DocumentInForce => {
          const markdown = readFileSync(join(folder, room, name), 'utf8')
          return { kind: room === 'policies' ? 'policy' : 'runbook', id: name.replace('.md', ''), title: name, markdown }
        }),
    )
    const found = hold(shipped, { alerts: [alert('UnauthorizedAccess:IAMUser/MaliciousIPCaller')] })
    expect(found.filter(({ level }) => level !== 'note').map((each) => [each.rule, ...quoted(each)])).toEqual([])
  })
})

describe('a runbook and the policy it cites', () => {
  test('say two times: both sentences are quoted where they stand', () => {
    const body = complete.replace('within 72 hours of becoming aware', 'within 5 business days of becoming aware')
    const [found, ...more] = hold([policy, runbook('leak', body)])
    expect(more).toEqual([])
    expect(found).toMatchObject({ rule: 'time-differs', level: 'error' })
    expect(found?.message).toContain('“within 5 business days” for telling the supervisory authority is too late')
    expect(found && quoted(found)).toEqual([
      'leak:19:29 The supervisory authority within 5 business days of becoming aware.',
      'incidents:10:17 - { whom: supervisory-authority, within: PT72H, from: awareness }',
    ])
  })
  test('are held against each other also where the policy contradicts its own front matter', () => {
    const torn = { ...policy, markdown: policy.markdown.replace('| SEV1 | 15 minutes | 4 hours |', '| SEV1 | 15 minutes | 8 hours |') }
    const found = hold([torn, runbook('leak')])
    expect(rulesOf(found)).toEqual(['time-differs'])
    expect(found[0] && quoted(found[0])).toEqual(['incidents:19:23 SEV1 | 15 minutes | 8 hours', 'incidents:7:21 contain_within: PT4H'])
  })
  test('are not, where the runbook cites another policy', () => {
    const body = complete.replace('within 72 hours of becoming aware', 'within 5 days of becoming aware')
    const other = { ...policy, id: 'other', markdown: policy.markdown.replace('id: incidents', 'id: other') }
    expect(rulesOf(hold([policy, runbook('leak'), other, runbook('b', body, 'incident_type: b\n', 'other')]))).toEqual(['time-differs'])
    expect(rulesOf(hold([policy, runbook('leak'), runbook('b', body, 'incident_type: b\n', 'gone')]))).toEqual(['policy-missing'])
  })
  test('know other levels and other paths', () => {
    const body = `${complete}\n## Escalate\n\nAt SEV3 and SEV-2 page the secondary. GuardDuty severity 7 is high.\n`
    const found = hold([policy, runbook('leak', body, 'incident_type: leak\nescalation: platform-oncall\n')])
    expect(rulesOf(found)).toEqual(['level-unknown', 'escalation-differs'])
    expect(found[0]?.message).toBe('The runbook speaks of SEV3; the policy knows SEV1, SEV2.')
    expect(found[1] && quoted(found[1])).toEqual(['leak:6:13 escalation: platform-oncall', 'incidents:8:17 escalation: security-oncall'])
  })
  test('which is not there', () => {
    const [found] = hold([policy, runbook('leak'), runbook('b', complete, 'incident_type: b\n', 'incident')])
    expect(found).toMatchObject({ rule: 'policy-missing', level: 'error' })
    expect(found && quoted(found)).toEqual(['b:4:9 policy: incident', 'In force: incidents.'])
  })
})

describe('what a policy promises', () => {
  test('and no runbook does: telling, containing, preserving', () => {
    expect(rulesOf(hold([policy, runbook('leak', '\nLook at it.\n')]))).toEqual([
      'duty-without-runbook',
      'containment-without-runbook',
      'preservation-without-runbook',
    ])
  })
  test('for a type of incident that has no runbook', () => {
    const types = [
      { type: 'leak', count: 3, lastAt },
      { type: 'lost-laptop', count: 2, lastAt },
    ]
    const found = hold([policy, runbook('leak')], { types })
    expect(rulesOf(found)).toEqual(['containment-without-runbook'])
    expect(found[0] && quoted(found[0])).toEqual([
      'incidents:7:21 contain_within: PT4H',
      '2 incidents of the type “lost-laptop”, the latest declared on 2026-11-27.',
    ])
  })
  test('counts as kept where a runbook tells the same people under another name, not where it only names them', () => {
    const telling = complete.replace(
      '- The supervisory authority within 72 hours of becoming aware.',
      '- Tell the data protection authority by its web form.',
    )
    const naming = complete.replace(
      '## Who to tell\n\n- The supervisory authority within 72 hours of becoming aware.',
      'The tax authority is told within 5 days.',
    )
    expect(hold([policy, runbook('leak', telling)])).toEqual([])
    expect(rulesOf(hold([policy, runbook('leak', naming)]))).toEqual(['duty-without-runbook'])
  })
})

describe('alerts and runbooks', () => {
  const matches = (type: string) => `incident_type: leak\nmatches:\n  - { source: guardduty, type: "${type}" }\n`
  const sources = [{ integration: 'guardduty', id: 'src_1', name: 'GuardDuty production' }]
  test('an alert that no runbook matches, worse where one was severe', () => {
    const alerts = [
      alert('Recon:EC2/Portscan'),
      alert('Trojan:EC2/DNS', { isSevere: true, count: 1 }),
      alert('UnauthorizedAccess:IAMUser/X'),
    ]
    const found = hold([policy, runbook('leak', complete, matches('UnauthorizedAccess:IAMUser/*'))], { alerts, sources })
    expect(found.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['alert-without-runbook warning', 'alert-without-runbook note'])
    expect(found[0] && quoted(found[0])[0]).toBe('GuardDuty production: “Trojan:EC2/DNS”, seen once, last on 2026-11-27.')
  })
  test('a runbook that nothing can match, waits for no source, or matched nothing', () => {
    const alerts = [alert('UnauthorizedAccess:IAMUser/X')]
    const documents = [
      policy,
      runbook('a', complete, matches('UnauthorizedAccess:*')),
      runbook('b', complete, ''),
      runbook('c', complete, 'matches:\n  - { source: okta, title: "*" }\n'),
      runbook('d', complete, 'matches:\n  - { source: guardduty, type: "Unauthorised*" }\n'),
    ]
    const found = hold(documents, { alerts, sources })
    expect(found.map(({ rule, level, sentences: [at] }) => `${rule} ${level} ${at.document?.id}`)).toEqual([
      'runbook-unmatched warning b',
      'runbook-unmatched warning c',
      'runbook-unmatched note d',
    ])
    expect(hold(documents).map(({ sentences: [at] }) => at.document?.id)).toEqual(['b'])
  })
  test('two runbooks for one alert: a tie is a warning, a more exact one a note', () => {
    const tied = [policy, runbook('a', complete, matches('Recon:*')), runbook('b', complete, matches('recon:*'))]
    expect(hold(tied).map(({ rule, level }) => `${rule} ${level}`)).toEqual(['two-runbooks warning'])
    expect(hold(tied, { alerts: [alert('Recon:EC2/Portscan')], sources })[0]?.message).toContain('equally well')
    const ranked = [policy, runbook('a', complete, matches('*')), runbook('b', complete, matches('Recon:*'))]
    const found = hold(ranked, { alerts: [alert('Recon:EC2/Portscan')], sources })
    expect(found.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['two-runbooks note'])
    expect(found[0]?.message).toMatch(/^“Runbook b” and “Runbook a” both match “Recon:EC2\/Portscan”; the first is more exact/)
    expect(hold(ranked)).toEqual([])
  })
})

test('hostile documents are held in bounded time', () => {
  const body = `${'- Tell the supervisory authority within 5 days and customers within 3 days.\n'.repeat(1500)}${'SEV9 '.repeat(5000)}`
  const from = performance.now()
  const found = hold([policy, runbook('leak', body), { ...policy, id: 'broken', markdown: '---\nkind: policy\nseverities: [[[[' }])
  expect(found.length).toBeGreaterThan(1000)
  expect(performance.now() - from).toBeLessThan(10_000)
})
