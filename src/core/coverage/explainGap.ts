// Explaining a coverage gap: once, by a named person, with a reason somebody else can follow.
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import type { GapId, SourceId } from '../kernel/ids.ts'
import { formatInstant, type Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'

export type ExplainableGap = { gapId: GapId; sourceId: SourceId; explainedAt: Instant | null; explainedByName: string | null }

export function decideExplanation(gap: ExplainableGap, by: PersonActor | TokenActor, explanation: string, now: Instant): NewEntry {
  if (gap.explainedAt !== null) {
    const day = formatInstant(gap.explainedAt).slice(0, 10)
    throw new Refusal(
      'already_explained',
      `This gap was explained by ${gap.explainedByName ?? 'somebody'} on ${day}; what is on record stays.`,
    )
  }
  return {
    kind: 'coverage.gap_explained',
    act: by.id,
    obj: gap.gapId,
    at: now,
    ctl: ['CC7.2'],
    detail: { source: gap.sourceId, explanation },
    personal: { name: by.name },
  }
}
