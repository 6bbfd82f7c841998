// By how much was something sent too late? Judged once, against the strict instant of that moment, and never again.
import { type Instant, second } from '../kernel/instant.ts'
import type { Due } from './due.ts'

/** Whole seconds; null: in time, or there is no instant to be late for. A last day is had up to the end of its last second. */
export function lateBy(due: Due | null, at: Instant): number | null {
  if (due?.kind !== 'due') return null
  const seconds = Math.floor((at - due.strict) / second)
  return seconds >= 1 ? seconds : null
}

/** The nearest strict instant first; then what has none but runs; then what waits for something. */
const places: Record<Due['kind'], number> = { due: 0, 'no-deadline': 1, 'no-firm-date': 2, 'clock-not-started': 3, 'stage-not-filed': 4 }

export function byUrgency(left: Due, right: Due): number {
  if (left.kind === 'due' && right.kind === 'due') return left.strict - right.strict
  return places[left.kind] - places[right.kind]
}
