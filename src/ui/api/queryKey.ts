// Under which name an answer is kept, and which answers a live event makes old.
import type { Endpoint } from '../../contract/endpoint.ts'
import type { Topic } from '../../contract/event.ts'
import type { CallInput } from './call.ts'

export type QueryKey = readonly [room: string, endpoint: string, params: unknown, query: unknown]

/** The room is the first word of the path: `/alerts/count` is in `alerts`. */
export function keyOf<E extends Endpoint>(endpoint: E, input: Pick<CallInput<E>, 'params' | 'query'> = {}): QueryKey {
  const room = endpoint.path.split(/[/.]/)[1] ?? ''
  return [room, `${endpoint.method} ${endpoint.path}`, input.params ?? null, input.query ?? null]
}

const roomsOfTopic: Record<Topic, readonly string[]> = {
  alert: ['alerts'],
  delivery: ['deliveries'],
  source: ['sources', 'coverage'],
  coverage: ['coverage', 'gaps', 'sources'],
  ledger: ['ledger'],
  audit: ['audits'],
  person: ['people', 'invitations', 'tokens', 'organization'],
  incident: ['incidents', 'alerts', 'actions'],
  runbook: ['runbooks', 'incidents'],
  document: ['documents', 'policies', 'runbooks', 'currency'],
  escalation: ['rotations', 'escalation-paths', 'on-call'],
}

export function roomsOf(topics: Iterable<Topic>): Set<string> {
  const rooms = new Set<string>()
  for (const topic of topics) for (const room of roomsOfTopic[topic]) rooms.add(room)
  return rooms
}
