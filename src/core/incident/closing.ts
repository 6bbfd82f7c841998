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
  /** What must be so; true also where there is nothing of the kind. */
  asks: string
  said: (fact: Extract<ClosingFact, { code: Code }>) => string
}

const things = (count: number, one: string, many: string) => (count === 1 ? `One ${one} is` : `${count} ${many} are`)

/** In the order in which they are said. */
const gates: { [Code in ClosingCode]: Gate<Code> } = {
  not_acknowledged: { blocks: 'recovered', asks: 'Somebody has acknowledged it', said: () => 'Nobody has acknowledged it.' },
  severity_not_set: { blocks: 'recovered', asks: 'Its severity is set', said: () => 'Its severity is not set.' },
  no_commander: { blocks: 'recovered', asks: 'It has, or had, a commander', said: () => 'It never had a commander.' },
  steps_open: {
    blocks: 'recovered',
    asks: 'Every containment step of its runbooks is done or skipped',
    said: ({ count }) => `${things(count, 'step of its runbooks', 'steps of its runbooks')} neither done nor skipped.`,
  },
  severity_in_doubt: {
    blocks: 'closed',
    asks: 'No open question could make the severity worse',
    said: ({ questions }) =>
      `The severity could still be worse: ${questions.length === 1 ? 'a question is' : 'questions are'} not answered (${questions.join(' ')}).`,
  },
  preservation_open: {
    blocks: 'closed',
    asks: 'All that is to be preserved is kept, lost on record, or not needed',
    said: ({ count }) => `${things(count, 'piece of evidence to preserve', 'pieces of evidence to preserve')} not settled.`,
  },
  obligations_undecided: {
    blocks: 'closed',
    asks: 'Whom to notify is decided',
    said: ({ names }) => `Whether to notify is not decided: ${names.join(', ')}.`,
  },
  notices_outstanding: {
    blocks: 'closed',
    asks: 'Everybody who had to be told by now is told',
    said: ({ names }) => `Not notified yet: ${names.join(', ')}.`,
  },
  review_undecided: {
    blocks: 'closed',
    asks: 'Whether a review is held is decided',
    said: () => 'Whether a review is needed is not decided.',
  },
  review_not_approved: {
    blocks: 'closed',
    asks: 'The review, where one is required, is approved',
    said: () => 'The review that is required is not approved.',
  },
  actions_unowned: {
    blocks: 'closed',
    asks: 'Every corrective action has an owner and a due date',
    said: ({ count }) => `${things(count, 'corrective action', 'corrective actions')} without an owner or a due date.`,
  },
}

const order = Object.keys(gates) as ClosingCode[]

export type Requirement = { code: ClosingCode; asks: string }

/** All that is looked at before a state; what blocks recovering stands with recovering alone. In the order in which it is said. */
export function requirementsOf(state: Missing['blocks']): Requirement[] {
  return order.filter((code) => gates[code].blocks === state).map((code) => ({ code, asks: gates[code].asks }))
}

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
