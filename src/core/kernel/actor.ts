// Who does something: a person, an API token, a source, or Tickmark itself.
import type { Id, PersonId, SourceId, TokenId } from './ids.ts'

export const roles = ['admin', 'compliance', 'responder', 'auditor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** `role` is the one held at the moment of the act, already checked for expiry at the door. */
export type PersonActor = { kind: 'person'; id: PersonId; name: string; role: Role; sessionId: Id<'session'> }
export type TokenActor = { kind: 'token'; id: TokenId; name: string; role: Role }
export type SourceActor = { kind: 'source'; id: SourceId; name: string }
export type SystemActor = { kind: 'system'; id: 'system'; name: string }

export type Actor = PersonActor | TokenActor | SourceActor | SystemActor

/** Tickmark acting by itself; `name` says which job. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', id: 'system', name }
}
