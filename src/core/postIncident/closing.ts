// What of telling and learning stands in the way of closing an incident? From the facts alone.
import type { ClosingFact } from '../incident/closing.ts'
import type { ReviewRule } from '../policy/policy.ts'

export type AfterFacts = {
  /** Has anybody answered whom it may oblige to tell? What nobody asked about is not decided. */
  readonly isAsked: boolean
  /** Titles of obligations of which everything is answered and nothing decided. */
  readonly undecided: readonly string[]
  /** Titles of those taken on, past their strict instant and not told. What is due later does not keep an incident open. */
  readonly overdue: readonly string[]
  readonly review: { readonly byRule: ReviewRule; readonly decided: boolean; readonly required: boolean; readonly isApproved: boolean }
  readonly actions: readonly { readonly owner: string | null; readonly dueOn: string | null; readonly isClosed: boolean }[]
}

export function closingFactsAfterwards({ isAsked, undecided, overdue, review, actions }: AfterFacts): ClosingFact[] {
  const open = isAsked ? undecided : ['the interview, which nobody has answered', ...undecided]
  const unowned = actions.filter(({ owner, dueOn, isClosed }) => !isClosed && (owner === null || dueOn === null)).length
  return [
    ...(open.length > 0 ? [{ code: 'obligations_undecided' as const, names: open }] : []),
    ...(overdue.length > 0 ? [{ code: 'notices_outstanding' as const, names: overdue }] : []),
    ...reviewFacts(review),
    ...(unowned > 0 ? [{ code: 'actions_unowned' as const, count: unowned }] : []),
  ]
}

function reviewFacts({ byRule, decided, required, isApproved }: AfterFacts['review']): ClosingFact[] {
  if (isApproved) return []
  if (required) return [{ code: 'review_not_approved' }]
  return byRule === 'optional' && !decided ? [{ code: 'review_undecided' }] : []
}
