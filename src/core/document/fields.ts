// Reading fields by name and kind: what is missing or of another kind is said with its position, and reading goes on without it.
import { type Duration, parseDuration } from './duration.ts'
import type { Located, LocatedMap } from './located.ts'
import type { DocumentProblem, Position } from './problem.ts'

const kindNames: Record<Located['kind'], string> = {
  map: 'several fields',
  list: 'a list',
  text: 'text',
  number: 'a number',
  truth: 'true or false',
  nothing: 'nothing',
}

/** One map of a document. Remembers which names were asked for, so that the rest can be kept or refused. */
export class Fields {
  readonly map: LocatedMap
  readonly problems: DocumentProblem[]
  readonly #known = new Set<string>()

  constructor(map: LocatedMap, problems: DocumentProblem[]) {
    this.map = map
    this.problems = problems
  }

  static from(value: Located | undefined, problems: DocumentProblem[], near: Position): Fields {
    if (value?.kind === 'map') return new Fields(value, problems)
    const position = value?.position ?? near
    if (value !== undefined && value.kind !== 'nothing') {
      problems.push({ rule: 'front-matter/kind', message: `Fields are expected here, not ${kindNames[value.kind]}.`, position })
    }
    return new Fields({ kind: 'map', position, entries: new Map() }, problems)
  }

  get(name: string): Located | undefined {
    this.#known.add(name)
    const value = this.map.entries.get(name)
    return value?.kind === 'nothing' ? undefined : value
  }

  text(name: string): string | null {
    const value = this.get(name)
    if (value === undefined) return null
    if (value.kind === 'text' && value.value.trim() !== '') return value.value.trim()
    if (value.kind === 'number') return String(value.value)
    this.wrong(name, 'text', value)
    return null
  }

  neededText(name: string): string {
    const value = this.text(name)
    if (value === null && !this.map.entries.has(name)) this.missing(name)
    return value ?? ''
  }

  duration(name: string): Duration | null {
    const value = this.get(name)
    if (value === undefined) return null
    const duration = value.kind === 'text' ? parseDuration(value.value.trim()) : undefined
    if (duration === undefined) {
      this.say('front-matter/duration', `\`${name}\` must be a length of time like PT15M, P5D or P1Y.`, value.position)
    }
    return duration ?? null
  }

  /** One text counts as a list of one. */
  texts(name: string): string[] {
    const value = this.get(name)
    if (value === undefined) return []
    if (value.kind === 'text') return [value.value]
    if (value.kind !== 'list') {
      this.wrong(name, 'a list', value)
      return []
    }
    return value.items.flatMap((item) => {
      if (item.kind === 'text' || item.kind === 'number') return [String(item.value)]
      this.wrong(name, 'a list of texts', item)
      return []
    })
  }

  one<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const value = this.text(name)
    if (value === null) return null
    const found = choices.find((choice) => choice === value)
    if (found === undefined) this.say('front-matter/choice', `\`${name}\` must be one of ${choices.join(', ')}.`, this.positionOf(name))
    return found ?? null
  }

  fields(name: string): Fields {
    return Fields.from(this.get(name), this.problems, this.map.position)
  }

  /** The fields of an item of a list, with the same problems. */
  inside(value: Located): Fields {
    return Fields.from(value, this.problems, this.map.position)
  }

  list(name: string): Located[] {
    const value = this.get(name)
    if (value === undefined) return []
    if (value.kind === 'list') return value.items
    this.wrong(name, 'a list', value)
    return []
  }

  positionOf(name: string): Position {
    return this.map.entries.get(name)?.position ?? this.map.position
  }

  /** Names nobody asked for, in their order. */
  rest(): [string, Located][] {
    return [...this.map.entries].filter(([name]) => !this.#known.has(name))
  }

  missing(name: string): void {
    this.say('front-matter/missing', `\`${name}\` is missing.`, this.map.position)
  }

  say(rule: string, message: string, position: Position): void {
    this.problems.push({ rule, message, position })
  }

  private wrong(name: string, wanted: string, value: Located): void {
    this.say('front-matter/kind', `\`${name}\` must be ${wanted}, not ${kindNames[value.kind]}.`, value.position)
  }
}
