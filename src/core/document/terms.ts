// What a version promises about itself: who approves it, how often it is looked at, who acknowledges it. Kept with the act that proposes it.

import type { SlotValue } from '../ledger/entry.ts'
import { parseDuration } from './duration.ts'

export type AcknowledgeTerms = { by: readonly string[]; within: string | null; againEvery: string | null }

export type Terms = {
  /** People by id, roles and titles as written; each is one signature. */
  approvers: readonly string[]
  /** How many of them must approve; 0 where there are none. */
  quorum: number
  /** ISO 8601. */
  reviewEvery: string | null
  reviewGrace: string | null
  acknowledge: AcknowledgeTerms | null
}

export const noTerms: Terms = { approvers: [], quorum: 0, reviewEvery: null, reviewGrace: null, acknowledge: null }

export function termsSaid({ approvers, quorum, reviewEvery, reviewGrace, acknowledge }: Terms): SlotValue {
  const asked = acknowledge && { by: [...acknowledge.by], within: acknowledge.within, again_every: acknowledge.againEvery }
  return { approvers: [...approvers], quorum, review_every: reviewEvery, review_grace: reviewGrace, acknowledge: asked }
}

/** Whatever is missing or of another kind is not promised. */
export function readTerms(said: SlotValue): Terms {
  const approvers = textsOf(said.approvers)
  const asked = said.acknowledge
  const inner = typeof asked === 'object' && asked !== null && !Array.isArray(asked) ? (asked as SlotValue) : null
  return {
    approvers,
    quorum: typeof said.quorum === 'number' ? said.quorum : approvers.length,
    reviewEvery: durationOf(said.review_every),
    reviewGrace: durationOf(said.review_grace),
    acknowledge: inner && { by: textsOf(inner.by), within: durationOf(inner.within), againEvery: durationOf(inner.again_every) },
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function durationOf(value: unknown): string | null {
  return typeof value === 'string' && parseDuration(value) !== undefined ? value : null
}
