// Every time that a policy promises, with the line it stands on: what runbooks are held against.
import type { Duration } from '../document/duration.ts'
import { Fields } from '../document/fields.ts'
import { parseYaml } from '../document/located.ts'
import { documentStart, type Position } from '../document/problem.ts'

export const promisedKinds = ['notify', 'acknowledge', 'contain', 'update', 'review', 'actions'] as const
export type PromisedKind = (typeof promisedKinds)[number]

export type LocatedPromise = {
  kind: PromisedKind
  /** Of a notification only: `supervisory-authority`. */
  whom: string | null
  /** Null: at every level. */
  level: string | null
  within: Duration
  /** The clock it counts from, where the policy names one. */
  from: string | null
  position: Position
  /** The line as it was written. */
  text: string
}

export type PolicyPromises = {
  id: string
  promises: readonly LocatedPromise[]
  levels: readonly { level: string; position: Position; text: string }[]
  /** Escalation paths of its levels. */
  escalations: readonly { path: string; position: Position; text: string }[]
  /** Evidence is taken so long before it expires. */
  preservation: { position: Position; text: string } | null
}

export type FrontMatter = { text: string; firstLine: number }

const opening = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,60000}?)\r?\n---[ \t]*(?:\r?\n|$)/

export function frontMatterOf(source: string): FrontMatter | null {
  const text = opening.exec(source)?.[1]
  return text === undefined ? null : { text, firstLine: 2 }
}

/** Null where the text is no policy. Never throws: what cannot be read promises nothing. */
export function promisesIn(source: string): PolicyPromises | null {
  const frontMatter = frontMatterOf(source)
  if (frontMatter === null || !/^kind:\s*["']?policy\b/m.test(frontMatter.text)) return null
  const fields = Fields.from(parseYaml(frontMatter.text, frontMatter.firstLine).value, [], documentStart)
  const lines = source.split(/\r\n|\n|\r/)
  const placed = (inner: Fields, name: string) => {
    const position = inner.map.entries.get(name)?.position ?? inner.map.position
    return { position, text: (lines[position.line - 1] ?? '').trim() }
  }
  const timed = (inner: Fields, name: string, kind: PromisedKind, level: string | null): LocatedPromise[] => {
    const within = inner.duration(name)
    return within === null ? [] : [{ kind, whom: null, level, within, from: null, ...placed(inner, name) }]
  }
  const severities = fields.list('severities').map((item) => fields.inside(item))
  const post = fields.fields('post_incident')
  return {
    id: fields.text('id') ?? '',
    promises: [
      ...severities.flatMap((severity) => {
        const level = severity.text('level')
        return [
          ...timed(severity, 'acknowledge_within', 'acknowledge', level),
          ...timed(severity, 'contain_within', 'contain', level),
          ...timed(severity, 'update_every', 'update', level),
          ...severity.list('notify').flatMap((item) => dutyIn(severity.inside(item), level, placed)),
        ]
      }),
      ...timed(post, 'review_within', 'review', null),
      ...timed(post, 'actions_due_within', 'actions', null),
    ],
    levels: severities.flatMap((severity) => {
      const level = severity.text('level')
      return level === null ? [] : [{ level, ...placed(severity, 'level') }]
    }),
    escalations: severities.flatMap((severity) => {
      const path = severity.text('escalation')
      return path === null ? [] : [{ path, ...placed(severity, 'escalation') }]
    }),
    preservation: fields.get('preservation') === undefined ? null : placed(fields, 'preservation'),
  }
}

function dutyIn(duty: Fields, level: string | null, placed: (inner: Fields, name: string) => Pick<LocatedPromise, 'position' | 'text'>) {
  const whom = duty.text('whom')
  const within = duty.duration('within')
  if (whom === null || within === null) return []
  return [{ kind: 'notify' as const, whom, level, within, from: duty.text('from'), ...placed(duty, 'whom') }]
}
