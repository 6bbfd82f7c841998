// How severe is it by the facts known so far, for certain or at least, and which question should be asked next?
import { type Answers, answerOf, evaluate, factsWaitedFor, holdingParts, leavesOf } from './evaluate.ts'
import type { Fact, Policy, SeverityLevel } from './policy.ts'
import { criterionInWords } from './words.ts'

export type SeverityPolicy = Pick<Policy, 'facts' | 'severities'>

export type ComputedSeverity = {
  /** Null where no level holds for certain yet. */
  level: string | null
  /** `at-least`: some fact not known yet could still make it worse. */
  certainty: 'exact' | 'at-least'
  /** What made it so, in words. */
  because: readonly string[]
  /** Questions that can still change the level, those that decide most first. */
  ask: readonly Fact[]
}

/** Total: an answer that is none of the fact's own, or to no fact at all, counts as not given. */
export function computeSeverity(policy: SeverityPolicy, answers: Answers): ComputedSeverity {
  const valid = validAnswers(policy, answers)
  const { level, worse } = standing(policy, valid)
  const open = new Set(worse.flatMap(({ when }) => (when === null ? [] : factsWaitedFor(when, valid))))
  const facts = policy.facts.filter(({ name }) => open.has(name))
  return {
    level: level?.level ?? null,
    certainty: worse.length === 0 ? 'exact' : 'at-least',
    because: level === undefined ? [] : becauseOf(policy, level, valid),
    ask: byWhatTheyDecide(policy, facts, valid),
  }
}

/** The worst level that holds for certain, and those above it that still may. */
function standing({ severities }: SeverityPolicy, answers: Answers): { level: SeverityLevel | undefined; worse: SeverityLevel[] } {
  const worse: SeverityLevel[] = []
  for (const level of severities) {
    const holds = level.when === null ? 'yes' : evaluate(level.when, answers)
    if (holds === 'yes') return { level, worse }
    if (holds === 'unknown') worse.push(level)
  }
  return { level: undefined, worse }
}

function validAnswers({ facts }: SeverityPolicy, answers: Answers): Answers {
  const valid = facts.flatMap((fact): [string, string | number][] => {
    const answer = answerOf(answers, fact.name)
    if (fact.kind === 'number') return typeof answer === 'number' && Number.isFinite(answer) ? [[fact.name, answer]] : []
    return answer !== undefined && (fact.answers.includes(String(answer)) || answer === 'unknown') ? [[fact.name, String(answer)]] : []
  })
  return Object.fromEntries(valid)
}

function becauseOf({ facts }: SeverityPolicy, { when }: SeverityLevel, answers: Answers): string[] {
  if (when === null) return ['No criterion of a higher level holds.']
  return holdingParts(when, answers).map((part) => criterionInWords(part, facts))
}

/** One step ahead: the question whose answers most often settle the level, then the one that leaves fewest levels in doubt. */
function byWhatTheyDecide(policy: SeverityPolicy, facts: readonly Fact[], answers: Answers): Fact[] {
  const scored = facts.map((fact) => {
    const possible = possibleAnswers(policy, fact)
    const left = possible.map((answer) => standing(policy, { ...answers, [fact.name]: answer }).worse.length)
    const settled = left.filter((count) => count === 0).length
    return {
      fact,
      settles: settled / Math.max(possible.length, 1),
      left: left.reduce((sum, count) => sum + count, 0) / Math.max(possible.length, 1),
    }
  })
  return scored.sort((one, other) => other.settles - one.settles || one.left - other.left).map(({ fact }) => fact)
}

/** For a number one answer for each way in which it can fall between the limits that some level names. */
function possibleAnswers({ severities }: SeverityPolicy, fact: Fact): (string | number)[] {
  if (fact.kind === 'choice') return [...fact.answers]
  const leaves = severities.flatMap(({ when }) => (when === null ? [] : leavesOf(when))).filter((leaf) => leaf.fact === fact.name)
  const limits = leaves.flatMap((leaf) => (leaf.kind === 'number' ? [leaf.value] : []))
  const tried = [0, ...limits.flatMap((limit) => [limit - 1, limit, limit + 1])].filter((value) => value >= 0)
  const outcome = (value: number) => leaves.map((leaf) => evaluate(leaf, { [fact.name]: value })).join()
  return [...new Map(tried.map((value) => [outcome(value), value])).values()]
}
