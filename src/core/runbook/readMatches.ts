// Which alerts is a runbook for, by its front matter, and on which line does each match stand?
import type { Fields } from '../document/fields.ts'
import type { Position } from '../document/problem.ts'
import type { Match } from './runbook.ts'

export type LocatedMatch = { match: Match; position: Position }

export function readMatches(fields: Fields): LocatedMatch[] {
  return fields.list('matches').flatMap((item) => {
    if (item.kind !== 'map') {
      fields.say('front-matter/match', 'A match names a `source`, `type`, `title` or `labels`.', item.position)
      return []
    }
    const inner = fields.inside(item)
    const labels = inner.fields('labels')
    const match: Match = {
      source: inner.text('source'),
      type: inner.text('type'),
      title: inner.text('title'),
      labels: Object.fromEntries([...labels.map.entries.keys()].flatMap((name) => [[name, labels.text(name) ?? '*']])),
    }
    for (const [name, { position }] of inner.rest()) fields.say('front-matter/match', `A match knows no \`${name}\`.`, position)
    const says = match.source !== null || match.type !== null || match.title !== null || Object.keys(match.labels).length > 0
    if (!says) fields.say('front-matter/match', 'A match without a condition would fit every alert and is left out.', item.position)
    return says ? [{ match, position: item.position }] : []
  })
}
