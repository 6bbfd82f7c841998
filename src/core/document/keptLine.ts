// How a line is written down and read again: columns for what is searched and counted, JSON for the rest. Lines that are alike are written alike.
import type { Instant } from '../kernel/instant.ts'
import { rulesOf } from './acknowledgement.ts'
import type { Line } from './line.ts'
import type { AcknowledgeTerms } from './terms.ts'

/** Of `asks`: whom, how often, and in which time zone that is counted. */
export type Asks = Pick<AcknowledgeTerms, 'by' | 'againEvery'> & { zone: string }

export type WrittenLine = {
  since: Instant
  until: Instant | null
  title: string
  inForce: string | null
  latest: string | null
  isRetired: boolean
  dueOver: Instant | null
  overdueOver: Instant | null
  asks: string | null
  openTo: string | null
  says: string
}

export function writeLine(line: Line): WrittenLine {
  const { since, until, title, latest, inForce, next, waiting, look, retired, openTo } = line
  return {
    ...{ since, until, title, latest, inForce: inForce?.version ?? null, isRetired: retired !== null },
    ...{ dueOver: look?.due?.over ?? null, overdueOver: look?.overdue?.over ?? null, asks: asksOf(line) },
    openTo: openTo.length === 0 ? null : JSON.stringify(openTo),
    says: JSON.stringify({ latest, inForce, next, waiting, look, retired }),
  }
}

function asksOf({ inForce }: Line): string | null {
  const rule = rulesOf(inForce ?? undefined)
  if (inForce === null || rule === null) return null
  return JSON.stringify({ by: rule.by, againEvery: rule.againEvery, zone: inForce.effect.zone } satisfies Asks)
}

export function readLine({ since, until, title, says, openTo }: Pick<WrittenLine, 'since' | 'until' | 'title' | 'says' | 'openTo'>): Line {
  const rest = JSON.parse(says) as Omit<Line, 'since' | 'until' | 'title' | 'openTo'>
  return { since, until, title, ...rest, openTo: openTo === null ? [] : readOpenTo(openTo) }
}

export function readOpenTo(openTo: string): Line['openTo'] {
  return JSON.parse(openTo) as Line['openTo']
}

export function readAsks(asks: string): Asks {
  return JSON.parse(asks) as Asks
}
