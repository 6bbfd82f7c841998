// Which deadlines come next: what the policy promised for the incident, and whom it obliges to tell.
import type { z } from 'zod'
import type { Obligation as ObligationShape } from '../../../contract/obligation.ts'
import type { Incident } from './incidentShape.ts'
import { promiseWords } from './incidentWords.ts'

type Obligation = z.output<typeof ObligationShape>

export type Deadline = { key: string; what: string; at: string; basis: string; isProvisional: boolean }

function promises({ clocks }: Incident): Deadline[] {
  return clocks
    .filter(({ done_at }) => done_at === null)
    .map((clock) => ({
      key: clock.what,
      what: promiseWords[clock.what],
      at: clock.due_at,
      basis: `${clock.within} at ${clock.level}`,
      isProvisional: clock.is_provisional,
    }))
}

/** Declined and settled ones are nobody's clock any more; one that is not decided yet still runs. */
function duties(obligations: readonly Obligation[]): Deadline[] {
  return obligations.flatMap(({ rule, title, law, due, sent, decision, verdict, to }) => {
    const running = (due.kind === 'due' || due.kind === 'late') && sent === null && decision?.answer !== 'decline'
    if (!running || (verdict === 'may-apply' && decision?.answer !== 'accept')) return []
    return [{ key: rule, what: `Tell ${to.join(', ') || title}`, at: due.strict, basis: law, isProvisional: decision === null }]
  })
}

/** The soonest first; those that have passed are the soonest of all. */
export function deadlinesOf(incident: Incident, obligations: readonly Obligation[]): Deadline[] {
  return [...promises(incident), ...duties(obligations)].sort((left, right) => Date.parse(left.at) - Date.parse(right.at))
}
