// What a push answers for each file: unchanged, taken or refused, with what it replaces and whom it waits for.
import type { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { KnownPerson } from '../../core/document/approver.ts'
import { missingApprovers } from '../../core/document/decideVersion.ts'
import { inForceAt, proposalState, retiredAt } from '../../core/document/inForce.ts'
import type { Life, Proposal } from '../../core/document/life.ts'
import type { TextProblem } from '../../core/document/readText.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { DocumentKey } from './actStore.ts'
import type { Decided } from './putForward.ts'
import { problemShape } from './showDocument.ts'

export type Answer = ReplyOf<typeof documentExchangeApi.push>['files'][number]

/** What is in force, or was put forward last whatever became of it: a pipeline does not insist on what people took back. */
export function whyUnchanged(life: Life | undefined, version: string, now: Instant): { because: string; proposal: Proposal } | undefined {
  if (life === undefined || retiredAt(life, now) !== undefined) return undefined
  const inForce = inForceAt(life, now)
  if (inForce?.version === version) return { because: 'This very text is in force.', proposal: inForce }
  const last = life.proposals.at(-1)
  if (last === undefined || last.version !== version) return undefined
  const state = proposalState(life, last, now)
  if (state === 'superseded') return undefined
  const words = {
    proposed: 'is proposed already',
    approved: 'is approved and takes effect later',
    withdrawn: 'was withdrawn',
    'in-force': 'is in force',
  }
  return { because: `This very text ${words[state]}.`, proposal: last }
}

export function unchangedAnswer(
  path: string,
  key: DocumentKey,
  { because, proposal }: { because: string; proposal: Proposal },
  problems: readonly TextProblem[],
  people: readonly KnownPerson[],
): Answer {
  const { number, version, effect, withdrawn } = proposal
  const waits = effect === null && withdrawn === null ? waitsFor(missingApprovers(proposal), people) : []
  return {
    ...{ path, kind: key.kind, id: key.documentId, outcome: 'unchanged', because, number, hash: version },
    ...{ replaces: null, waits_for: waits, problems: problems.map(problemShape) },
  }
}

/** What readers compare it with. */
export function replacedBy(version: string, life: Life | undefined, now: Instant): Answer['replaces'] {
  const earlier = life && (inForceAt(life, now) ?? life.proposals.at(-1))
  return earlier === undefined || earlier.version === version ? null : { number: earlier.number, hash: earlier.version }
}

/** Nobody left of those named: the text names no approvers. */
export function waitsFor(approvers: readonly string[], people: readonly KnownPerson[]): string[] {
  if (approvers.length === 0) return ['somebody who may publish']
  return approvers.map((word) => people.find(({ id }) => id === word)?.name ?? word)
}

type Taken = Pick<Answer, 'path' | 'replaces'> & {
  key: DocumentKey
  decided: Decided
  waits: string[]
  problems: readonly TextProblem[]
  isDryRun: boolean
}

export function takenAnswer({ path, key, decided, replaces, waits, problems, isDryRun }: Taken): Answer {
  const isInForce = decided.acts.some(({ what }) => what === 'in_force')
  return {
    ...{ path, kind: key.kind, id: key.documentId, outcome: isInForce ? 'in-force' : 'proposed' },
    because: isInForce ? 'It takes effect.' : 'It waits for its approval.',
    ...{ number: isDryRun && decided.isNew ? null : decided.number, hash: decided.version, replaces, waits_for: isInForce ? [] : waits },
    problems: problems.map(problemShape),
  }
}

export function refused(path: string, key: DocumentKey | null, because: string, problems: readonly TextProblem[]): Answer {
  return {
    ...{ path, kind: key?.kind ?? null, id: key?.documentId ?? null, outcome: 'refused', because, number: null, hash: null },
    ...{ replaces: null, waits_for: [], problems: problems.map(problemShape) },
  }
}
