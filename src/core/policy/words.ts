// A criterion as a person says it: the question with its answer.
import type { Comparison, Criterion, Fact } from './policy.ts'

const comparisonWords: Readonly<Record<Comparison, string>> = {
  gte: 'at least',
  gt: 'more than',
  lte: 'at most',
  lt: 'less than',
  eq: 'exactly',
}

export function criterionInWords(criterion: Criterion, facts: readonly Fact[]): string {
  if (criterion.kind === 'any') return criterion.of.map((part) => criterionInWords(part, facts)).join(', or ')
  if (criterion.kind === 'all') return criterion.of.map((part) => criterionInWords(part, facts)).join(', and ')
  const fact = facts.find(({ name }) => name === criterion.fact)
  const question = fact?.ask ?? criterion.fact
  if (criterion.kind === 'answer') return `${question} ${inWords(criterion.answers.join(' or '))}`
  const unit = fact?.kind === 'number' && fact.unit === 'percent' ? ' %' : ''
  return `${question} ${inWords(`${comparisonWords[criterion.comparison]} ${criterion.value}${unit}`)}`
}

function inWords(answer: string): string {
  return `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`
}
