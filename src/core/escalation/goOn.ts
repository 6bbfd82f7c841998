// Takes the escalation of one path as far as it can be taken at this moment: ends what was not answered, and pages whoever is next.
import type { PageId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { type By, decideFailure, decidePage, type KeptPage } from './decidePage.ts'
import { nextStep, type Situation } from './nextStep.ts'
import type { StoredPath } from './storedPath.ts'

/** How a level can be reached without a person's hands. */
export type Reach = { channel: 'email' | 'webhook'; via: string | null }

export type Machine = { newId: () => PageId; reachOf: (level: number) => Reach | null; by: By }

export type GoneOn = { ended: KeptPage[]; made: KeptPage[] }

type Going = Omit<Situation, 'pages'> & { pages: readonly KeptPage[] }

/**
 * A level that cannot be reached from here stays the next one, for whoever calls by hand: it is not used up by pretending.
 */
export function goOn(path: StoredPath, situation: Going, { newId, reachOf, by }: Machine, now: Instant): GoneOn {
  const gone: GoneOn = { ended: [], made: [] }
  let pages = [...situation.pages]
  for (;;) {
    const step = nextStep({ ...situation, pages }, now)
    if (step.kind === 'gives-up') {
      const silent = pages.find(({ pageId }) => pageId === step.pageId)
      if (silent === undefined) return gone
      const ended = decideFailure(silent, 'no-answer', by, null, now)
      pages = pages.map((page) => (page.pageId === ended.pageId ? ended : page))
      gone.ended.push(ended)
    } else if (step.kind === 'pages') {
      const reach = reachOf(step.attempt.number)
      if (reach === null && 'personId' in step.to) return gone
      const { channel, via } = reach ?? { channel: 'email', via: null }
      const made = decidePage({ pageId: newId(), to: step.to, level: { path, attempt: step.attempt }, channel, via, by, at: now, now })
      pages.push(made)
      gone.made.push(made)
    } else return gone
  }
}
