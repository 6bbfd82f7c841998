// What the shape of one file cannot know: criteria that are nowhere, sources that nobody named, and things that are there twice.
import type { ReadFile, WrittenFile } from './catalogueShape.ts'
import { criteriaOf, type FrameworkCatalogue } from './framework.ts'
import { type FrameworkProblem, type FrameworkRule, positionOf } from './problem.ts'

type Path = readonly (string | number)[]
type Named = { value: string; path: Path }

export function checkReferences(files: readonly ReadFile[], catalogue: FrameworkCatalogue): FrameworkProblem[] {
  const criteria = new Set(catalogue.frameworks.flatMap((framework) => criteriaOf(framework).map(({ id }) => id)))
  const known = new Set([...criteria, ...catalogue.frameworks.map(({ id }) => id)])
  return files.flatMap(({ name, located, file }) => {
    const at = (rule: FrameworkRule, path: Path, message: string): FrameworkProblem => {
      return { file: name, rule, message, position: positionOf(located, path) }
    }
    const sources = new Set(file.sources.map(({ id }) => id))
    // An older version may name what a newer one of another file no longer has.
    const isNewest = file.kind === 'framework' || file.version === catalogue[file.kind].version
    return [
      ...twice(idsOf(file)).map(({ value, path }) => at('twice', path, `“${value}” is there already`)),
      ...sourcesNamed(file)
        .filter(({ value }) => !sources.has(value))
        .map(({ value, path }) => at('unknown-source', path, `this file has no source “${value}”`)),
      ...(isNewest ? criteriaNamed(file) : [])
        .filter(({ value }) => !known.has(value))
        .map(({ value, path }) => at('unknown-criterion', path, `no framework has “${value}”`)),
      ...withItself(file).map((path) => at('with-itself', path, 'two criteria of one framework: a pair joins two frameworks')),
    ]
  })
}

function twice(all: readonly Named[]): Named[] {
  const seen = new Set<string>()
  return all.filter(({ value }) => {
    const again = seen.has(value)
    seen.add(value)
    return again
  })
}

function idsOf(file: WrittenFile): Named[] {
  const sources = file.sources.map(({ id }, at) => ({ value: id, path: ['sources', at, 'id'] }))
  if (file.kind === 'crosswalk') {
    return [...sources, ...file.pairs.map(({ a, b }, at) => ({ value: [a, b].sort().join(' and '), path: ['pairs', at] }))]
  }
  if (file.kind === 'misreadings')
    return [...sources, ...file.misreadings.map(({ id }, at) => ({ value: id, path: ['misreadings', at, 'id'] }))]
  const groups = file.groups.map(({ id }, at) => ({ value: `group ${id}`, path: ['groups', at, 'id'] }))
  const refs = file.groups.flatMap(({ criteria }, group) =>
    criteria.map(({ ref }, at) => ({ value: ref, path: ['groups', group, 'criteria', at, 'ref'] })),
  )
  return [...sources, ...groups, ...refs]
}

function sourcesNamed(file: WrittenFile): Named[] {
  if (file.kind === 'crosswalk') {
    return file.pairs.flatMap(({ corroborated_by: by }, pair) =>
      by.map((value, at) => ({ value, path: ['pairs', pair, 'corroborated_by', at] })),
    )
  }
  if (file.kind !== 'misreadings') return []
  return file.misreadings.flatMap(({ sources }, one) => sources.map((value, at) => ({ value, path: ['misreadings', one, 'sources', at] })))
}

function criteriaNamed(file: WrittenFile): Named[] {
  if (file.kind === 'crosswalk') {
    return file.pairs.flatMap(({ a, b }, at) => [
      { value: a, path: ['pairs', at, 'a'] },
      { value: b, path: ['pairs', at, 'b'] },
    ])
  }
  if (file.kind !== 'misreadings') return []
  return file.misreadings.flatMap(({ concerns, places }, one) => [
    ...concerns.map((value, at) => ({ value, path: ['misreadings', one, 'concerns', at] })),
    ...places.flatMap(({ filed_under: filed, belongs_in: belongs }, place) => [
      { value: filed, path: ['misreadings', one, 'places', place, 'filed_under'] },
      ...belongs.map((value, at) => ({ value, path: ['misreadings', one, 'places', place, 'belongs_in', at] })),
    ]),
  ])
}

function withItself(file: WrittenFile): Path[] {
  if (file.kind !== 'crosswalk') return []
  const framework = (id: string) => id.split(':', 1)[0]
  return file.pairs.flatMap(({ a, b }, at) => (framework(a) === framework(b) ? [['pairs', at]] : []))
}
