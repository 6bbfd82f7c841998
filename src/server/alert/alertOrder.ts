// In which order alerts are listed: an order is a row of stretches, one after another, each of them read from an index made for it.
import type { z } from 'zod'
import type { AlertOrder as AlertOrderShape } from '../../contract/alert.ts'
import { severityStep } from '../../core/alert/severity.ts'
import { reviewDueAt } from '../../core/alert/timeliness.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import type { AlertFilter } from './alertFilter.ts'
import type { AlertRow } from './alertRows.ts'

export type AlertOrder = z.output<typeof AlertOrderShape>

export type Stretch = {
  /** Its name in a cursor; unique within its order. */
  name: string
  /** Which alerts are in it: all of them, or those of one step of severity, those that wait for a review, those that were reviewed. */
  holds: 'all' | 'waiting' | 'reviewed' | { step: number }
  by: 'received' | 'due'
  ascending: boolean
}

/** Where a page ended: after this alert of this stretch. */
export type Place = { stretch: string; at: Instant; number: number }

/** What a list was asked for. */
export type AlertList = AlertFilter & { order: AlertOrder }

export const newestFirst: Stretch = { name: 'all', holds: 'all', by: 'received', ascending: false }
const ofStep = (step: number): Stretch => ({ ...newestFirst, name: String(step), holds: { step } })
const waiting: Stretch = { name: 'waiting', holds: 'waiting', by: 'due', ascending: true }
const reviewed: Stretch = { ...newestFirst, name: 'reviewed', holds: 'reviewed' }

/** `5`: words that are not placed; `6`: no word. As the column counts. */
const severitySteps = [1, 2, 3, 4, 5, 6]

function stepsFor({ severity }: AlertFilter): readonly number[] {
  return severity === undefined ? severitySteps : [severityStep(severity) ?? 5]
}

/** Only those in which the filter can find anything: looking for the reviewed among those that wait would read them all. */
export function stretchesOf({ order, ...filter }: AlertList): readonly Stretch[] {
  if (order === 'newest') return [newestFirst]
  if (order === 'oldest') return [{ ...newestFirst, ascending: true }]
  if (order === 'severity') return stepsFor(filter).map(ofStep)
  const noneWaits = filter.review === 'reviewed' || filter.disposition !== undefined || filter.timeliness === 'late'
  const noneReviewed = filter.review === 'unreviewed' || filter.timeliness === 'overdue'
  return [...(noneWaits ? [] : [waiting]), ...(noneReviewed ? [] : [reviewed])]
}

export function placeOf(row: AlertRow, { name, by }: Pick<Stretch, 'name' | 'by'>): Place {
  const due = () => reviewDueAt({ receivedAt: row.received_at, reviewTargetSeconds: row.review_target_seconds })
  return { stretch: name, at: by === 'due' ? due() : row.received_at, number: row.number }
}

export function writePlace(order: AlertOrder, { stretch, at, number }: Place): string {
  return writeCursor(at, `${order}_${stretch}_${number}`)
}

/** Null where no cursor was given: the first page. */
export function readPlace(order: AlertOrder, cursor: string | undefined): Place | null {
  const read = readCursor(cursor)
  if (read === null) return null
  const [, madeIn, stretch = '', digits] = /^([a-z]+)_([a-z0-9]+)_(\d{1,15})$/.exec(read.last) ?? []
  if (madeIn === undefined) throw notOurs('was not made by this list', 'is not one of ours')
  if (madeIn !== order) throw notOurs(`was made in the order “${madeIn}”, and this list is in the order “${order}”`, 'is of another order')
  return { stretch, at: read.at, number: Number(digits) }
}

/** The stretches still to be read after that place. */
export function stretchesFrom(stretches: readonly Stretch[], after: Place | null): readonly Stretch[] {
  if (after === null) return stretches
  const at = stretches.findIndex(({ name }) => name === after.stretch)
  if (at < 0) throw notOurs('was made by a list with another filter', 'is of another filter')
  return stretches.slice(at)
}

function notOurs(why: string, message: string): Refusal {
  return new Refusal('invalid_request', `The cursor ${why}: begin again without one.`, { fields: [{ path: '/cursor', message }] })
}
