// A criterion as a person says it: the question with its answer.
import type { Comparison, Criterion, Fact } from './policy.ts'

const comparisonWords: Readonly<Record<Comparison, string>> = {
  gte: 'at least',
  gt: 'more than',
  lte: 'at most',
  lt: 'less than',
  eq: 'exactly',
}

/** One question is what goes on record with a severity; several are one sentence, and only read. */
export function criterionInWords(criterion: Criterion, facts: readonly Fact[]): string {
  return `${clause(criterion, facts)}.`
}

function clause(criterion: Criterion, facts: readonly Fact[]): string {
  if (criterion.kind === 'any') return joined(criterion.of, facts, ', or ')
  if (criterion.kind === 'all') return joined(criterion.of, facts, ', and ')
  const fact = facts.find(({ name }) => name === criterion.fact)
  const question = fact?.ask ?? criterion.fact
  if (criterion.kind === 'answer') return `${question} ${inWords(criterion.answers.join(' or '))}`
  const unit = fact?.kind === 'number' && fact.unit === 'percent' ? ' %' : ''
  return `${question} ${inWords(`${comparisonWords[criterion.comparison]} ${criterion.value}${unit}`)}`
}

/** Parentheses say what belongs together where “and” stands beside “or”. */
function joined(parts: readonly Criterion[], facts: readonly Fact[], between: string): string {
  const clauses = parts.map((part) => {
    const said = clause(part, facts)
    const isSeveral = (part.kind === 'any' || part.kind === 'all') && part.of.length > 1
    return isSeveral && parts.length > 1 ? `(${said})` : said
  })
  return clauses.map((said, place) => (place === 0 ? said : goingOn(said))).join(between)
}

/** A question in the middle of a sentence; names and abbreviations stay as they are written. */
function goingOn(said: string): string {
  const begins = /^\(?(?:Is|Are|Was|Were|Has|Have|Had|Do|Does|Did|Can|Could|Will|Would|How|What|Which|Who|Where|When)\b/
  return begins.test(said) ? said.replace(/[A-Z]/, (letter) => letter.toLowerCase()) : said
}

function inWords(answer: string): string {
  return `${answer.charAt(0).toUpperCase()}${answer.slice(1)}`
}
