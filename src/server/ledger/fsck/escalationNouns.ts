// Rotations, escalation paths and pages, as their entries call for them.
import { type FoldedPath, type FoldedRotation, foldPath, foldRotation } from '../../../core/escalation/foldEscalation.ts'
import { foldPages } from '../../../core/escalation/foldPages.ts'
import type { Json } from '../../../core/ledger/entry.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import { type Noun, oneRow, shape } from './noun.ts'

/** As PostgreSQL writes a jsonb: members by length and then by bytes, a space behind each comma and colon. */
export function jsonbText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value as { readonly [name: string]: Json }).sort(([left], [right]) => byLength(left, right))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${jsonbText(member)}`).join(', ')}}`
}

function byLength(left: string, right: string): number {
  const difference = encodeUtf8(left).length - encodeUtf8(right).length
  return difference !== 0 ? difference : left < right ? -1 : 1
}

export const rotations: Noun = {
  prefix: 'rot_',
  tables: [
    shape('rotation', 'rotation_id', "''", 'name time_zone handover_weekday handover_time changed_at', {
      computed: { starts_on: 'starts_on::text', people: 'people::text', overrides: 'overrides::text' },
    }),
  ],
  expect: oneRow<FoldedRotation>('rotation', foldRotation, (rotation) => ({
    name: rotation.name,
    time_zone: rotation.timeZone,
    handover_weekday: rotation.weekday,
    handover_time: rotation.time,
    starts_on: rotation.startsOn,
    people: jsonbText(rotation.people),
    overrides: jsonbText(rotation.overrides),
    changed_at: rotation.changedAt,
  })),
}

export const paths: Noun = {
  prefix: 'esc_',
  tables: [shape('escalation_path', 'path_id', "''", 'key name changed_at', { computed: { levels: 'levels::text' } })],
  expect: oneRow<FoldedPath>('escalation_path', foldPath, (path) => ({
    key: path.key,
    name: path.name,
    levels: path.levels === null ? undefined : jsonbText(path.levels),
    changed_at: path.changedAt,
  })),
}

/** What is still on its way out stands in no entry yet. */
export const pages: Noun = {
  prefix: 'inc_',
  tables: [
    shape(
      'page',
      'incident_id',
      'page_id',
      'path_id level stands_in to_person to_name channel asked_at asked_by escalates_at sent_at receipt outcome ended_at ended_by why note',
      { where: 'sent_at is not null or outcome is not null' },
    ),
  ],
  expect: (entries) => {
    const { pages: folded, contradictions } = foldPages(entries)
    const rows = [...folded.values()].map((page) => ({
      table: 'page',
      key: page.page,
      index: page.index,
      columns: {
        path_id: page.path,
        level: page.level,
        stands_in: page.standsIn,
        to_person: page.to,
        to_name: page.toName ?? undefined,
        channel: page.channel,
        asked_at: page.askedAt,
        asked_by: page.askedBy,
        escalates_at: page.escalatesAt,
        sent_at: page.sentAt,
        receipt: page.receipt,
        outcome: page.outcome,
        ended_at: page.endedAt,
        ended_by: page.endedBy,
        why: page.why,
        note: page.note,
      },
    }))
    return { rows, contradictions }
  },
}
