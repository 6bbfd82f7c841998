// Reads the frameworks catalogue from the texts of its files: every version of every framework, and what is wrong, at line and column.
import { parseYaml, plainValue } from '../document/located.ts'
import {
  catalogueFileShape,
  type ReadFile,
  type WrittenCrosswalk,
  type WrittenFile,
  type WrittenFramework,
  type WrittenMisreadings,
  type WrittenSource,
} from './catalogueShape.ts'
import { checkReferences } from './checkReferences.ts'
import {
  type CatalogueSource,
  type Criterion,
  criterionId,
  type Framework,
  type FrameworkCatalogue,
  type Misreading,
  type Pair,
} from './framework.ts'
import { type FrameworkProblem, missing, positionOf, shapeProblems } from './problem.ts'

export type CatalogueFile = { name: string; text: string }

/** Never throws. Where there are problems the catalogue holds what could be read. */
export function readFrameworks(files: readonly CatalogueFile[]): { catalogue: FrameworkCatalogue; problems: FrameworkProblem[] } {
  const results = [...files].sort((left, right) => (left.name < right.name ? -1 : 1)).map(readFile)
  const read = results.flatMap(({ read: one }) => (one === undefined ? [] : [one]))
  const catalogue = assemble(read.map(({ file }) => file))
  const problems = results.flatMap((result) => result.problems)
  const absent = (['framework', 'crosswalk', 'misreadings'] as const).filter((kind) => !read.some(({ file }) => file.kind === kind))
  return {
    catalogue,
    problems: [
      ...problems,
      ...absent.map((kind) => missing(`${kind}-1.yaml`, `there is no file of the kind ${kind} that can be read`)),
      ...checkReferences(read, catalogue),
    ],
  }
}

function readFile({ name, text }: CatalogueFile): { read?: ReadFile; problems: FrameworkProblem[] } {
  const { value: located, problems } = parseYaml(text)
  if (problems.length > 0) {
    return { problems: problems.map(({ message, position }) => ({ file: name, rule: 'yaml', message, position })) }
  }
  const parsed = catalogueFileShape.safeParse(plainValue(located))
  if (!parsed.success) return { problems: shapeProblems(name, parsed.error, located) }
  const file = parsed.data
  const expected = `${file.id}-${file.version}.yaml`
  const misnamed: FrameworkProblem[] =
    name === expected
      ? []
      : [
          {
            ...{ file: name, rule: 'misnamed', position: positionOf(located, ['version']) },
            message: `a file that says ${file.id}, version ${file.version} is called ${expected}`,
          },
        ]
  return { read: { name, located, file }, problems: misnamed }
}

function assemble(files: readonly WrittenFile[]): FrameworkCatalogue {
  const versions = files.flatMap((file) => (file.kind === 'framework' ? [readFramework(file)] : []))
  const newest = versions.filter((one) => newestOf(versions.filter(({ id }) => id === one.id)) === one)
  const crosswalk = newestOf(files.filter((file) => file.kind === 'crosswalk'))
  const misreadings = newestOf(files.filter((file) => file.kind === 'misreadings'))
  return {
    frameworks: newest.sort((left, right) => left.order - right.order),
    versions,
    crosswalk: { version: crosswalk?.version ?? 0, pairs: crosswalk === undefined ? [] : readPairs(crosswalk) },
    misreadings: { version: misreadings?.version ?? 0, items: misreadings === undefined ? [] : readMisreadings(misreadings) },
  }
}

export function newestOf<Versioned extends { version: number }>(all: readonly Versioned[]): Versioned | undefined {
  return all.reduce<Versioned | undefined>((best, one) => (best === undefined || one.version > best.version ? one : best), undefined)
}

function readSource(source: WrittenSource): CatalogueSource {
  return { ...source, note: source.note ?? null }
}

function readFramework(written: WrittenFramework): Framework {
  const { kind: _kind, tests, ...said } = written
  return {
    ...said,
    note: said.note ?? null,
    sources: said.sources.map(readSource),
    groups: said.groups.map(({ id, title, criteria }) => ({
      ...{ id, title },
      criteria: criteria.map(
        (one): Criterion => ({
          ...one,
          ...{ id: criterionId(said.id, one.ref), framework: said.id, group: id },
          ...{ applies: one.applies ?? null, note: one.note ?? null, tests: one.tests.length > 0 ? one.tests : tests },
          points: one.points.map((point) => ({ ...point, applies: point.applies ?? null })),
        }),
      ),
    })),
  }
}

function named(sources: readonly WrittenSource[], ids: readonly string[]): CatalogueSource[] {
  return sources.filter(({ id }) => ids.includes(id)).map(readSource)
}

function readPairs({ pairs, sources }: WrittenCrosswalk): Pair[] {
  return pairs.map(({ a, b, basis, corroborated_by: by }) => ({ a, b, basis, corroboratedBy: named(sources, by) }))
}

function readMisreadings({ misreadings, sources }: WrittenMisreadings): Misreading[] {
  return misreadings.map((one) => ({
    ...{ id: one.id, claim: one.claim, correct: one.correct, support: one.support ?? null, advice: one.advice },
    concerns: one.concerns,
    places: one.places.map(({ what, filed_under: filedUnder, belongs_in: belongsIn }) => ({ what, filedUnder, belongsIn })),
    sources: named(sources, one.sources),
  }))
}
