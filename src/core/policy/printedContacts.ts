// Whom to reach and whom to tell, on paper: for when the paging tool, the chat and this product are what is down.

import type { DocumentVersion } from '../document/documentVersion.ts'
import { type Duration, durationInWords } from '../document/duration.ts'
import type { PrintBlock, PrintRun } from '../document/printBlocks.ts'
import { documentIdentity, type PrintedDocument } from '../document/printedDocument.ts'
import type { Instant } from '../kernel/instant.ts'
import { formatInstant } from '../kernel/instant.ts'
import type { Policy } from './policy.ts'

/** `telephone`: the number under which a level of a path names this very person. */
export type PersonToReach = { name: string; role: string; email: string; telephone: string | null }

export type LevelToPrint = {
  /** The person, or the rotation with who is on call in it now. */
  who: string
  backup: string | null
  /** `pagerduty, security-high` */
  mechanism: string | null
  telephone: string | null
  channel: string | null
  waitMinutes: number | null
}
export type PathToPrint = { key: string; name: string; levels: readonly LevelToPrint[] }
export type TurnToPrint = { rotation: string; person: string; standsIn: boolean; from: Instant; to: Instant }

/** An address that a document names, and which document that is. */
export type NamedContact = { value: string; kind: string; document: string }

export type ContactsToPrint = {
  policy: Policy
  version: DocumentVersion
  organization: string
  people: readonly PersonToReach[]
  paths: readonly PathToPrint[]
  /** Of the next weeks, by rotation, in order. */
  turns: readonly TurnToPrint[]
  contacts: readonly NamedContact[]
  printedOn: Instant
}

export function printedContacts(given: ContactsToPrint): PrintedDocument {
  const { policy, version, organization, people, contacts, paths, turns, printedOn } = given
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
      heading('Whom to call, in which order'),
      paragraph(
        paths.length === 0
          ? 'No escalation path is written yet: write in by hand whom to call first, and who stands in.'
          : 'Where one does not answer in time, call the next. Keep this sheet where you find it without power.',
      ),
      ...paths.flatMap(pathBlocks),
      ...section('Who is on call', turns.length > 0, [
        table(
          ['Rotation', 'Who', 'From', 'Until'],
          turns.map(({ rotation, person, standsIn, from, to }) => [
            ...[rotation, standsIn ? `${person} (standing in)` : person],
            ...[inUtc(from), inUtc(to)],
          ]),
        ),
      ]),
      heading('People'),
      paragraph('A number stands here where an escalation path names the person with it; write the others in by hand.'),
      table(
        ['Name', 'Role', 'E-mail', 'Telephone'],
        people.map(({ name, role, email, telephone }) => [name, role, email, telephone ?? '']),
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

function pathBlocks({ key, name, levels }: PathToPrint): PrintBlock[] {
  const rows = levels.map(({ who, backup, mechanism, telephone, channel, waitMinutes }, place) => [
    ...[String(place + 1), who, backup ?? 'nobody', telephone ?? '', mechanism ?? '–', channel ?? '–'],
    waitMinutes === null ? '–' : `${waitMinutes} min`,
  ])
  return [
    { kind: 'heading', level: 3, text: name === key ? name : `${name} (${key})` },
    levels.length === 0
      ? paragraph('It names nobody yet.')
      : table(['Level', 'Whom', 'Backup', 'Telephone', 'By', 'Channel', 'Next after'], rows),
  ]
}

/** `2026-05-04 07:00 UTC`: paper is read in any zone. */
function inUtc(at: Instant): string {
  return `${formatInstant(at).slice(0, 16).replace('T', ' ')} UTC`
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
