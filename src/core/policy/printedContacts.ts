// Whom to reach and whom to tell, on paper: for when the paging tool, the chat and this product are what is down.

import type { DocumentVersion } from '../document/documentVersion.ts'
import { type Duration, durationInWords } from '../document/duration.ts'
import type { PrintBlock, PrintRun } from '../document/printBlocks.ts'
import { documentIdentity, type PrintedDocument } from '../document/printedDocument.ts'
import type { Instant } from '../kernel/instant.ts'
import { formatInstant } from '../kernel/instant.ts'
import type { Policy } from './policy.ts'

export type PersonToReach = { name: string; role: string; email: string }
/** An address that a document names, and which document that is. */
export type NamedContact = { value: string; kind: string; document: string }

export type ContactsToPrint = {
  policy: Policy
  version: DocumentVersion
  organization: string
  people: readonly PersonToReach[]
  contacts: readonly NamedContact[]
  printedOn: Instant
}

export function printedContacts({ policy, version, organization, people, contacts, printedOn }: ContactsToPrint): PrintedDocument {
  const day = formatInstant(printedOn).slice(0, 10)
  const duties = policy.severities.flatMap(({ level, notify }) =>
    notify.map(({ whom, within, from }) => [level, inWords(whom), durationInWords(within), inWords(from)]),
  )
  return {
    title: `Whom to reach: ${version.title}`,
    organization,
    facts: [
      { name: 'Policy', value: `version ${version.number}, SHA-256 ${version.version}` },
      { name: 'As of', value: `${day}. Print it again when people or numbers change.` },
    ],
    notice: people.length === 0 ? 'Nobody who works on incidents is known here yet.' : null,
    blocks: [
      heading('People'),
      paragraph('Telephone numbers are not kept here: write them in by hand, and keep this sheet where you find it without power.'),
      table(
        ['Name', 'Role', 'E-mail', 'Telephone'],
        people.map(({ name, role, email }) => [name, role, email, '']),
      ),
      ...section('Channels and addresses in our documents', contacts.length > 0, [
        table(
          ['Where', 'Kind', 'Named in'],
          contacts.map(({ value, kind, document }) => [value, kind, document]),
        ),
      ]),
      heading('How fast, by severity'),
      table(
        ['Severity', 'Acknowledge within', 'Contain within', 'Update every', 'Escalation path'],
        policy.severities.map((level) => [
          ...[level.level, promise(level.acknowledgeWithin), promise(level.containWithin), promise(level.updateEvery)],
          level.escalation ?? '–',
        ]),
      ),
      ...section('Whom to tell, and by when', duties.length > 0, [
        paragraph('What our policy promises. Laws and contracts may ask for more and sooner: the nearest deadline counts.'),
        table(['Severity', 'Whom', 'Within', 'Counted from'], duties),
      ]),
    ],
    identity: `${documentIdentity(version)}, contacts as of ${day}`,
  }
}

function section(title: string, has: boolean, blocks: PrintBlock[]): PrintBlock[] {
  return has ? [heading(title), ...blocks] : []
}

function heading(text: string): PrintBlock {
  return { kind: 'heading', level: 2, text }
}

function paragraph(text: string): PrintBlock {
  return { kind: 'paragraph', runs: plain(text) }
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): PrintBlock {
  return { kind: 'table', columns: columns.map(plain), rows: rows.map((row) => row.map(plain)) }
}

function plain(text: string): PrintRun[] {
  return text === '' ? [] : [{ text, style: 'plain' }]
}

function promise(duration: Duration | null): string {
  return duration === null ? '–' : durationInWords(duration)
}

/** `supervisory-authority`: “supervisory authority”. */
function inWords(name: string): string {
  return name.replaceAll(/[-_]/g, ' ')
}
