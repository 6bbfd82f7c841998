// Sentences about reading runbooks: what is a step, a check, a parameter, a piece of evidence.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRunbook } from './parseRunbook.ts'
import { commandsOfStep, stepsOf } from './runbook.ts'

const steps = (markdown: string) => stepsOf(parseRunbook(markdown).runbook)
const only = (markdown: string) => {
  const [step, ...more] = steps(markdown)
  if (step === undefined || more.length > 0) throw new Error(`${more.length + 1} steps`)
  return step
}

const example = `---
kind: runbook
id: leaked-key
title: Leaked key
owner: platform-security
incident_type: credential-compromise
policy: incident-response
escalation: security-oncall
matches: [ { source: guardduty, type: "UnauthorizedAccess:IAMUser/*" } ]
review: { every: P90D }
team: [red, blue]
---
# Leaked key

## Contain
1. Deactivate the key; do not delete it. {#deactivate}
   \`aws iam update-access-key --access-key-id $KEY --status Inactive --user-name $USER\`
   - Check: \`aws iam list-access-keys --user-name $USER\` shows \`Inactive\`.
   - If not: page the next level.
   - Needs: commander and a second person
2. Open **IAM > Users > Security credentials** and write to [security](mailto:security@example.com) in #incident-security.

## Preserve
| Evidence | Where | How | Keep before |
|---|---|---|---|
| Events by this key | CloudTrail | \`aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=$KEY\` | 90 days after the event (\`aws-cloudtrail-history\`) |

## What not to do
- Do not delete the key.
`

describe('a runbook', () => {
  const { runbook, problems } = parseRunbook(example)

  test('has its front matter as fields, and keeps what it does not know', () => {
    expect(problems).toEqual([])
    expect(runbook).toMatchObject({
      id: 'leaked-key',
      title: 'Leaked key',
      owner: 'platform-security',
      incidentType: 'credential-compromise',
      policy: 'incident-response',
      escalation: 'security-oncall',
      matches: [{ source: 'guardduty', type: 'UnauthorizedAccess:IAMUser/*', title: null, labels: {} }],
      reviewEvery: { iso: 'P90D' },
      extra: { team: ['red', 'blue'] },
    })
    expect(Object.keys(runbook.extra)).toEqual(['team'])
  })

  test('has sections by what their headings say', () => {
    expect(runbook.sections.map(({ kind }) => kind)).toEqual(['other', 'contain', 'preserve', 'avoid'])
    expect(runbook.sections[3]?.warnings).toEqual(['Do not delete the key.'])
  })

  test('has steps with text, command, check, what if not, and who is needed', () => {
    const [first, second] = stepsOf(runbook)
    expect(first).toMatchObject({
      id: 'deactivate',
      text: 'Deactivate the key; do not delete it.',
      commands: [
        {
          text: 'aws iam update-access-key --access-key-id $KEY --status Inactive --user-name $USER',
          parameters: ['KEY', 'USER'],
          inline: true,
        },
      ],
      checks: [
        {
          text: 'aws iam list-access-keys --user-name $USER shows Inactive.',
          ifNot: 'page the next level.',
          commands: [{ parameters: ['USER'] }],
        },
      ],
      needs: [{ kind: 'role', role: 'commander' }, { kind: 'second-person' }],
      details: [],
      position: { line: 16, column: 1 },
    })
    expect(second).toMatchObject({
      consolePaths: ['IAM > Users > Security credentials'],
      contacts: [
        { kind: 'email', value: 'security@example.com' },
        { kind: 'channel', value: '#incident-security' },
      ],
    })
  })

  test('has evidence to keep with its window and the log it stands in', () => {
    expect(runbook.preservation).toMatchObject([
      {
        evidence: 'Events by this key',
        where: 'CloudTrail',
        commands: [{ parameters: ['KEY'] }],
        keepBefore: { within: { iso: 'P90D' }, retention: 'aws-cloudtrail-history' },
      },
    ])
  })

  test('asks for each parameter once', () => {
    expect(runbook.parameters.map(({ name }) => name)).toEqual(['KEY', 'USER'])
  })
})

describe('steps', () => {
  test('are items of ordered lists and of task lists, and never of plain lists', () => {
    expect(steps('## Contain\n1. One\n2. Two\n\n- [ ] Three\n- [x] Four\n\n- not one').map(({ text }) => text)).toEqual([
      'One',
      'Two',
      'Three',
      'Four',
    ])
  })
  test('are not the table of contents, and not what a section says not to do', () => {
    expect(steps('# T\n1. [Contain](#contain)\n2. [Review](#review)\n\n## Do not\n1. Restart it')).toEqual([])
  })
  test('are a paragraph with code below it where a section has no list', () => {
    const [first, second] = steps(
      '## Mitigation\n\nFree the disk:\n\n```sh\ndf -h\n```\n\n```sh\ndocker image prune\n```\n\nThen look:\n\n```\ndf -h\n```',
    )
    expect(first).toMatchObject({ text: 'Free the disk:', commands: [{ text: 'df -h' }, { text: 'docker image prune' }] })
    expect(second).toMatchObject({ text: 'Then look:', commands: [{ text: 'df -h', language: 'shell' }] })
  })
  test('take along code that stands behind their list without indentation', () => {
    const [first, second] = steps('## Contain\n1. One\n```sh\necho $A1\n```\n2. Two')
    expect(first?.commands).toMatchObject([{ text: 'echo $A1' }])
    expect(second?.commands).toEqual([])
  })
  test('take their section’s kind from a heading above, and from a bold line used as one', () => {
    const { runbook } = parseRunbook('# T\n## Containment\n### AWS\n1. a\n\n**Recovery**\n\n1. b')
    expect(runbook.sections.filter((section) => section.steps.length > 0).map(({ kind }) => kind)).toEqual(['contain', 'recover'])
  })
  test('may carry their check on a line of their own paragraph, in bold as well', () => {
    expect(only('## Contain\n1. Stop it.\n   **Check:** it is gone.\n   If not, call somebody.').checks).toMatchObject([
      { text: 'it is gone.', ifNot: 'call somebody.' },
    ])
  })
  test('that need nobody in particular by a word that names nobody are a problem', () => {
    expect(parseRunbook('## Contain\n1. Stop\n   - Needs: the').problems).toMatchObject([
      { rule: 'step/needs-nobody', position: { line: 3 } },
    ])
  })
  test('say which shell variables they set themselves, and ask for no others of that name', () => {
    const step = only(
      '## Contain\n1. Go\n   ```sh\n   for REGION in eu us; do aws s3 ls --region "$REGION" "s3://$BUCKET"; done\n   NOW=$(date)\n   ```\n   - Check: `aws logs tail $GROUP --since $NOW`',
    )
    expect(commandsOfStep(step).map(({ parameters }) => parameters)).toEqual([['BUCKET'], ['GROUP']])
  })
})

test('a PowerShell command in a sentence is one, and words with a dash are none', () => {
  const step = only(
    '## Contain\n1. Run `Revoke-MgUserSignInSession -UserId <email>`, see `(Get-MgUser -UserId <email>).AccountEnabled`, and `X-Forwarded-For` or `Message-ID`.\n',
  )
  expect(step.commands.map(({ text, language, parameters }) => [text, language, parameters])).toEqual([
    ['Revoke-MgUserSignInSession -UserId <email>', 'other', ['email']],
    ['(Get-MgUser -UserId <email>).AccountEnabled', 'other', ['email']],
  ])
})

describe('ids', () => {
  test('stay with their steps when these are moved, and differ where the words are the same', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,8}){0,3}$/), { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (texts, dice) => {
          const list = (items: readonly string[]) => steps(`## Contain\n${items.map((text) => `1. ${text}`).join('\n')}`)
          const shuffled = [...texts]
            .map((text) => ({ text, key: dice.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ text }) => text)
          const idsOf = (items: readonly string[]) => new Map(list(items).map(({ text, id }) => [text, id]))
          expect(new Map([...idsOf(shuffled)].sort())).toEqual(new Map([...idsOf(texts)].sort()))
          const twice = list([...texts, ...texts]).map(({ id }) => id)
          expect(new Set(twice).size).toBe(twice.length)
        },
      ),
      { numRuns: 50 },
    )
  })
  test('tell apart steps that begin alike and are as long, in whichever order they stand', () => {
    const ids = (texts: string[]) =>
      new Map(steps(`## Contain\n${texts.map((text) => `1. ${text}`).join('\n')}`).map(({ text, id }) => [text, id]))
    const [one, other] = ['Cut off the host of team a', 'Cut off the host of team b']
    expect(ids([one, other]).get(one)).toBe(ids([other, one]).get(one))
    expect(ids([one, other]).get(other)).toBe(ids([other, one]).get(other))
  })
  test('written by hand win over made ones, and one given twice is a problem', () => {
    const { runbook, problems } = parseRunbook('## Contain\n1. a {#x}\n2. b {#x}')
    expect(stepsOf(runbook).map(({ id }) => id)).toEqual(['x', 'x-2'])
    expect(problems).toMatchObject([{ rule: 'step/duplicate-id', position: { line: 3 } }])
  })
})

describe('parameters and evidence', () => {
  const table =
    '## Parameters\n| Parameter | Question | Example |\n|---|---|---|\n| `$KEY` | Which key? | AKIAIOSFODNN7EXAMPLE |\n| `<pod-name>` | Which pod? | api-1 |\n'
  test('take their question and example from the table', () => {
    const { runbook, problems } = parseRunbook(`${table}\n## Contain\n1. \`kubectl delete pod <pod-name> --as $WHO\``)
    expect(runbook.parameters).toMatchObject([
      { name: 'pod-name', ask: 'Which pod?', example: 'api-1', declared: true },
      { name: 'WHO', ask: null, declared: false },
    ])
    expect(problems.map(({ rule }) => rule)).toEqual(['parameter/unused', 'parameter/undeclared'])
  })
  test('evidence may stand in a list that says where, how and until when', () => {
    const { runbook } = parseRunbook(
      '## Evidence\n- Sign-ins\n  - Where: system log\n  - How: `curl -sS $URL`\n  - Keep before: 30 days, see `okta`\n',
    )
    expect(runbook.preservation).toMatchObject([
      {
        evidence: 'Sign-ins',
        where: 'system log',
        commands: [{ parameters: ['URL'] }],
        keepBefore: { within: { iso: 'P30D' }, retention: 'okta' },
      },
    ])
  })
})

describe('front matter', () => {
  test('that is wrong is said at its line and column, and the rest is read', () => {
    const { runbook, problems } = parseRunbook(
      '---\nkind: runbook\nid: a\nreview: { every: soon }\nmatches: [ {}, { sauce: x } ]\n---\n# T',
    )
    expect(runbook.id).toBe('a')
    expect(problems.map(({ rule, position }) => [rule, position.line])).toEqual([
      ['front-matter/duration', 4],
      ['front-matter/match', 5],
      ['front-matter/match', 5],
      ['front-matter/match', 5],
    ])
  })
  test.each(['---\n: : :\n---\n', '---\na: [\n---\n', '---\na: &x [*x]\n---\n', `---\n${'['.repeat(200)}\n---\n`, '---\n- a\n---\n'])(
    '%j does not break the reader',
    (text) => {
      expect(parseRunbook(`${text}\n## Contain\n1. a`).problems.length).toBeGreaterThan(0)
    },
  )
})
