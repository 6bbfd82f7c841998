// What did a company answer? Parsed where it comes in: an unknown tool or a value that could change a command is refused by name.
import { type FieldProblem, Refusal } from '../kernel/refusal.ts'
import type { ToolCatalogue, ToolKind } from './tool.ts'

export type Answers = {
  /** By kind; what is missing stays open in the documents. */
  tools: Partial<Readonly<Record<ToolKind, string>>>
  /** Values of fixed parameters, by name without brackets. */
  names: Readonly<Record<string, string>>
  /** By id of the place. */
  places: Readonly<Record<string, string>>
  /** Where incidents are talked about, without `#`; null leaves `#incident-security`. */
  channel: string | null
}

export const noAnswers: Answers = { tools: {}, names: {}, places: {}, channel: null }

/** Means the same to every shell in every place. */
const safeName = /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$/
/** Words of a sentence: nothing that Markdown, YAML or a comment gives a meaning. */
const safeWords = /^[\p{Letter}\p{Number}][\p{Letter}\p{Number} .,&'’()+@/-]{0,79}$/u
const safeChannel = /^[a-z0-9][a-z0-9_-]{0,79}$/

/** Why a value cannot be taken; null where it can. A form asks before it goes on, and what arrives is asked again. */
export function problemOfName(text: string): string | null {
  return safeName.test(text) ? null : 'It stands in commands: letters, digits and . _ : / @ - only, beginning with a letter or digit.'
}

export function problemOfWords(text: string): string | null {
  return safeWords.test(text) ? null : 'At most 80 letters, digits, spaces and plain punctuation, beginning with a letter or digit.'
}

export function problemOfChannel(text: string): string | null {
  return safeChannel.test(text.replace(/^#/, '')) ? null : 'A channel is named with small letters, digits, _ and -.'
}

/** `value`: what a file or a form said. Refuses `invalid_request` with every field that is wrong. */
export function decideAnswers(catalogue: ToolCatalogue, value: unknown): Answers {
  const fields: FieldProblem[] = []
  const said = (path: string, message: string) => fields.push({ path, message })
  const whole = mapOf(value)
  if (whole === null) throw new Refusal('invalid_request', 'Answers are names with values: tools, names, places, channel.')
  for (const key of Object.keys(whole))
    if (!['tools', 'names', 'places', 'channel'].includes(key))
      said(`/${key}`, 'There is no such answer; there are tools, names, places and channel.')
  const tools: Partial<Record<ToolKind, string>> = {}
  for (const [key, tool] of entriesOf(whole.tools, '/tools', said)) {
    const kind = catalogue.questions.find((question) => question.kind === key)?.kind
    const known = catalogue.tools.filter((one) => one.kind === kind).map(({ id }) => id)
    if (kind === undefined)
      said(`/tools/${key}`, `There is no such kind; there are ${catalogue.questions.map((question) => question.kind).join(', ')}.`)
    else if (!known.includes(tool))
      said(`/tools/${key}`, `“${tool.slice(0, 60)}” is not known; known are ${known.join(', ')}. Leave it out, and the places stay open.`)
    else tools[kind] = tool
  }
  const names = checked(whole.names, '/names', said, (name, text) => {
    if (!catalogue.parameters.some((parameter) => parameter.fixed && parameter.name === name)) return 'No command has such a fixed name.'
    return problemOfName(text)
  })
  const places = checked(whole.places, '/places', said, (id, text) => {
    if (!catalogue.places.some((place) => place.id === id))
      return `There is no such place; there are ${catalogue.places.map((place) => place.id).join(', ')}.`
    return problemOfWords(text)
  })
  const channel = channelOf(whole.channel, said)
  if (fields.length > 0)
    throw new Refusal(
      'invalid_request',
      `The answers cannot be used: ${fields.map(({ path, message }) => `${path}: ${message}`).join(' ')}`,
      { fields },
    )
  return { tools, names, places, channel }
}

type Say = (path: string, message: string) => void

function channelOf(value: unknown, said: Say): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : ''
  const problem = problemOfChannel(text)
  if (problem === null) return text.replace(/^#/, '')
  said('/channel', problem)
  return null
}

function checked(
  value: unknown,
  path: string,
  said: Say,
  problemOf: (name: string, text: string) => string | null,
): Record<string, string> {
  return Object.fromEntries(
    entriesOf(value, path, said).filter(([name, text]) => {
      const problem = problemOf(name, text)
      if (problem !== null) said(`${path}/${name.slice(0, 60)}`, problem)
      return problem === null
    }),
  )
}

/** Empty texts are no answers. */
function entriesOf(value: unknown, path: string, said: Say): [string, string][] {
  if (value === undefined || value === null) return []
  const map = mapOf(value)
  if (map === null) {
    said(path, 'Names with values.')
    return []
  }
  return Object.entries(map).flatMap(([name, text]): [string, string][] => {
    if (text === null || text === '') return []
    if (typeof text === 'string' || typeof text === 'number') return [[name, String(text)]]
    said(`${path}/${name.slice(0, 60)}`, 'A text.')
    return []
  })
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
}
