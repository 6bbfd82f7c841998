// The catalogue that ships says what its sources say, and one that is wrong is refused at line and column.
import { describe, expect, test } from 'vitest'
import { frameworkCatalogue, frameworkFiles } from '../../../test/support/frameworkCatalogue.ts'
import { besideCriterion } from './beside.ts'
import { criteriaOf, findCriterion } from './framework.ts'
import { misreadingsOf, placingsOf } from './misfiled.ts'
import { problemLine } from './problem.ts'
import { readFrameworks } from './readFrameworks.ts'

const catalogue = frameworkCatalogue()
const of = (id: string) => {
  const criterion = findCriterion(catalogue, id)
  if (criterion === undefined) throw new Error(`no ${id}`)
  return criterion
}

describe('the frameworks catalogue', () => {
  test('reads without a problem, SOC 2 and ISO 27001 first', () => {
    expect(readFrameworks(frameworkFiles()).problems.map(problemLine)).toEqual([])
    expect(catalogue.frameworks.map(({ id }) => id)).toEqual([
      ...['soc2', 'iso27001', 'csf2', 'sp80061r3', 'sp80053', 'hipaa', 'pci', 'gdpr', 'nis2', 'dora', 'cis'],
    ])
  })
  test('keeps incident response in CC7.3 to CC7.5, monitoring in CC7.2, and weaknesses in CC7.1', () => {
    expect(of('soc2:CC7.1').documents).toEqual([])
    expect(of('soc2:CC7.1').populations).not.toContain('incidents')
    expect(of('soc2:CC7.2').populations).toEqual(['alerts', 'reviews', 'gaps'])
    expect(of('soc2:CC7.4').populations).toEqual(['incidents', 'notices', 'post_incident_reviews', 'actions', 'exercises'])
    expect(of('soc2:CC7.4').documents).toEqual(['policies', 'runbooks'])
  })
  test('has the point counts that the criteria of 2022 have, and says which apply to some reports only', () => {
    const counts = ['CC7.1', 'CC7.2', 'CC7.3', 'CC7.4', 'CC7.5', 'P6.6'].map((ref) => of(`soc2:${ref}`).points.length)
    expect(counts).toEqual([5, 4, 7, 14, 6, 2])
    expect(
      of('soc2:CC7.4')
        .points.filter(({ applies }) => applies === 'privacy')
        .map(({ label }) => label),
    ).toEqual(['Breach procedures applied', 'Breach notices given', 'Sanctions'])
    expect(of('soc2:P6.6').applies).toBe('privacy')
  })
  test('says of every criterion what it asks, and what an auditor tries out', () => {
    const silent = catalogue.frameworks.flatMap(criteriaOf).filter(({ summary, tests }) => summary.length < 15 || tests.length === 0)
    expect(silent.map(({ id }) => id)).toEqual([])
  })
  test('puts A.5.24 beside CC7.4, from both sides, with what corroborates it', () => {
    const there = besideCriterion(catalogue, 'soc2:CC7.4').find(({ criterion }) => criterion.id === 'iso27001:A.5.24')
    const back = besideCriterion(catalogue, 'iso27001:A.5.24').find(({ criterion }) => criterion.id === 'soc2:CC7.4')
    expect(there?.pair).toEqual(back?.pair)
    expect(there?.pair.basis).toBe('editorial')
    expect(there?.pair.corroboratedBy.map(({ id }) => id)).toEqual(['soc2iso'])
    expect(catalogue.crosswalk.pairs).toHaveLength(309)
  })
  test('shows both places of what is habitually filed elsewhere', () => {
    const misfiled = placingsOf(catalogue, 'soc2:CC7.1')
    expect(misfiled.map(({ side, place }) => [side, place.belongsIn])).toEqual([['here', ['soc2:CC7.3', 'soc2:CC7.4', 'soc2:CC7.5']]])
    const ours = placingsOf(catalogue, 'soc2:CC7.4').filter(({ side }) => side === 'elsewhere')
    expect(ours.map(({ place }) => place.filedUnder)).toContain('soc2:CC7.1')
    expect(misreadingsOf(catalogue, 'soc2').map(({ id }) => id)).toContain('points-are-not-requirements')
  })
})

describe('a catalogue that is wrong', () => {
  const source = 'sources:\n- { id: one, what: A, seen: B, confidence: high }\n'
  const head = (kind: string, id: string, version = 1) =>
    `kind: ${kind}\nid: ${id}\nversion: ${version}\npublished: '2026-11-28'\n${source}`
  const framework = (id: string, order: number, criteria: string, version = 1) =>
    `${head('framework', id, version)}order: ${order}\nname: X\ntitle: X\nrights: X\nconfidence: high\ngroups:\n- id: A\n  title: A\n  criteria:\n${criteria}`
  const criterion = (ref: string, more = '') => `  - ref: ${ref}\n    title: T\n    summary: S\n    relevance: core\n${more}`
  const right = {
    'x-1.yaml': framework('x', 1, criterion('A1')),
    'y-1.yaml': framework('y', 2, criterion('B1')),
    'crosswalk-1.yaml': `${head('crosswalk', 'crosswalk')}pairs:\n- { a: x:A1, b: y:B1, basis: editorial, corroborated_by: [one] }\n`,
    'misreadings-1.yaml': `${head('misreadings', 'misreadings')}misreadings:\n- id: c\n  claim: C\n  correct: D\n  advice: E\n  concerns: [x:A1]\n  sources: [one]\n`,
  }
  const problemsOf = (changed: Record<string, string> = {}) =>
    readFrameworks(Object.entries({ ...right, ...changed }).map(([name, text]) => ({ name, text }))).problems.map(
      ({ file, rule, position }) => `${file}:${position.line}:${position.column} ${rule}`,
    )

  test('is told apart from one that is right', () => {
    expect(problemsOf()).toEqual([])
  })
  test.each([
    [
      'a criterion that is nowhere',
      { 'crosswalk-1.yaml': right['crosswalk-1.yaml'].replace('y:B1', 'y:B2') },
      'crosswalk-1.yaml:8:17 unknown-criterion',
    ],
    [
      'a source that nobody named',
      { 'crosswalk-1.yaml': right['crosswalk-1.yaml'].replace('[one]', '[two]') },
      'crosswalk-1.yaml:8:59 unknown-source',
    ],
    [
      'a pair inside one framework',
      { 'crosswalk-1.yaml': right['crosswalk-1.yaml'].replace('y:B1', 'x:A1') },
      'crosswalk-1.yaml:8:3 with-itself',
    ],
    ['a reference that is there twice', { 'y-1.yaml': right['y-1.yaml'] + criterion('B1') }, 'y-1.yaml:20:10 twice'],
    ['a population that nobody counts', { 'y-1.yaml': `${right['y-1.yaml']}    populations: [weather]\n` }, 'y-1.yaml:20:19 shape'],
    ['a name that says another version', { 'y-2.yaml': right['y-1.yaml'] }, 'y-2.yaml:3:10 misnamed'],
    ['a text that is not YAML', { 'z-1.yaml': 'kind: [' }, 'z-1.yaml:1:8 yaml'],
  ])('is refused by name and place for %s', (_what, changed, problem) => {
    expect(problemsOf(changed)).toContain(problem)
  })
  test('is refused without a crosswalk', () => {
    const { 'crosswalk-1.yaml': _gone, ...rest } = right
    const { problems } = readFrameworks(Object.entries(rest).map(([name, text]) => ({ name, text })))
    expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['crosswalk-1.yaml missing'])
  })
  test('shows the newest version, and keeps the older ones', () => {
    const files = { ...right, 'x-2.yaml': framework('x', 1, criterion('A1') + criterion('A2'), 2) }
    const read = readFrameworks(Object.entries(files).map(([name, text]) => ({ name, text })))
    expect(read.problems).toEqual([])
    expect(read.catalogue.frameworks.map(({ id, version }) => `${id} ${version}`)).toEqual(['x 2', 'y 1'])
    expect(read.catalogue.versions.map(({ id, version }) => `${id} ${version}`)).toEqual(['x 1', 'x 2', 'y 1'])
  })
})
