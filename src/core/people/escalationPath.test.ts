// Sentences about escalation paths: what would keep one from reaching somebody tonight.
import { describe, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { type Directory, type EscalationLevel, problemsOfPath } from './escalationPath.ts'
import { parseEscalation } from './parseEscalation.ts'

const now = parseInstant('2026-03-18T02:00:00Z') as Instant

const written = `rotations:
  - id: primary
    name: Primary
    time_zone: Europe/Zurich
    handover: { weekday: monday, time: "09:00" }
    starts_on: "2026-03-16"
    people: [ada, grace]
paths:
  - id: security-oncall
    name: Security on-call
    levels:
      - rotation: primary
        backup: { person: grace }
        mechanism: pagerduty
        paging_policy: Security
        channel: "#incident-security"
        call: tel:+41441234567
        chat: https://chat.example.com/incident-security
        wait_before_next: PT15M
        last_verified: "2026-03-01T10:00:00Z"
      - person: barbara
        backup: { person: ada }
        mechanism: phone
        channel: "#incident-security"
        last_verified: "2026-03-01T10:00:00Z"
`
const { rotations, paths, problems } = parseEscalation(written)
const [path] = paths
if (path === undefined) throw new Error('the fixture has a path')
const people = ['ada', 'grace', 'barbara'].map((person) => ({ person, name: person, activeUntil: null }))
const directory: Directory = { people, rotations }
const [level] = path.levels
if (level === undefined) throw new Error('the fixture has a level')

const rules = (change: Partial<EscalationLevel>, from: Directory = directory) =>
  problemsOfPath({ ...path, levels: [{ ...level, ...change }, ...path.levels.slice(1)] }, from, now).map(({ rule }) => rule)

describe('an escalation path', () => {
  test('that would reach somebody has no problem', () => {
    expect(problems).toEqual([])
    expect(level).toMatchObject({
      target: { kind: 'rotation', rotation: 'primary' },
      pagingPolicy: 'Security',
      call: 'tel:+41441234567',
      waitBeforeNext: { iso: 'PT15M' },
    })
    expect(problemsOfPath(path, directory, now)).toEqual([])
  })
  test.each<[string, Partial<EscalationLevel>, string]>([
    ['a backup who is on call in the rotation itself', { backup: { kind: 'person', person: 'ada' } }, 'backup-is-primary'],
    ['a backup that is the same rotation', { backup: { kind: 'rotation', rotation: 'primary' } }, 'backup-is-primary'],
    ['no backup', { backup: null }, 'backup-missing'],
    ['no channel', { channel: null }, 'no-channel'],
    ['no mechanism', { mechanism: null }, 'no-mechanism'],
    ['no wait before the next level', { waitBeforeNext: null }, 'no-wait'],
    ['no test ever', { lastVerified: null }, 'never-verified'],
    ['a test half a year ago', { lastVerified: parseInstant('2025-09-01T00:00:00Z') as Instant }, 'verified-long-ago'],
    ['a rotation that is not there', { target: { kind: 'rotation', rotation: 'gone' } }, 'rotation-unknown'],
    ['a person who is not there', { target: { kind: 'person', person: 'nobody' } }, 'person-unknown'],
  ])('with %s has that one problem', (_what, change, rule) => {
    expect(rules(change)).toEqual([rule])
  })
  test('names people of a rotation who left, and a rotation nobody is in', () => {
    const left = people.map((person) => (person.person === 'grace' ? { ...person, activeUntil: now } : person))
    expect(rules({}, { people: left, rotations })).toEqual(['person-left', 'person-left'])
    expect(rules({}, { people, rotations: rotations.map((one) => ({ ...one, people: [] })) })).toContain('nobody-on-call')
  })
  test('of one level or none says so', () => {
    expect(problemsOfPath({ ...path, levels: path.levels.slice(0, 1) }, directory, now).map(({ rule }) => rule)).toEqual(['single-level'])
    expect(problemsOfPath({ ...path, levels: [] }, directory, now).map(({ rule }) => rule)).toEqual(['no-levels'])
  })
  test.each([
    ['Europe/Zurich', 'Mars/Olympus', 'rotation/field'],
    ['"09:00"', '"24:00"', 'rotation/field'],
    ['weekday: monday', 'weekday: someday', 'front-matter/choice'],
    ['tel:+41441234567', 'javascript:alert(1)', 'escalation/link'],
    ['https://chat', 'http://chat', 'escalation/link'],
    ['"2026-03-01T10:00:00Z"', '"yesterday"', 'escalation/instant'],
    ['- person: barbara', '- nobody: barbara', 'escalation/target'],
  ])('with %j written as %j has the problem at its line', (right, wrong, rule) => {
    expect(parseEscalation(written.replace(right, wrong)).problems.map((problem) => problem.rule)).toContain(rule)
  })
})
