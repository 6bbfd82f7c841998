// Who wrote on a text that somebody else approves: everybody who ever did, with the name they had then.
import type { PersonActor, TokenActor } from '../kernel/actor.ts'

export type Writer = { readonly id: string; readonly kind: 'person' | 'token'; readonly name: string }

export function writersWith(writers: readonly Writer[], { id, kind, name }: PersonActor | TokenActor): Writer[] {
  return [...writers.filter((writer) => writer.id !== id), { id, kind, name }]
}
