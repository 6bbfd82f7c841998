// What stands behind the lines of a thread: alerts, evidence, calls, notices, the review, the documents in force, the people.
import { count, timeText } from '../../document/phrases.ts'
import { type ThreadLine, threadOf } from '../thread.ts'
import type { PaperFacts, PaperSection } from './paper.ts'
import { afterwardsOf } from './paperAfterwards.ts'
import { entryText, nameOf, tabled } from './paperWords.ts'

export function sectionsOf(facts: PaperFacts): PaperSection[] {
  return [alerts(facts), evidence(facts), calls(facts), ...afterwardsOf(facts), inForce(facts), people(facts)].filter(
    ({ said, tables }) => said.length + tables.length > 0,
  )
}

function alerts(facts: PaperFacts): PaperSection {
  const rows = facts.record.alerts.map(({ number, title, linkedAt, linkedBy, unlinkedAt, entry }) => [
    ...[number === null ? '–' : `ALR-${number}`, title ?? '–', timeText(linkedAt), nameOf(facts, linkedBy), timeText(unlinkedAt)],
    entryText(entry),
  ])
  const columns = ['Alert', 'Title', 'Linked (UTC)', 'By', 'Taken out (UTC)', '#Entry']
  return tabled('Alerts', { caption: 'Alerts linked to the incident', columns, rows })
}

function evidence(facts: PaperFacts): PaperSection {
  const captured = threadOf(facts.entries, facts.reading).filter(({ kind }) => kind === 'evidence.captured')
  const rows = captured.map((line) => [
    ...[textOf(line, 'name'), timeText(line.at), line.actorName ?? nameOf(facts, line.act), line.file?.type ?? '–'],
    ...[
      line.file === null ? '–' : count(line.file.size),
      line.file?.sha256 ?? 'not open',
      line.index === null ? 'waits' : `#${line.index}`,
    ],
  ])
  const columns = ['Evidence', 'Collected (UTC)', 'By', 'Type', '#Bytes', 'SHA-256', '#Entry']
  const said = ['The bytes are kept where the incident was recorded; a copy is the same if its SHA-256 is.']
  return tabled('Evidence', { caption: 'Evidence kept', columns, rows }, said)
}

function textOf({ detail }: ThreadLine, name: string): string {
  const value = detail?.[name]
  return typeof value === 'string' ? value : '–'
}

function calls(facts: PaperFacts): PaperSection {
  const rows = facts.record.pages.map((page) => [
    ...[
      timeText(page.askedAt),
      page.toName ?? nameOf(facts, page.to),
      page.level === null ? '–' : `${page.level}${page.standsIn ? ', backup' : ''}`,
    ],
    ...[page.channel ?? '–', timeText(page.sentAt), outcomeText(page.outcome, page.why), timeText(page.endedAt), page.note ?? ''],
  ])
  const columns = ['Asked for (UTC)', 'To', 'Level', 'Channel', 'Sent (UTC)', 'Outcome', 'Ended (UTC)', 'Note']
  return tabled('Calls', { caption: 'Pages, each with its one end', columns, rows })
}

function outcomeText(outcome: 'answered' | 'failed' | null, why: string | null): string {
  if (outcome === null) return 'no answer on record'
  return outcome === 'answered' ? '✓ answered' : `failed: ${why?.replaceAll('-', ' ') ?? 'no reason open'}`
}

function inForce({ record }: PaperFacts): PaperSection {
  const { folded, policy, runs } = record
  const judged =
    folded.policyId === null
      ? []
      : [['Policy', policy?.title ?? folded.policyId, '–', folded.policyVersion ?? '–', timeText(folded.declaredAt)]]
  const followed = runs.map(({ title, document, number, version, at }) => [
    ...['Runbook', title ?? document ?? '–', number === null ? '–' : count(number), version ?? '–', timeText(at)],
  ])
  const columns = ['Kind', 'Document', '#Version', 'SHA-256', 'Pinned (UTC)']
  return tabled('Documents in force', {
    caption: 'The texts the incident was judged by and worked by',
    columns,
    rows: [...judged, ...followed],
  })
}

function people(facts: PaperFacts): PaperSection {
  const { folded } = facts.record
  const acting = [...new Set([...facts.entries.map(({ header }) => header.act), ...folded.roles.map(({ person }) => person)])]
  const rows = acting.map((id) => {
    const held = folded.roles.filter(({ person }) => person === id)
    const roles = held.map(({ role, since, until }) => `${role} from ${timeText(since)}${until === null ? '' : ` to ${timeText(until)}`}`)
    return [nameOf(facts, id), id, roles.join('; ') || '–', count(facts.entries.filter(({ header }) => header.act === id).length)]
  })
  return tabled('People', { caption: 'Who acted, and in which role (UTC)', columns: ['Who', 'Known by', 'Roles', '#Entries'], rows })
}
