// What an entry holds besides its sentence, where that is what changed: answers, values, files with their hashes, documents with theirs.
import { count, timeText } from '../../document/phrases.ts'
import { type Instant, isInstant } from '../../kernel/instant.ts'
import type { Json, SlotValue } from '../../ledger/entry.ts'
import { isObject } from '../record/incidentParts.ts'
import type { ThreadLine } from '../thread.ts'

type Details = (detail: SlotValue, names: ReadonlyMap<string, string>) => (string | null)[]

export function detailsOf(line: ThreadLine, names: ReadonlyMap<string, string>): string[] {
  const tell = Object.hasOwn(told, line.kind) ? told[line.kind] : undefined
  const own = line.detail === null || tell === undefined ? [] : tell(line.detail, names)
  const { file } = line
  const kept = file === null ? [] : [`${count(file.size)} bytes, ${file.type}, SHA-256 ${file.sha256}`]
  return [...own, ...kept].flatMap((one) => one ?? [])
}

/** By the id of the evidence: later entries name it by that alone. */
export function evidenceNames(lines: readonly ThreadLine[]): Map<string, string> {
  const captured = lines.filter(({ kind }) => kind === 'evidence.captured')
  return new Map(
    captured.flatMap(({ detail }) => (detail === null ? [] : [[text(detail.evidence) ?? '', text(detail.name) ?? ''] as const])),
  )
}

/** A paper has no links: what a version is called, which one it is, and by what it can be told from every other text. */
function versionText(document: Json | undefined, version: Json | undefined, number: Json | undefined, title: Json | undefined): string {
  const id = text(document)
  const named = [text(title) ?? id, typeof number === 'number' ? `version ${number}` : null].filter((one) => one !== null).join(', ')
  return `${named}${text(title) === null || id === null ? '' : ` (${id})`}, SHA-256 ${text(version) ?? 'unknown'}`
}

const told: Readonly<Record<string, Details>> = {
  'incident.changed': ({ summary }) => [labelled('Summary', text(summary))],
  'incident.declared': ({ summary, policy, policy_version }) => [
    labelled('Summary', text(summary)),
    labelled('Judged by', text(policy) === null ? null : `${text(policy)}, SHA-256 ${text(policy_version) ?? 'unknown'}`),
  ],
  'severity.set': ({ answers }) => [labelled('Answers', pairs(answers))],
  'run.started': ({ document, version, number, title }) => [labelled('Runbook', versionText(document, version, number, title))],
  'run.parameters_given': ({ values }) => [labelled('Values', pairs(values))],
  'step.marked': ({ roles }) => [labelled('In the role of', Array.isArray(roles) && roles.length > 0 ? roles.join(', ') : null)],
  'evidence.captured': ({ description, query, command, covers_from, covers_to }) => [
    text(description),
    labelled('Query', text(query)),
    labelled('Command', isObject(command) ? commandText(command) : null),
    labelled('Covers', span(covers_from, covers_to)),
  ],
  'evidence.accessed': ({ evidence, what, note }, names) => [
    labelled('Evidence', names.get(text(evidence) ?? '') ?? text(evidence)),
    labelled('How', text(what)?.replaceAll('_', ' ') ?? null),
    text(note),
  ],
  'preservation.listed': ({ where, how, window }) => [
    labelled('Where', text(where)),
    labelled('How', text(how)),
    labelled('Kept there for', text(window)),
  ],
  'preservation.settled': ({ evidence }, names) => [labelled('Evidence', names.get(text(evidence) ?? '') ?? null)],
  'page.sent': ({ receipt, asked_at }) => [labelled('Receipt', text(receipt)), labelled('Asked for', time(asked_at))],
  'notice.approved': ({ incomplete_reason }) => [labelled('Less than the rule asks for, because', text(incomplete_reason))],
  'notice.sent': ({ due_at, reference, approved }) => [
    labelled('Due', time(due_at)),
    labelled('Reference', text(reference)),
    approved === false ? 'It went out without an approval.' : null,
  ],
  'update.sent': ({ next_due_at }) => [labelled('Next one due', time(next_due_at))],
  'action.opened': ({ detail }) => [text(detail)],
  'action.changed': ({ detail }) => [text(detail)],
}

function labelled(label: string, value: string | null): string | null {
  return value === null ? null : `${label}: ${value}`
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function time(value: Json | undefined): string | null {
  return typeof value === 'number' && isInstant(value) ? `${timeText(value as Instant)} UTC` : null
}

function pairs(value: Json | undefined): string | null {
  if (!isObject(value)) return null
  const all = Object.entries(value).map(([name, one]) => `${name} = ${one === null ? 'taken back' : String(one)}`)
  return all.length === 0 ? null : all.join(', ')
}

function span(from: Json | undefined, to: Json | undefined): string | null {
  const [first, last] = [time(from), time(to)]
  if (first === null && last === null) return null
  return `${first ?? 'its beginning'} to ${last ?? 'its end'}`
}

function commandText({ line, exit_code, host }: SlotValue): string {
  const code = typeof exit_code === 'number' ? `exit code ${exit_code}` : 'it did not end by itself'
  return `${text(line) ?? ''} (${code}${text(host) === null ? '' : ` on ${text(host)}`})`
}
