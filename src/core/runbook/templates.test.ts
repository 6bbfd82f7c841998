// What is promised of the shipped policy, escalation path and runbooks: whole, without problems, and good enough to use tonight.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sharedAvailable, sharedPath } from '../../../test/support/shared.ts'
import { findPlaceholders } from '../document/placeholders.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { problemsOfPath } from '../people/escalationPath.ts'
import { parseEscalation } from '../people/parseEscalation.ts'
import { computeSeverity } from '../policy/computeSeverity.ts'
import type { Answers } from '../policy/evaluate.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { fillCommand } from './fillCommand.ts'
import { parseRunbook } from './parseRunbook.ts'
import { commandsOfStep, type SectionKind, stepsOf } from './runbook.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues', 'templates')
const read = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8')
const names = readdirSync(join(folder, 'runbooks')).filter((name) => name.endsWith('.md'))
const { policy, problems } = parsePolicy(read('policies', 'incident-response.md'))

describe('the policy', () => {
  test('has no problem, and every promise', () => {
    expect(problems).toEqual([])
    expect(policy.severities.map(({ level }) => level)).toEqual(['SEV1', 'SEV2', 'SEV3', 'SEV4'])
    for (const level of policy.severities) expect([level.acknowledgeWithin, level.containWithin, level.escalation]).not.toContain(null)
    for (const part of ['acknowledge', 'alertReview', 'postIncident', 'training', 'preservation'] as const)
      expect(policy[part]).not.toBeNull()
    expect(policy.review.every).not.toBeNull()
    expect(policy.extra).toEqual({})
  })
  test('says in its table what it says as data', () => {
    const text = read('policies', 'incident-response.md')
    for (const row of [
      '| SEV1 |.*| 15 minutes | 4 hours | every hour |',
      '| SEV2 |.*| 30 minutes | 8 hours | every 4 hours |',
      '| SEV3 |.*| 4 hours | 3 days | daily |',
    ]) {
      expect(text).toMatch(new RegExp(row.replaceAll('|', '\\|')))
    }
  })
  test('has instructions for each role', () => {
    const { runbook } = parseRunbook(read('policies', 'incident-response.md'))
    for (const role of ['Commander', 'Communications', 'Scribe', 'Responder']) {
      expect(runbook.sections.find(({ heading }) => heading === role)?.steps.length, role).toBeGreaterThanOrEqual(4)
    }
  })
  test('is settled by two or three answers, whatever they are', () => {
    const counts: number[] = []
    for (const customer_data of ['confirmed', 'suspected', 'no']) {
      for (const intruder of ['production', 'internal', 'no']) {
        for (const customers_down_percent of [0, 1, 10, 50]) {
          const truth: Answers = { customer_data, intruder, customers_down_percent }
          let given: Answers = {}
          for (let [next] = computeSeverity(policy, given).ask; next !== undefined; [next] = computeSeverity(policy, given).ask) {
            given = { ...given, [next.name]: truth[next.name] ?? '' }
          }
          expect(computeSeverity(policy, given)).toMatchObject({ certainty: 'exact', level: computeSeverity(policy, truth).level })
          counts.push(Object.keys(given).length)
        }
      }
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(3)
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThan(2.5)
  })
  test('marks what a company must fill in', () => {
    expect(findPlaceholders(read('policies', 'incident-response.md')).length).toBeGreaterThanOrEqual(4)
  })
})

describe('the escalation path', () => {
  const { rotations, paths, problems: wrong, placeholders } = parseEscalation(read('policies', 'escalation.yaml'))
  test('can be read, would reach somebody, and marks what must be replaced', () => {
    expect(wrong).toEqual([])
    expect(placeholders.length).toBeGreaterThan(10)
    const people = [...new Set([...rotations.flatMap((rotation) => rotation.people), 'barbara@example.com', 'alan@example.com'])]
    const directory = { rotations, people: people.map((person) => ({ person, name: person, activeUntil: null })) }
    const [path] = paths
    expect(path && problemsOfPath(path, directory, parseInstant('2026-02-01T02:00:00Z') as Instant)).toEqual([])
  })
  test('is the one that policy and runbooks name', () => {
    const ids = paths.map(({ id }) => id)
    for (const level of policy.severities) expect(ids).toContain(level.escalation)
  })
})

describe.each(names)('%s', (name) => {
  const { runbook, problems: wrong } = parseRunbook(read('runbooks', name))
  const inSection = (kind: SectionKind) => runbook.sections.filter((section) => section.kind === kind)

  test('has no problem, and all of its front matter', () => {
    expect(wrong).toEqual([])
    expect(`${runbook.id}.md`).toBe(name)
    expect(runbook).toMatchObject({ policy: policy.id, escalation: 'security-oncall', reviewEvery: { iso: 'P90D' }, extra: {} })
    expect([runbook.owner, runbook.incidentType]).not.toContain(null)
    expect(runbook.matches.length).toBeGreaterThan(0)
  })
  test('has every part a responder looks for', () => {
    const kinds = new Set(runbook.sections.map(({ kind }) => kind))
    for (const kind of [
      'purpose',
      'parameters',
      'first',
      'confirm',
      'contain',
      'preserve',
      'avoid',
      'recover',
      'escalate',
      'communicate',
      'review',
      'training',
    ] as const) {
      expect([...kinds], kind).toContain(kind)
    }
    expect(inSection('avoid').flatMap(({ warnings }) => warnings).length).toBeGreaterThanOrEqual(5)
    expect(inSection('escalate')[0]?.contacts).toContainEqual({ kind: 'channel', value: '#incident-security' })
  })
  test('declares every parameter of its commands, with a question and an example', () => {
    for (const { name: parameter, declared, ask, example } of runbook.parameters)
      expect([parameter, declared, ask !== null, example !== null]).toEqual([parameter, true, true, true])
  })
  test('lets its own examples be filled into every command', () => {
    const values = Object.fromEntries(runbook.parameters.map(({ name: parameter, example }) => [parameter, example ?? '']))
    const commands = [...stepsOf(runbook).flatMap(commandsOfStep), ...runbook.preservation.flatMap((item) => item.commands)]
    const paths = runbook.sections.flatMap((section) => section.steps.flatMap((step) => step.consolePaths))
    expect(commands.length + paths.length).toBeGreaterThan(25)
    for (const command of commands) expect(fillCommand(command, values).missing, command.text).toEqual([])
  })
  test('has for every containment step a handle, a check, and what to do if the check fails', () => {
    const steps = inSection('contain').flatMap((section) => section.steps)
    expect(steps.length).toBeGreaterThanOrEqual(6)
    for (const step of steps) {
      expect(step.checks.length, step.id).toBeGreaterThan(0)
      expect(step.checks.at(-1)?.ifNot, step.id).not.toBeNull()
    }
    const handled = steps.filter((step) => commandsOfStep(step).length + step.consolePaths.length > 0)
    expect(handled.length / steps.length).toBeGreaterThan(0.8)
  })
  test('has for every piece of evidence where, how, and a window with its source', () => {
    expect(runbook.preservation.length).toBeGreaterThanOrEqual(6)
    for (const { evidence, where, how, keepBefore } of runbook.preservation) {
      expect([evidence, where === null, how === null, keepBefore?.within ?? keepBefore?.retention ?? null]).not.toContain(null)
      expect([evidence, where === null, how === null]).toEqual([evidence, false, false])
    }
  })
  test('tells by when, within what the policy promises', () => {
    const text = inSection('communicate')
      .flatMap((section) => section.steps)
      .map((step) => step.text)
      .join(' ')
    expect(text).toMatch(/within 72 hours of confirmation/)
    expect(text).toMatch(/within 1 hour of detection/)
    expect(text).toMatch(/every hour at SEV1, every 4 hours at SEV2/)
  })
})

test.skipIf(!sharedAvailable)('every log that a runbook names is in the retention catalogue', () => {
  const known = new Set(
    [...readFileSync(sharedPath('facts', 'retention.yaml'), 'utf8').matchAll(/^- id: (\S+)$/gm)].map((match) => match[1]),
  )
  const named = names.flatMap((name) =>
    parseRunbook(read('runbooks', name)).runbook.preservation.flatMap(({ keepBefore }) => keepBefore?.retention ?? []),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((id) => !known.has(id))).toEqual([])
})
