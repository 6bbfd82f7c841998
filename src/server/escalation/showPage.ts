// Pages as they are shown.
import type { z } from 'zod'
import type { Page } from '../../contract/page.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { StoredPage } from './pageStore.ts'

const time = (at: Instant | null) => (at === null ? null : formatInstant(at))

export function stateOf({ end, sentAt }: StoredPage): 'sending' | 'open' | 'answered' | 'failed' {
  if (end !== null) return end.kind
  return sentAt === null ? 'sending' : 'open'
}

export function pageView(page: StoredPage): z.output<typeof Page> {
  return {
    id: page.pageId,
    incident_id: page.incidentId,
    path_id: page.level?.pathId ?? null,
    level: page.level?.number ?? null,
    stands_in: page.level?.standsIn ?? false,
    to: page.to && { id: page.to.personId, name: page.to.name },
    channel: page.channel,
    by: { ...page.by },
    asked_at: formatInstant(page.askedAt),
    sent_at: time(page.sentAt),
    receipt: page.receipt,
    attempts: page.attempts,
    last_error: page.lastError,
    escalates_at: time(page.escalatesAt),
    state: stateOf(page),
    ended_at: time(page.end?.at ?? null),
    ended_by: page.endedBy && { ...page.endedBy },
    why: page.end?.kind === 'failed' ? page.end.why : null,
    note: page.note,
  }
}
