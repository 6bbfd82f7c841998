// The command as people, editors, hooks and CI run it: what it prints, and what it answers.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'tickmark-lint-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

mkdirSync(join(folder, 'runbooks'))
mkdirSync(join(folder, 'policies'))
const bad = '# Leaked key runbook\n\n## Contain\n\n1. Revoke the exposed credentials.\n2. Isolate affected systems.\n'
writeFileSync(join(folder, 'runbooks', 'key.md'), `---\nkind: runbook\npolicy: incidents\n---\n${bad}`)
writeFileSync(
  join(folder, 'runbooks', 'disk.md'),
  '# Disk full\n\n## Mitigation\n\nRemove unused images:\n\n```sh\n# TODO: Command needed\n```\n',
)
const levels =
  '- **SEV1**: more than 50 % of sign-ins fail; page the commander within 15 minutes\n- **SEV2**: one region fails; page on-call within 1 hour\n'
writeFileSync(
  join(folder, 'policies', 'incidents.md'),
  `---\nkind: policy\nid: incidents\n---\n# Incident policy\n\n## Severity\n\n${levels}`,
)
writeFileSync(join(folder, 'no-disk.yaml'), 'lint:\n  rules:\n    document/todo-at-the-fix: off\n  ignore: [policies/**]\n')

type Answer = { status: number | null; stdout: string; stderr: string }
type Document = { path: string; elements: Record<string, string>; overall: string; score: number; findings: Record<string, unknown>[] }

function tickmark(args: readonly string[], input?: string): Answer {
  return spawnSync(process.execPath, [join(root, 'bin', 'tickmark.mjs'), 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  })
}

const documentsOf = (answer: Answer) => (JSON.parse(answer.stdout) as { documents: Document[] }).documents

describe('tickmark lint', () => {
  test('prints every document below a folder, in the shape that others read', () => {
    const answer = tickmark(['--format', 'json', '.'])
    expect(answer.status).toBe(1)
    const documents = documentsOf(answer)
    expect(documents.map(({ path }) => path)).toEqual(['policies/incidents.md', 'runbooks/disk.md', 'runbooks/key.md'])
    for (const document of documents) {
      expect(Object.keys(document)).toEqual(['path', 'kind', 'elements', 'overall', 'score', 'findings'])
      expect(Object.keys(document.elements)).toEqual([
        'severity',
        'escalation',
        'containment',
        'evidence',
        'communication',
        'review',
        'training',
      ])
      expect(document.score).toBeGreaterThanOrEqual(0)
      expect(document.score).toBeLessThanOrEqual(100)
      for (const finding of document.findings)
        expect(Object.keys(finding)).toEqual(['rule', 'level', 'line', 'column', 'endLine', 'endColumn', 'message', 'suggestion'])
    }
  })
  test('judges a runbook with the policy it cites, also where only the runbook was named', () => {
    const [alone] = documentsOf(tickmark(['--format', 'json', 'runbooks/key.md']))
    expect(alone?.elements).toMatchObject({ severity: 'functional', containment: 'generic' })
  })
  test('answers 0, 1 or 2: nothing wrong, an error or too many warnings, not readable', () => {
    expect(tickmark(['policies']).status).toBe(0)
    expect(tickmark(['runbooks/disk.md']).status).toBe(1)
    expect(tickmark(['runbooks/key.md']).status).toBe(0)
    expect(tickmark(['runbooks/key.md', '--max-warnings', '1']).status).toBe(1)
    expect(tickmark(['nowhere.md'])).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no such file') })
    expect(tickmark(['--format', 'xml']).status).toBe(2)
    expect(tickmark(['--max-warnings', 'many']).status).toBe(2)
  })
  test('follows the settings, and refuses what it does not understand', () => {
    const answer = tickmark(['--format', 'json', '--config', 'no-disk.yaml', '.'])
    expect(answer.status).toBe(0)
    expect(documentsOf(answer).map(({ path }) => path)).toEqual(['runbooks/disk.md', 'runbooks/key.md'])
    writeFileSync(join(folder, 'wrong.yaml'), 'lint:\n  rules:\n    containment/no-such-rule: error\n')
    expect(tickmark(['--config', 'wrong.yaml', '.'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('containment/no-such-rule'),
    })
  })
  test('reads standard input, and explains its rules', () => {
    const answer = tickmark(['--format', 'json', '-'], bad)
    expect(documentsOf(answer)[0]).toMatchObject({ path: '-', elements: { containment: 'generic' } })
    expect(tickmark(['--explain', 'containment/no-handle'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Has it not:') })
    expect(tickmark(['--explain', 'containment/no-such']).status).toBe(2)
  })
})

describe('what a folder knows', () => {
  const known = mkdtempSync(join(tmpdir(), 'tickmark-known-'))
  afterAll(() => rmSync(known, { recursive: true, force: true }))
  const step = '1. Deactivate the key: `aws iam update-access-key --status Inactive`\n'
  const common = Array.from({ length: 60 }, (_, index) => `Sentence ${index} of the general part that was copied here.`).join(' ')
  const runbookOf = (id: string, more: string) =>
    `---\nkind: runbook\nid: ${id}\npolicy: promises\nescalation: security-oncall\n---\n# ${id} runbook\n\n## Contain\n\n${step}\n${common}\n\n${more}`
  const evidence = '## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events | CloudTrail event history | 400 days |\n'
  writeFileSync(join(known, 'key.md'), runbookOf('key', `${evidence}\n## Who to tell\n\n- The regulator within 5 business days.\n`))
  writeFileSync(join(known, 'laptop.md'), runbookOf('laptop', ''))
  writeFileSync(
    join(known, 'promises.md'),
    '---\nkind: policy\nid: promises\nseverities:\n  - level: SEV1\n    notify:\n      - { whom: supervisory-authority, within: PT72H, from: awareness }\n---\n# Policy\n',
  )
  writeFileSync(join(known, 'escalation.yaml'), 'paths:\n  - id: security-on-call\n    levels:\n      - { person: ada@example.com }\n')

  test('the policy, the paths, the logs and the other documents beside a runbook are held against it', () => {
    const rules = documentsOf(tickmark(['--format', 'json', known])).flatMap(({ path, findings }) =>
      findings.map(({ rule, message }) => [path, rule, message] as const),
    )
    const said = (path: string, rule: string) => rules.find((each) => each[0] === join(known, path) && each[1] === rule)?.[2]
    expect(said('key.md', 'communication/contradicts-policy')).toContain('“within 5 business days” for telling the supervisory authority')
    expect(said('key.md', 'evidence/window-longer-than-log')).toContain('“400 days”: AWS CloudTrail Event history lives 90 days')
    expect(said('key.md', 'escalation/unknown-path')).toContain('“security-oncall” is no escalation path here')
    expect(said('laptop.md', 'document/boilerplate')).toContain('“key runbook”')
    // Who works here only the product knows.
    expect(rules.filter(([, rule]) => /person/.test(String(rule)))).toEqual([])
  })
  test('a template with its places open says that it is one', () => {
    const template = readFileSync(join(root, 'catalogues', 'templates', 'runbooks', 'data-exfiltration.md'), 'utf8')
    const [linted] = documentsOf(tickmark(['--format', 'json', '-'], template))
    const found = linted?.findings.find(({ rule }) => rule === 'document/boilerplate')
    expect(found?.message).toContain('are those of the template “Data is leaving (exfiltration)”')
  })
})

describe('recipes', () => {
  test('the editor’s pattern reads what the command prints', () => {
    const recipe = readFileSync(join(root, 'docs', 'linting.md'), 'utf8')
    const written = /"regexp": (".+"),/.exec(recipe)?.[1] ?? '""'
    const pattern = new RegExp(JSON.parse(written) as string)
    const lines = tickmark(['--format', 'github', 'runbooks']).stdout.trim().split('\n')
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line).toMatch(pattern)
    expect(pattern.exec(lines.find((line) => line.includes('key.md')) ?? '')?.slice(1, 4)).toEqual(['warning', 'runbooks/key.md', '9'])
  })
  test('the action brings the linter with two dependencies, lints, and writes SARIF', () => {
    type Step = { run?: string; env?: Record<string, string> }
    const action = parse(readFileSync(join(root, '.github', 'actions', 'lint', 'action.yml'), 'utf8')) as {
      inputs: Record<string, unknown>
      runs: { steps: Step[] }
    }
    const steps = action.runs.steps.filter(({ run }) => run !== undefined)
    for (const { env = {} } of steps) {
      for (const value of Object.values(env))
        expect(Object.keys(action.inputs).some((name) => value.includes(`inputs.${name} `)) || value.includes('github.action_path')).toBe(
          true,
        )
    }
    const tools = join(folder, 'tools')
    mkdirSync(tools)
    // What npm would fetch is here already.
    writeFileSync(
      join(tools, 'npm'),
      `#!/bin/sh\nmkdir -p "$3/node_modules" && cd "${join(root, 'node_modules')}" && cp -R yaml temporal-polyfill temporal-spec temporal-utils "$3/node_modules/"\n`,
      { mode: 0o755 },
    )
    symlinkSync(process.execPath, join(tools, 'node'))
    const env = {
      PATH: `${tools}${delimiter}${process.env.PATH ?? ''}`,
      RUNNER_TEMP: join(folder, 'temp'),
      ACTION_PATH: join(root, '.github', 'actions', 'lint'),
      PATHS: 'runbooks\npolicies\n',
      CONFIG: '',
      MAX_WARNINGS: '',
      SARIF: 'lint.sarif',
    }
    const answers = steps.map(({ run = '' }) =>
      spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], { cwd: folder, env, encoding: 'utf8' }),
    )
    expect(answers.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [1, ''],
    ])
    expect(answers[1]?.stdout).toContain('::error file=runbooks/disk.md')
    expect(JSON.parse(readFileSync(join(folder, 'lint.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })
  test('the hooks name a command that is there', () => {
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string; types: string[] }[]
    expect(hooks.map(({ entry }) => entry.endsWith('tickmark lint'))).toEqual([true, true])
  })
})
