// Whom does a word of a document name: one person, everyone with a role, or a title that somebody signs as?
import { type Role, roles } from '../kernel/actor.ts'

export const approverKinds = ['person', 'role', 'title'] as const
export type ApproverKind = (typeof approverKinds)[number]

/** Whom the directory knows when a text is proposed. */
export type KnownPerson = { id: string; name: string; email: string }

/** `compliance`, `responders`. */
export function roleNamed(word: string): Role | undefined {
  const plain = word.trim().toLowerCase()
  return roles.find((role) => plain === role || plain === `${role}s`)
}

export function isPersonId(word: string): boolean {
  return /^per_[0-9a-f]{32}$/.test(word)
}

export function approverKind(word: string): ApproverKind {
  if (isPersonId(word)) return 'person'
  return roleNamed(word) === undefined ? 'title' : 'role'
}

/**
 * As it goes on record: a person by their id, because names and addresses stay out of entries that auditors take away; anything else as it is
 * written. Undefined: an address that nobody here has.
 */
export function onRecord(word: string, people: readonly KnownPerson[]): string | undefined {
  const plain = word.trim()
  if (roleNamed(plain) !== undefined) return plain
  const same = (text: string) => text.toLowerCase() === plain.toLowerCase()
  const person = people.find(({ email }) => same(email)) ?? people.find(({ name }) => same(name))
  return person?.id ?? (plain.includes('@') ? undefined : plain)
}

/** `Ada <ada@example.com>`, or the address alone. */
export function isAuthor(author: string | null, email: string): boolean {
  if (author === null) return false
  const address = /<([^<>\s]+)>\s*$/.exec(author)?.[1] ?? author.trim()
  return address.toLowerCase() === email.toLowerCase()
}
