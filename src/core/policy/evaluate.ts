// Does a criterion hold by the answers so far: yes, no, or not known yet? Three values, so that what is not known is never taken for a no.
import type { Comparison, Criterion } from './policy.ts'

/** By the name of the fact; left out: not answered yet. The answer `unknown` was asked for and could not be given. */
export type Answers = Readonly<Record<string, string | number>>

export type Holds = 'yes' | 'no' | 'unknown'

export const notKnown = 'unknown'

export function answerOf(answers: Answers, fact: string): string | number | undefined {
  return Object.hasOwn(answers, fact) ? answers[fact] : undefined
}

export function evaluate(criterion: Criterion, answers: Answers): Holds {
  switch (criterion.kind) {
    case 'any':
      return strongest(criterion.of, answers, 'yes', 'no')
    case 'all':
      return strongest(criterion.of, answers, 'no', 'yes')
    case 'answer': {
      const answer = answerOf(answers, criterion.fact)
      if (answer === undefined) return 'unknown'
      if (criterion.answers.includes(String(answer))) return 'yes'
      return answer === notKnown ? 'unknown' : 'no'
    }
    case 'number': {
      const answer = answerOf(answers, criterion.fact)
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'unknown'
      return compare(answer, criterion.comparison, criterion.value) ? 'yes' : 'no'
    }
  }
}

/** `decides` wins wherever it is found; without it, one that is not known leaves all unknown. Nothing at all never holds. */
function strongest(criteria: readonly Criterion[], answers: Answers, decides: Holds, otherwise: Holds): Holds {
  if (criteria.length === 0) return 'no'
  let found = otherwise
  for (const criterion of criteria) {
    const holds = evaluate(criterion, answers)
    if (holds === decides) return decides
    if (holds === 'unknown') found = 'unknown'
  }
  return found
}

function compare(answer: number, comparison: Comparison, value: number): boolean {
  if (comparison === 'gte') return answer >= value
  if (comparison === 'gt') return answer > value
  if (comparison === 'lte') return answer <= value
  if (comparison === 'lt') return answer < value
  return answer === value
}

/** The facts that a criterion still waits for. */
export function factsWaitedFor(criterion: Criterion, answers: Answers): string[] {
  if (evaluate(criterion, answers) !== 'unknown') return []
  if (criterion.kind === 'any' || criterion.kind === 'all') return criterion.of.flatMap((part) => factsWaitedFor(part, answers))
  return answerOf(answers, criterion.fact) === undefined ? [criterion.fact] : []
}

/** The parts that made it hold, the leaves alone. */
export function holdingParts(criterion: Criterion, answers: Answers): Criterion[] {
  if (evaluate(criterion, answers) !== 'yes') return []
  if (criterion.kind === 'any') {
    const first = criterion.of.find((part) => evaluate(part, answers) === 'yes')
    return first === undefined ? [] : holdingParts(first, answers)
  }
  return criterion.kind === 'all' ? criterion.of.flatMap((part) => holdingParts(part, answers)) : [criterion]
}

type Leaf = Exclude<Criterion, { kind: 'any' | 'all' }>

export function leavesOf(criterion: Criterion): Leaf[] {
  return criterion.kind === 'any' || criterion.kind === 'all' ? criterion.of.flatMap(leavesOf) : [criterion]
}
