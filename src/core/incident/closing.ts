// What is missing before an incident may be called recovered, or closed? Pure: the facts come from whoever keeps them.

/** One thing that is not as it must be. Rooms of the server that keep such things add theirs (`server/incident/closingFacts.ts`). */
export type ClosingFact =
  | { code: 'not_acknowledged' }
  | { code: 'severity_not_set' }
  | { code: 'severity_in_doubt'; questions: readonly string[] }
  | { code: 'no_commander' }
  | { code: 'steps_open'; count: number }
  | { code: 'preservation_open'; count: number }
  | { code: 'obligations_undecided'; names: readonly string[] }
  | { code: 'notices_outstanding'; names: readonly string[] }
  | { code: 'review_undecided' }
  | { code: 'review_not_approved' }
  | { code: 'actions_unowned'; count: number }

export type ClosingCode = ClosingFact['code']

/** What blocks recovering blocks closing too. */
export type Missing = { code: ClosingCode; said: string; blocks: 'recovered' | 'closed' }

type Gate<Code extends ClosingCode> = {
  blocks: Missing['blocks']
  said: (fact: Extract<ClosingFact, { code: Code }>) => string
}

const things = (count: number, one: string, many: string) => (count === 1 ? `One ${one} is` : `${count} ${many} are`)

/** In the order in which they are said. */
const gates: { [Code in ClosingCode]: Gate<Code> } = {
  not_acknowledged: { blocks: 'recovered', said: () => 'Nobody has acknowledged it.' },
  severity_not_set: { blocks: 'recovered', said: () => 'Its severity is not set.' },
  no_commander: { blocks: 'recovered', said: () => 'It never had a commander.' },
  steps_open: {
    blocks: 'recovered',
    said: ({ count }) => `${things(count, 'step of its runbooks', 'steps of its runbooks')} neither done nor skipped.`,
  },
  severity_in_doubt: {
    blocks: 'closed',
    said: ({ questions }) =>
      `The severity could still be worse: ${questions.length === 1 ? 'a question is' : 'questions are'} not answered (${questions.join(' ')}).`,
  },
  preservation_open: {
    blocks: 'closed',
    said: ({ count }) => `${things(count, 'piece of evidence to preserve', 'pieces of evidence to preserve')} not settled.`,
  },
  obligations_undecided: { blocks: 'closed', said: ({ names }) => `Whether to notify is not decided: ${names.join(', ')}.` },
  notices_outstanding: { blocks: 'closed', said: ({ names }) => `Not notified yet: ${names.join(', ')}.` },
  review_undecided: { blocks: 'closed', said: () => 'Whether a review is needed is not decided.' },
  review_not_approved: { blocks: 'closed', said: () => 'The review that is required is not approved.' },
  actions_unowned: {
    blocks: 'closed',
    said: ({ count }) => `${things(count, 'corrective action', 'corrective actions')} without an owner or a due date.`,
  },
}

const order = Object.keys(gates) as ClosingCode[]

export function missingOf(facts: readonly ClosingFact[]): Missing[] {
  return [...facts]
    .sort((left, right) => order.indexOf(left.code) - order.indexOf(right.code))
    .map((fact) => {
      const gate = gates[fact.code] as Gate<ClosingCode>
      return { code: fact.code, said: gate.said(fact as never), blocks: gate.blocks }
    })
}

/** Nothing stands in the way of a state that comes before those two. */
export function missingFor(to: string, facts: readonly ClosingFact[]): Missing[] {
  if (to !== 'recovered' && to !== 'closed') return []
  return missingOf(facts).filter(({ blocks }) => to === 'closed' || blocks === 'recovered')
}
