// How much time is left to keep something, in words that can be read at a glance and are never surer than what is known.
import { day, formatInstant, hour, type Instant, minute } from '../kernel/instant.ts'
import type { Certainty, LossClock } from './lostAt.ts'
import { type PreservationItem, standingOf } from './preservation.ts'

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}

/** Rounded down, since what is left must not be overstated: `3 days 4 hours`, `5 hours 20 minutes`, `12 minutes`. */
function lengthInWords(length: number): string {
  const [large, largeName, small, smallName] =
    length >= day ? ([day, 'day', hour, 'hour'] as const) : ([hour, 'hour', minute, 'minute'] as const)
  const whole = Math.floor(length / large)
  const rest = Math.floor((length - whole * large) / small)
  const parts = [...(whole > 0 ? [count(whole, largeName)] : []), ...(rest > 0 ? [count(rest, smallName)] : [])]
  return parts.join(' ') || 'less than a minute'
}

const howSure: Record<Certainty, string> = {
  confirmed: '',
  documented: ', as its vendor says',
  usual: ', as is usual',
  doubtful: ', though sources disagree',
  'at-latest': ' at the latest, sooner where the log is busy',
}

export function leftInWords(item: PreservationItem, clock: LossClock, now: Instant): string {
  const { state } = item
  if (state.is === 'captured') return `Kept since ${formatInstant(state.capturedAt)}.`
  if (state.is === 'lost') return `Lost since ${formatInstant(state.since)}.`
  if (state.is === 'not_needed') return 'Not needed.'
  if (!clock.known) return clock.says
  const condition = clock.onlyIf === null ? '' : ' It was recorded only if somebody had switched it on.'
  if (standingOf(item, clock, now) === 'past') {
    return `Past its time for ${lengthInWords(now - clock.at)}${howSure[clock.certainty]}: try to take it all the same.${condition}`
  }
  return `${lengthInWords(clock.at - now)} left${howSure[clock.certainty]}.${condition}`
}
