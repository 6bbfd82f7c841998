// What a delivery of a paging tool says about people: who was paged, and who answered. Bytes of the outside world: parsed defensively.
import type { Instant } from '../core/kernel/instant.ts'
import type { IntegrationId } from './defineIntegration.ts'
import { firstText, listOf, pick, pickText } from './pick.ts'
import { type JsonValue, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'

export type PagerEvent = {
  /** `paged`: these were called now. `passed-on`: whoever was called before did not answer, and these are called. */
  kind: 'paged' | 'passed-on' | 'answered'
  /** Names as the tool shows them, or addresses; never empty. */
  people: readonly string[]
  happenedAt: Instant | null
}

const most = 20

const readers: Partial<Record<IntegrationId, (payload: JsonValue) => PagerEvent | null>> = {
  pagerduty: readPagerDuty,
  opsgenie: readOpsgenie,
}

/** The integrations whose deliveries can say something about people. */
export const pagerIntegrations = Object.keys(readers) as IntegrationId[]

/** Null where it says nothing about people. */
export function readPagerEvent(integration: IntegrationId, body: Uint8Array): PagerEvent | null {
  const reader = readers[integration]
  if (reader === undefined) return null
  const payload = readJson(body)
  return payload.ok ? reader(payload.value) : null
}

function eventOf(kind: PagerEvent['kind'] | undefined, people: readonly (string | null)[], happenedAt: Instant | null): PagerEvent | null {
  const named = people.map((name) => oneLine(name ?? '')).filter((name) => name !== '')
  return kind === undefined || named.length === 0 ? null : { kind, people: [...new Set(named)].slice(0, most), happenedAt }
}

/** Names are shown in lists and mails. */
function oneLine(name: string): string {
  return name
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

const pagerdutyKinds: Record<string, PagerEvent['kind']> = {
  'incident.triggered': 'paged',
  'incident.reopened': 'paged',
  'incident.unacknowledged': 'paged',
  'incident.escalated': 'passed-on',
  'incident.delegated': 'passed-on',
  'incident.reassigned': 'passed-on',
  'incident.acknowledged': 'answered',
}

function readPagerDuty(payload: JsonValue): PagerEvent | null {
  const event = pick(payload, 'event')
  const kind = pagerdutyKinds[pickText(event, 'event_type') ?? '']
  const happenedAt = readTime(pick(event, 'occurred_at'))
  if (kind === 'answered') return eventOf(kind, [pickText(event, 'agent', 'summary')], happenedAt)
  const assigned = listOf(pick(event, 'data', 'assignees')).map((assignee) => pickText(assignee, 'summary'))
  const named = assigned.some((name) => name !== null) ? assigned : [pickText(event, 'data', 'escalation_policy', 'summary')]
  return eventOf(kind, named, happenedAt)
}

const opsgenieKinds: Record<string, PagerEvent['kind']> = {
  create: 'paged',
  escalate: 'passed-on',
  escalatenext: 'passed-on',
  escalatetonext: 'passed-on',
  assignownership: 'passed-on',
  acknowledge: 'answered',
  takeownership: 'answered',
}

function readOpsgenie(payload: JsonValue): PagerEvent | null {
  const kind = opsgenieKinds[(pickText(payload, 'action') ?? '').toLowerCase()]
  const alert = pick(payload, 'alert')
  const happenedAt = readTime(pick(alert, 'updatedAt')) ?? readTime(pick(alert, 'createdAt'))
  if (kind === 'answered') return eventOf(kind, [pickText(alert, 'username')], happenedAt)
  const owner = firstText(pickText(alert, 'owner'), pickText(payload, 'escalationNotify', 'name'))
  const teams = listOf(pick(alert, 'teams')).map((team) => pickText(team) ?? pickText(team, 'name'))
  return eventOf(kind, owner === null ? teams : [owner], happenedAt)
}
