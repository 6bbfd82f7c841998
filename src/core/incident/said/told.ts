// What an entry tells, read leniently for a sentence: a member that is absent or of another type says nothing, and the sentence goes on without it.
import { formatInstant, type Instant, isInstant } from '../../kernel/instant.ts'
import type { Json, SlotValue } from '../../ledger/entry.ts'

/** What somebody is called whose name is not at hand; null where nothing is known of them but that they are erased. */
export type NameOf = (id: string) => string | null

export type Told = {
  text(name: string): string | null
  number(name: string): number | null
  /** As people write it: `2026-04-01 02:21 UTC`. */
  time(name: string): string | null
  truth(name: string): boolean | null
  list(name: string): readonly Json[]
  /** A member of a member: `inner('override', 'reason')`. */
  inner(name: string, within: string): string | null
  /** Of the personal slot: a name as it was then. Null where it was erased. */
  who(name: string): string | null
  /** The same, and where the name is not at hand what the id of that member (or of a member within it) is called. */
  person(name: string, idMember: string, within?: string): string | null
  /** Is there such a member, if only to say null? */
  mentions(name: string): boolean
}

export type Say = (told: Told) => string

export function toldBy(detail: SlotValue | null, personal: SlotValue | undefined, nameOf: NameOf = () => null): Told {
  const text = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null)
  return {
    text: (name) => text(detail?.[name]),
    number: (name) => {
      const value = detail?.[name]
      return typeof value === 'number' ? value : null
    },
    time: (name) => {
      const value = detail?.[name]
      return typeof value === 'number' && isInstant(value) ? timeInWords(value) : null
    },
    mentions: (name) => detail !== null && Object.hasOwn(detail, name),
    truth: (name) => {
      const value = detail?.[name]
      return typeof value === 'boolean' ? value : null
    },
    inner: (name, within) => text(member(detail?.[name] ?? null, within)),
    list: (name) => {
      const value = detail?.[name]
      return Array.isArray(value) ? value : []
    },
    who: (name) => text(personal?.[name]),
    person: (name, idMember, within) => {
      const held = detail?.[idMember] ?? null
      const id = text(within === undefined ? held : member(held, within))
      return text(personal?.[name]) ?? (id === null ? null : nameOf(id))
    },
  }
}

export function timeInWords(at: Instant): string {
  return `${formatInstant(at).slice(0, 16).replace('T', ' ')} UTC`
}

/** ` of what`, or nothing where it is not known. */
export function after(before: string, value: string | number | null, behind = ''): string {
  return value === null ? '' : `${before}${value}${behind}`
}

export function member(value: Json, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SlotValue)[name] : undefined
}

/** Ends a sentence with what somebody wrote, which may bring its own full stop. */
export function written(before: string, text: string | null): string {
  if (text === null) return `${before}.`
  return /[.!?]$/.test(text) ? `${before}: ${text}` : `${before}: ${text}.`
}

export function words(name: string): string {
  return name.replaceAll('_', ' ').replaceAll('-', ' ')
}
