// How an alert went, as minutes of a meeting: one sentence per event, in the order it was recorded.
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { durationText } from '../../kit/timeText.ts'
import type { AlertWithHistory } from './alertShape.ts'

export type TimelineEvent = {
  key: string
  at: string
  sentence: string
  /** When the source says it happened, where that differs by more than a minute. */
  happened: string | null
  mark: 'conforms' | 'exception' | null
  detail: string | null
  delivery: string | null
}

type Observation = AlertWithHistory['recent_observations'][number]

const noticed = 60_000

function apart(left: string | null, right: string): string | null {
  return left && Math.abs(Date.parse(right) - Date.parse(left)) > noticed ? left : null
}

function observed(observation: Observation, before: Observation | undefined, source: string, first: boolean): TimelineEvent {
  const changed = before && before.status !== observation.status
  const worse =
    before && before.severity !== observation.severity
      ? ` Severity went from ${before.severity ?? 'none'} to ${observation.severity ?? 'none'}.`
      : ''
  const what =
    observation.status === 'resolved'
      ? 'says that it is resolved'
      : first
        ? 'reports it'
        : changed
          ? 'reports it again: firing'
          : 'still reports it'
  const clock = observation.status === 'resolved' ? observation.ended_at : first ? observation.started_at : null
  return {
    key: `${observation.delivery_id} ${observation.recorded_at} ${observation.status}`,
    at: observation.recorded_at,
    sentence: `${source} ${what}.${worse}`,
    happened: apart(clock, observation.recorded_at),
    mark: null,
    detail: null,
    delivery: observation.delivery_id,
  }
}

/** Ten "still reports it" in a row are one line. */
function fold(events: readonly TimelineEvent[]): TimelineEvent[] {
  const folded: TimelineEvent[] = []
  let run = 0
  for (const event of events) {
    const last = folded.at(-1)
    const repeats = event.sentence.endsWith('still reports it.') && last?.sentence.includes('still reports it')
    run = repeats ? run + 1 : 1
    if (repeats && last)
      folded[folded.length - 1] = {
        ...event,
        key: last.key,
        sentence: event.sentence.replace(/\.$/, `, ${run} times in a row; the last here.`),
      }
    else folded.push(event)
  }
  return folded
}

function reviewed(alert: AlertWithHistory): TimelineEvent[] {
  return alert.reviews.map((review, at) => {
    const took = durationText(Date.parse(review.reviewed_at) - Date.parse(alert.received_at))
    const target = durationText(Date.parse(alert.review_due_at) - Date.parse(alert.received_at))
    const label = dispositionMeanings[review.disposition].label.toLowerCase()
    const late = Date.parse(review.reviewed_at) > Date.parse(alert.review_due_at)
    const first = at === 0
    return {
      key: review.id,
      at: review.reviewed_at,
      sentence: first
        ? `${review.reviewer.name} reviewed it after ${took}, target ${target}: ${label}.`
        : `${review.reviewer.name} corrected the review: ${label}.`,
      happened: null,
      mark: first ? (late ? 'exception' : 'conforms') : null,
      detail: review.reason,
      delivery: null,
    }
  })
}

export function timelineOf(alert: AlertWithHistory): TimelineEvent[] {
  const ordered = [...alert.recent_observations].sort((left, right) => left.recorded_at.localeCompare(right.recorded_at))
  const whole = alert.observations <= ordered.length
  const seen = ordered.map((one, at) => observed(one, ordered[at - 1], alert.source.name, whole && at === 0))
  const omitted = alert.observations - ordered.length
  const before: TimelineEvent[] = whole
    ? []
    : [
        {
          key: 'first',
          at: alert.received_at,
          sentence: `${alert.source.name} reports it. Then ${omitted.toLocaleString('en')} more reports that are not listed here; each is on record.`,
          happened: apart(alert.occurred_at, alert.received_at),
          mark: null,
          detail: null,
          delivery: null,
        },
      ]
  return fold([...before, ...[...seen, ...reviewed(alert)].sort((left, right) => left.at.localeCompare(right.at))])
}
