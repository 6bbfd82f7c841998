// Every address, number and channel that a document names, each once.
import type { NamedContact } from '../../core/policy/printedContacts.ts'
import { type Runbook, stepsOf } from '../../core/runbook/runbook.ts'

const words = { email: 'e-mail', phone: 'telephone', channel: 'channel' } as const

export function contactsIn(runbook: Pick<Runbook, 'sections'>, document: string): NamedContact[] {
  const all = [...runbook.sections.flatMap(({ contacts }) => contacts), ...stepsOf(runbook).flatMap(({ contacts }) => contacts)]
  const distinct = new Map(all.map((contact) => [`${contact.kind} ${contact.value}`, contact]))
  return [...distinct.values()].map(({ kind, value }) => ({ value, kind: words[kind], document }))
}
