// What is known of an incident already, as values for the blanks of a notice. What nobody recorded stays a blank: nothing is guessed.
import { dateAt, localTime } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import { type ClockId, type Clocks, filingsOf, standingReadings } from './clock.ts'
import type { CustomerContract } from './contract.ts'
import { answerOf, type Interview } from './interview.ts'
import type { Rule } from './rule.ts'
import { clockName } from './said.ts'

export type KnownOfIncident = {
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly severity: string | null
  readonly organization: string
  readonly timeZone: string
  readonly clocks: Clocks
  readonly interview: Interview
}

export type ToBeTold = {
  readonly to: string
  readonly rule: Rule | null
  readonly contract: Pick<CustomerContract, 'customer' | 'clause' | 'clock'> | null
  readonly nextUpdateAt: Instant | null
}

export function noticeValues(known: KnownOfIncident, told: ToBeTold, now: Instant): Record<string, string> {
  const { timeZone, clocks } = known
  const when = (at: Instant) => localTime(at, timeZone)
  const reading = (clock: ClockId) => standingReadings(clocks, clock)[0]
  const [aware, occurred] = [reading('awareness'), reading('occurrence')]
  const notification = filingsOf(clocks, ['eu-nis2-23.incident-notification', 'eu-nis2-23.incident-notification-trust'])[0]
  const values: Record<string, string | null> = {
    'our-reference': known.number,
    incident: `${known.number}: ${known.title}`,
    organization: known.organization,
    insured: known.organization,
    severity: known.severity,
    authority: told.to,
    agency: told.to,
    office: told.to,
    insurer: told.to,
    customer: told.contract?.customer ?? null,
    clause: told.contract?.clause ?? null,
    statute: told.rule === null ? null : [told.rule.obligation.law, told.rule.obligation.article].filter(Boolean).join(', '),
    'aware-at': aware ? `${when(aware.at)}: ${aware.basis}` : null,
    'occurred-at': occurred ? `from ${when(occurred.at)}` : null,
    'occurred-on': occurred ? dateAt(occurred.at, timeZone) : null,
    'incident-dates': occurred ? dateAt(occurred.at, timeZone) : null,
    'occurrence-time': occurred ? when(occurred.at) : null,
    'clock-started': startedFor(told, clocks, when),
    'notification-filed-at': notification ? when(notification.at) : null,
    'incident-nature': known.summary,
    'in-short': known.summary,
    'data-types': dataTypes(known.interview),
    'people-count': known.interview.everyone === null ? null : String(known.interview.everyone),
    'as-of': when(now),
    'date-of-notice': dateAt(now, timeZone),
    'next-update': told.nextUpdateAt === null ? null : when(told.nextUpdateAt),
  }
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])))
}

function startedFor({ contract, rule }: ToBeTold, clocks: Clocks, when: (at: Instant) => string): string | null {
  const start = rule?.deadline.kind === 'limit' && rule.deadline.start.kind === 'clock' ? rule.deadline.start.clock : null
  const clock = contract?.clock ?? start
  const reading = clock === null ? undefined : standingReadings(clocks, clock)[0]
  return reading === undefined ? null : `${when(reading.at)}, ${clockName(reading.clock)}`
}

function dataTypes({ kinds }: Interview): string | null {
  const named = kinds.is.filter((kind) => answerOf(kinds, kind) === 'yes')
  return named.length === 0 ? null : named.map((kind) => kind.replaceAll('_', ' ')).join(', ')
}
