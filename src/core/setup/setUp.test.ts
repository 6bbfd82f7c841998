// What is promised of the set-up: every combination of tools gives documents that can be followed, and what nobody answered is pointed at.

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filledPlaces, lintsBesidePolicy, shippedTemplates, shippedTools } from '../../../test/support/toolCatalogue.ts'
import { elements } from '../lint/element.ts'
import { parseEscalation } from '../people/parseEscalation.ts'
import { fillCommand } from '../runbook/fillCommand.ts'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import { commandsOfStep, stepsOf } from '../runbook/runbook.ts'
import { type Answers, noAnswers } from './answers.ts'
import { fillDocument, setUp, toolsOf } from './setUp.ts'
import { segmentsOf } from './slots.ts'
import { type ToolKind, toolKinds } from './tool.ts'

const catalogue = shippedTools()
const templates = shippedTemplates()
const runbooks = templates.filter(({ path }) => path.startsWith('runbooks/'))
const lint = lintsBesidePolicy()
const idsOf = (kind: ToolKind) => catalogue.tools.filter((tool) => tool.kind === kind).map(({ id }) => id)
const textOf = (path: string) => templates.find((template) => template.path === path)?.text ?? ''

/** The first, second, … tool of every kind: four of them name each tool. */
const inTurn = (turn: number): Answers => ({
  ...noAnswers,
  tools: Object.fromEntries(toolKinds.map((kind) => [kind, idsOf(kind)[turn % idsOf(kind).length] ?? ''])),
})
const answered = fc
  .tuple(...toolKinds.map((kind) => fc.constantFrom(...idsOf(kind))))
  .map((tools): Answers => ({ ...noAnswers, tools: Object.fromEntries(toolKinds.map((kind, at) => [kind, tools[at] ?? ''])) }))
const halfAnswered = fc
  .tuple(answered, fc.subarray([...toolKinds]))
  .map(([answers, kinds]): Answers => ({ ...answers, tools: Object.fromEntries(kinds.map((kind) => [kind, answers.tools[kind] ?? ''])) }))

function canBeFollowed(path: string, text: string): void {
  const { runbook, problems } = parseRunbook(text)
  expect(problems, path).toEqual([])
  const values = Object.fromEntries(runbook.parameters.map(({ name, example }) => [name, example ?? '']))
  for (const { name, declared, ask, example } of runbook.parameters)
    expect([path, name, declared, ask !== null, example !== null]).toEqual([path, name, true, true, true])
  const commands = [...stepsOf(runbook).flatMap(commandsOfStep), ...runbook.preservation.flatMap((item) => item.commands)]
  for (const command of commands) expect(fillCommand(command, values).missing, command.text).toEqual([])
  for (const step of runbook.sections.filter(({ kind }) => kind === 'contain').flatMap(({ steps }) => steps)) {
    expect([path, step.id, step.checks.length > 0, step.checks.at(-1)?.ifNot !== null]).toEqual([path, step.id, true, true])
  }
  for (const { evidence, where, how, keepBefore } of runbook.preservation) {
    expect([evidence, where === null, how === null, (keepBefore?.within ?? keepBefore?.retention ?? null) === null]).toEqual([
      evidence,
      false,
      false,
      false,
    ])
  }
  const linted = lint(path, filledPlaces(text))
  expect([path, linted.elements]).toEqual([path, Object.fromEntries(elements.map((element) => [element, 'functional']))])
  expect([path, linted.overall]).toEqual([path, 'functional'])
  const pointedAt = linted.findings.filter(
    ({ level, rule, message }) => level === 'error' || (rule === 'document/placeholder' && !message.includes('your own runbook')),
  )
  expect(pointedAt.map(({ line, rule, message }) => `${path}:${line} ${rule} ${message}`)).toEqual([])
}

describe('every combination of tools', () => {
  test.each([0, 1, 2, 3])('gives documents that can be followed and pass the linter, also with tools number %i of each kind', (turn) => {
    for (const { path, text } of setUp(catalogue, inTurn(turn), runbooks).documents) canBeFollowed(path, text)
  })
  test('gives such documents whatever is mixed', () => {
    fc.assert(
      fc.property(answered, fc.constantFrom(...runbooks), (answers, runbook) => {
        for (const { path, text } of setUp(catalogue, answers, [runbook]).documents) canBeFollowed(path, text)
      }),
      { numRuns: 24 },
    )
  })
  test('may be answered again: once is enough, and the last answer counts', () => {
    fc.assert(
      fc.property(halfAnswered, halfAnswered, fc.constantFrom(...runbooks), (before, after, { text }) => {
        const first = fillDocument(catalogue, before, text)
        expect(fillDocument(catalogue, before, first)).toBe(first)
        expect(fillDocument(catalogue, after, first)).toBe(fillDocument(catalogue, after, text))
      }),
      { numRuns: 150 },
    )
  })
  test('is read back from the document itself', () => {
    fc.assert(
      fc.property(halfAnswered, fc.constantFrom(...runbooks), (answers, { text }) => {
        for (const { kind, tool } of toolsOf(fillDocument(catalogue, answers, text))) expect(tool).toBe(answers.tools[kind] ?? 'open')
      }),
      { numRuns: 100 },
    )
  })
})

describe('the catalogue', () => {
  test('knows two tools or more of each kind, and each answers every use of its kind', () => {
    for (const kind of toolKinds) expect([kind, idsOf(kind).length >= 2]).toEqual([kind, true])
    for (const { kind, uses } of catalogue.questions) {
      for (const tool of catalogue.tools.filter((one) => one.kind === kind)) expect([...tool.uses.keys()]).toEqual([...uses.keys()])
    }
  })
  test('asks for every parameter that a tool’s commands need, and has none that nobody needs', () => {
    const words = JSON.stringify(catalogue.tools.map(({ uses }) => [...uses.values()]))
    const all = [words, ...templates.map(({ text }) => text)].join('\n')
    for (const { name } of catalogue.parameters)
      expect([name, all.includes(name.startsWith('$') ? name : `<${name}>`)]).toEqual([name, true])
    const known = new Set(catalogue.parameters.map(({ name }) => name))
    const unknown = [...words.matchAll(/<([a-z][a-z0-9-]+)>/g)].map((match) => match[1] ?? '').filter((name) => !known.has(name))
    expect(unknown).toEqual([])
  })
  test('names only logs whose window the retention catalogue knows', () => {
    const folder = new URL('../../../catalogues/retention/', import.meta.url)
    const logs = new Set(
      readdirSync(folder).flatMap((name) =>
        [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}- id: (\S+)$/gm)].map((match) => match[1]),
      ),
    )
    const named = catalogue.tools.flatMap(({ uses }) =>
      [...uses.values()].flatMap((answer) => (answer.kind === 'rows' ? answer.rows.map(({ log }) => log) : [])),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((log) => log !== null && !logs.has(log))).toEqual([])
  })
  test('uses every use in a template, or nobody is helped by it', () => {
    const used = new Set(templates.flatMap(({ text }) => toolsOf(text).map(({ kind, use }) => `${kind}/${use}`)))
    const uses = catalogue.questions.flatMap(({ kind, uses: all }) => [...all.keys()].map((use) => `${kind}/${use}`))
    expect(uses.filter((use) => !used.has(use))).toEqual([])
  })
})

describe('the templates', () => {
  test('are what the set-up writes for the tools that they name', () => {
    for (const { path, text } of runbooks) {
      const named = Object.fromEntries(toolsOf(text).map(({ kind, tool }) => [kind, tool]))
      expect(fillDocument(catalogue, { ...noAnswers, tools: named }, text), path).toBe(text)
    }
  })
  test('show no mark to a reader of the page', () => {
    for (const { path, text } of runbooks) {
      const said = JSON.stringify(parseRunbook(text).runbook)
      expect([path, said.includes('<!--')]).toEqual([path, false])
    }
  })
  test('that name one which was left out say so where they name it, until it is there again', () => {
    const azure = setUp(catalogue, { ...noAnswers, tools: { cloud: 'azure' } }, templates)
    const ransomware = azure.documents.find(({ path }) => path === 'runbooks/ransomware.md')
    expect(ransomware?.text).toContain('“Data is leaving” [replace: your own runbook for this')
    const again = setUp(catalogue, inTurn(0), [
      ...templates.filter(({ path }) => path.includes('exfiltration')),
      { path: 'runbooks/ransomware.md', text: ransomware?.text ?? '' },
    ])
    expect(again.documents.find(({ path }) => path === 'runbooks/ransomware.md')?.text).not.toContain('your own runbook')
  })
  test('written for another cloud are left out, and it is said why', () => {
    const { leftOut, documents } = setUp(catalogue, { ...noAnswers, tools: { cloud: 'azure' } }, templates)
    expect(leftOut).toContainEqual({ path: 'runbooks/leaked-cloud-credential.md', because: 'It is written for AWS, and you have Azure.' })
    expect(documents.map(({ path }) => path)).toContain('runbooks/ransomware.md')
    expect(setUp(catalogue, noAnswers, templates).leftOut).toEqual([])
  })
})

describe('what nobody answered', () => {
  test('stays a place that the linter points at, in each part', () => {
    for (const { path, text } of setUp(catalogue, noAnswers, runbooks).documents) {
      const lines = new Set(lint(path, text).findings.flatMap(({ rule, line }) => (rule === 'document/placeholder' ? [line] : [])))
      let line = 1
      for (const segment of segmentsOf(text)) {
        const length = segment.lines.length + (segment.type === 'block' ? 2 : 0)
        const inside = Array.from({ length }, (_, at) => line + at)
        if (segment.type !== 'text')
          expect([path, segment.mark.use, inside.some((at) => lines.has(at))]).toEqual([path, segment.mark.use, true])
        line += length
      }
    }
  })
  test('is counted with its line for whoever set it up', () => {
    const [document] = setUp(catalogue, noAnswers, [{ path: 'runbooks/x.md', text: textOf('runbooks/ransomware.md') }]).documents
    expect(document?.open.length).toBeGreaterThan(20)
    expect(document?.open[0]?.position.line).toBeGreaterThan(1)
  })
})

describe('what a company says', () => {
  test('is filled in, and its question is asked no more', () => {
    const names = { 'okta-domain': 'acme.okta.example', 'github-org': 'acme' }
    const text = fillDocument(
      catalogue,
      { ...inTurn(0), tools: { ...inTurn(0).tools, identity: 'okta', repository: 'github' }, names },
      textOf('runbooks/lost-or-stolen-device.md'),
    )
    expect(text).toContain('https://acme.okta.example/api/v1/logs')
    expect(text).toContain('/orgs/acme/audit-log')
    expect(parseRunbook(text).runbook.parameters.map(({ name }) => name)).not.toContain('okta-domain')
    expect(parseRunbook(text).problems).toEqual([])
  })
  test('outside of the marked parts stays as it was written', () => {
    const template = textOf('runbooks/malicious-insider.md')
    const edited = template.replace('Tell four people by voice', 'Tell Ada and Grace by voice')
    const filled = fillDocument(catalogue, inTurn(1), edited)
    expect(filled).toContain('Tell Ada and Grace by voice')
    expect(filled.replace('Tell Ada and Grace by voice', 'Tell four people by voice')).toBe(fillDocument(catalogue, inTurn(1), template))
  })
  test('names the channel in all documents', () => {
    const { documents } = setUp(catalogue, { ...noAnswers, channel: 'sec-incidents' }, templates)
    for (const { path, text } of documents) expect([path, text.includes('#incident-security')]).toEqual([path, false])
  })
  test('about the pager becomes the mechanism of each level that it wakes, and a telephone stays one', () => {
    const escalation = templates.filter(({ path }) => path.endsWith('escalation.yaml'))
    const [document] = setUp(catalogue, { ...noAnswers, tools: { pager: 'opsgenie' } }, escalation).documents
    expect(parseEscalation(document?.text ?? '').paths[0]?.levels.map(({ mechanism }) => mechanism)).toEqual([
      'opsgenie',
      'opsgenie',
      'phone',
    ])
    const [open] = setUp(catalogue, noAnswers, escalation).documents
    expect(open?.text).toContain('mechanism: "[replace: what pages them]"')
  })
})

describe('a part that', () => {
  const block = (lines: readonly string[]) => lines.join('\n')
  test('is never closed is left alone', () => {
    const text = block(['1. Do it.', '   <!-- tool identity/end-sessions: okta -->', '   By hand.', ''])
    expect(fillDocument(catalogue, inTurn(1), text)).toBe(text)
  })
  test('asks for a use nobody knows is left alone', () => {
    const text = block(['1. Do it.', '   <!-- tool identity/read-minds: okta -->', '   By hand.', '   <!-- /tool -->', ''])
    expect(fillDocument(catalogue, inTurn(1), text)).toBe(text)
  })
  test('stands in an example of code is text', () => {
    const text = block(['```', '<!-- tool identity/end-sessions: okta -->', 'x', '<!-- /tool -->', '```', ''])
    expect(fillDocument(catalogue, inTurn(1), text)).toBe(text)
  })
})
