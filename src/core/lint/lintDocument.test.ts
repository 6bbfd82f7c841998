// What is promised of linting a document: exact places, reasons for exceptions, and an answer in bounded time whatever the text.
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { parseYaml } from '../document/located.ts'
import { elements } from './element.ts'
import { lintDocument } from './lintDocument.ts'
import { longestText } from './longestText.ts'

const lexicons = shippedLexicons()
const options = { lexicons, today: '2026-11-28', yamlProblems: (yaml: string) => parseYaml(yaml).problems }
const lint = (text: string) => lintDocument('a.md', text, options)
const rulesOf = (text: string) => lint(text).findings.map(({ rule }) => rule)

describe('findings', () => {
  test('underline exactly the words they speak of', () => {
    const text = '# Key runbook\n\nIntro.\n\n- Now: **Isolate affected systems** at once.\n'
    const finding = lint(text).findings.find(({ rule }) => rule === 'containment/no-handle')
    const line = text.split('\n')[(finding?.line ?? 1) - 1] ?? ''
    expect(line.slice((finding?.column ?? 1) - 1, (finding?.endColumn ?? 1) - 1)).toBe('Isolate affected systems** at once')
    expect(finding?.message).toContain('“Isolate affected systems at once”')
    expect(finding?.suggestion).toContain('Isolate device')
  })
  test('come in reading order, and never twice for the same words', () => {
    const { findings } = lint('# Plan\n\n- Notify the appropriate team immediately.\n- Isolate affected systems as needed.\n')
    const places = findings.map(({ line, column }) => line * 1000 + column)
    expect(places).toEqual([...places].sort((left, right) => left - right))
    for (const [index, finding] of findings.entries()) {
      const next = findings[index + 1]
      if (next !== undefined && next.line === finding.endLine) expect(next.column).toBeGreaterThanOrEqual(finding.endColumn)
    }
  })
  test('about the whole document are each said, also where another one took its words, and underline no more than it did', () => {
    const { findings } = lint(
      '# Plan\n\n## Severity\n\n| Level | Criteria |\n|---|---|\n| SEV1 | All users cannot sign in |\n| SEV2 | One region fails |\n',
    )
    const of = (rule: string) => findings.filter((finding) => finding.rule === rule)
    const place = ({ line, column, endColumn }: (typeof findings)[number]) => [line, column, endColumn]
    // Both hang on the first level, because what is missing has no words of its own.
    const [time, engaged] = [of('severity/time-target').map(place), of('severity/nobody-engaged').map(place)]
    expect(time).toHaveLength(1)
    expect(engaged).toEqual(time)
  })
  test('are of the level that the settings say, or not said', () => {
    const text = '# Plan\n\n## Containment\n\n- Isolate affected systems.\n- Revoke exposed credentials.\n'
    const levels = (settings: Record<string, 'off' | 'error'>) =>
      lintDocument('a.md', text, { ...options, levels: settings }).findings.map(({ rule, level }) => `${rule} ${level}`)
    expect(levels({ 'containment/no-handle': 'error' })).toContain('containment/no-handle error')
    expect(levels({ 'containment/*': 'off' }).filter((each) => each.startsWith('containment'))).toEqual([])
  })
  test('are left out where somebody says why, and only there', () => {
    const step = '- Isolate affected systems.\n'
    const reason = '<!-- tickmark-disable-next-line containment/no-handle: the drill is about finding it -->\n'
    const noReason = '<!-- tickmark-disable-next-line containment/no-handle -->\n'
    expect(rulesOf(`# Key runbook\n\n${reason}${step}`)).not.toContain('containment/no-handle')
    expect(rulesOf(`# Key runbook\n\n${reason}${step}${step}`)).toContain('containment/no-handle')
    expect(rulesOf(`# Key runbook\n\n${noReason}${step}`)).toEqual(
      expect.arrayContaining(['containment/no-handle', 'document/disable-without-reason']),
    )
    expect(rulesOf(`<!-- tickmark-disable containment/*: a game -->\n# Key runbook\n\n${step}${step}`)).not.toContain(
      'containment/no-handle',
    )
  })
  test('parameters of commands are no places left open', () => {
    expect(
      rulesOf(
        '# Pod runbook\n\n1. Restart: `kubectl delete pod <pod-name> -n [namespace]`\n\n```sh\nkubectl get pods <pod-name> $NS [name]\n```\n',
      ),
    ).not.toContain('document/placeholder')
    expect(
      rulesOf('# Plan\n\nCall [PHONE NUMBER] or <insert email address here>, {{PAGER_NUMBER}}.\n').filter(
        (rule) => rule === 'document/placeholder',
      ),
    ).toHaveLength(3)
  })
})

describe('hostile documents', () => {
  const hostile: [string, () => string][] = [
    ['nothing', () => ''],
    ['a list nested as deep as a line allows', () => `${'- '.repeat(140_000)}x\n`],
    [
      'a list that nests with every line',
      () => Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}- Isolate ${depth}`).join('\n'),
    ],
    ['a quote of a quote of a quote', () => `${'>'.repeat(140_000)} x\n`.repeat(2)],
    ['a line of 290,000 characters', () => `# Plan\n\n${'isolate affected systems '.repeat(11_500)}\n`],
    ['290,000 open brackets', () => '['.repeat(290_000)],
    ['links that never end', () => '[a]('.repeat(72_000)],
    ['stars and underscores', () => '*_'.repeat(145_000)],
    ['backquotes of every length', () => Array.from({ length: 1_000 }, (_, length) => '`'.repeat(length % 40)).join(' x ')],
    ['comments that never end', () => '<!--'.repeat(72_000)],
    ['table rules', () => `|a|\n|-|\n${'|'.repeat(3_000)}\n`.repeat(90)],
    ['template tags that never end', () => '{{ '.repeat(98_000)],
    ['spaces', () => `#${' '.repeat(290_000)}x`],
    ['arrows', () => `${'A -> '.repeat(58_000)}\n`],
    ['numbers', () => `${'12 '.repeat(95_000)}minutes`],
    ['headings', () => '# SEV1: x\n'.repeat(29_000)],
    ['items', () => '- Isolate affected systems\n'.repeat(10_000)],
    ['definitions', () => '[a]: b\n'.repeat(36_000)],
  ]
  test.each(hostile)('%s are answered in bounded time', (_name, make) => {
    const text = make()
    const from = performance.now()
    const result = lint(text)
    expect(text.length).toBeLessThan(longestText)
    // A second where nothing else runs; what is looked at again from each of its parts takes minutes.
    expect(performance.now() - from).toBeLessThan(10_000)
    expect(Object.keys(result.elements)).toEqual([...elements])
  })
  test.each([
    ['five megabytes of nested lists', '- x\n  - y\n'.repeat(520_000)],
    ['a line of a million characters', 'x'.repeat(1_000_000)],
  ])('%s are refused with a sentence, before they are read', (_name, text) => {
    const from = performance.now()
    expect(lint(text).findings).toMatchObject([{ rule: 'document/too-large', level: 'error', line: 1 }])
    expect(performance.now() - from).toBeLessThan(1_000)
    expect(text.length).toBeGreaterThan(longestText)
  })
  test('a bomb of YAML references is said, and not unfolded', () => {
    const bomb = `---\na: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c]\n---\n# Plan\n`
    expect(rulesOf(bomb)).toContain('document/front-matter')
  })
  test('scripts and frames are not words, and nothing of them is repeated', () => {
    const said = JSON.stringify(
      lint('# Plan\n\n<script>alert(1)</script> <iframe src="https://evil.example"></iframe>\n\n- Isolate affected systems.\n'),
    )
    expect(said).not.toMatch(/<script|<iframe|evil/)
  })
  test('bytes that are no text are refused, and broken UTF-8 is named', () => {
    expect(lint('\0\0PNG').findings).toMatchObject([{ rule: 'document/not-text' }])
    expect(rulesOf(`# Plan\n\nCall ${Buffer.from([0xff, 0xfe, 0x41]).toString('utf8')}.\n`)).toContain('document/encoding')
  })
})
