// Reads the obligations catalogue from its parsed files, and refuses it with the place of every mistake.
import type { FieldProblem } from '../kernel/refusal.ts'
import { type CatalogueFile, catalogueFileShape, type WrittenStage } from './catalogueShape.ts'
import { readCalendar } from './readCalendar.ts'
import { readObligation, readRule, readSource } from './readRule.ts'
import type { Catalogue } from './rule.ts'
import { fieldsOf, refuseFields } from './shape.ts'

/** `value`: an object of file names and what their YAML holds. Problems are placed like `eu.yaml/obligations/3/stages/0/from`. */
export function readCatalogue(value: unknown): Catalogue {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse([{ path: '', message: 'an object of parsed files by name' }])
  const files = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  const parsed = files.map(([name, file]) => ({ name, result: catalogueFileShape.safeParse(file) }))
  const problems = parsed.flatMap(({ name, result }) => (result.success ? [] : fieldsOf(result.error, name)))
  if (problems.length > 0) throw refuse(problems)
  const read = parsed.flatMap(({ name, result }) => (result.success ? [{ name, file: result.data }] : []))
  const references = unresolved(read)
  if (references.length > 0) throw refuse(references)
  return assemble(read.map(({ file }) => file))
}

function refuse(problems: readonly FieldProblem[]) {
  return refuseFields('The obligations catalogue', problems)
}

function assemble(files: readonly CatalogueFile[]): Catalogue {
  const written = files.flatMap((file) => file.obligations)
  const read = written.map((common) => ({ common, obligation: readObligation(common) }))
  const calendars = files.flatMap((file) => file.calendars).map(readCalendar)
  return {
    obligations: read.map(({ obligation }) => obligation),
    rules: read.flatMap(({ common, obligation }) => common.stages.map((stage) => readRule(obligation, common, stage))),
    calendars: new Map(calendars.map((calendar) => [calendar.id, calendar])),
    content: new Map(files.flatMap((file) => Object.entries(file.content))),
    counting: files
      .flatMap((file) => file.counting_rules)
      .map(({ id, summary, sources, confidence }) => ({ id, summary, sources: sources.map(readSource), confidence })),
    commonErrors: files.flatMap((file) => file.common_errors),
    watched: files
      .flatMap((file) => file.watched)
      .map(({ id, what, status, sources }) => ({ id, what, status, sources: sources.map(readSource) })),
  }
}

type NamedFile = { name: string; file: CatalogueFile }

/** What the shape of one file cannot know: ids that are there twice, and names of what is nowhere. */
function unresolved(files: readonly NamedFile[]): FieldProblem[] {
  const calendars = new Set(files.flatMap(({ file }) => file.calendars.map(({ id }) => id)))
  const content = new Set(files.flatMap(({ file }) => Object.keys(file.content)))
  const obligations = files.flatMap(({ name, file }) =>
    file.obligations.map((obligation, at) => ({ obligation, path: `${name}/obligations/${at}` })),
  )
  const calendarIds = files.flatMap(({ name, file }) => file.calendars.map(({ id }, at) => ({ id, path: `${name}/calendars/${at}` })))
  return [
    ...twice(obligations.map(({ obligation, path }) => ({ id: obligation.id, path }))),
    ...twice(calendarIds),
    ...obligations.flatMap(({ obligation, path }) => [
      ...twice(obligation.stages.map(({ id }, at) => ({ id, path: `${path}/stages/${at}` }))),
      ...unknown(`${path}/calendar`, obligation.calendar, calendars, 'calendar'),
      ...obligation.stages.flatMap((stage, at) => [
        ...stageReferences(`${path}/stages/${at}`, stage, new Set(obligation.stages.map(({ id }) => id))),
        ...unknown(`${path}/stages/${at}/calendar`, stage.calendar, calendars, 'calendar'),
        ...stage.content.flatMap((item, index) => unknown(`${path}/stages/${at}/content/${index}`, item, content, 'content item')),
      ]),
    ]),
  ]
}

function stageReferences(path: string, stage: WrittenStage, stages: Set<string>): FieldProblem[] {
  const others = new Set([...stages].filter((id) => id !== stage.id))
  const check = (member: string, id: string | undefined) => unknown(`${path}/${member}`, id, others, 'other stage of this obligation')
  return [
    ...(stage.after ?? []).flatMap((id) => check('after', id)),
    ...(stage.after_latest ?? []).flatMap((id) => check('after_latest', id)),
    ...check('no_later_than', stage.no_later_than),
  ]
}

function unknown(path: string, id: string | undefined, known: ReadonlySet<string>, what: string): FieldProblem[] {
  return id === undefined || known.has(id) ? [] : [{ path, message: `there is no ${what} “${id}”` }]
}

function twice(all: readonly { id: string; path: string }[]): FieldProblem[] {
  const first = new Map<string, string>()
  return all.flatMap(({ id, path }) => {
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, path)
    return earlier === undefined ? [] : [{ path: `${path}/id`, message: `“${id}” is already at ${earlier}` }]
  })
}
