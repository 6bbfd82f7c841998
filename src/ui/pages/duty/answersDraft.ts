// The answers of an interview while somebody gives them: question by question, where “not known yet” can always be said again.
import type { Answer } from '../../../core/obligation/interview.ts'
import type { GivenAnswers, WrittenAnswers, WrittenChoice } from '../../../core/obligation/interviewAnswers.ts'

export function answerIn<Name extends string>({ is, is_not, rest }: WrittenChoice<Name>, name: Name): Answer {
  if (is.includes(name)) return 'yes'
  return is_not.includes(name) || rest === 'is-not' ? 'no' : 'unknown'
}

/**
 * `all`: every question of the group. “No to all the rest” covers each question that is not named; to say of one of them that it is not known
 * after all, the others are named.
 */
export function withAnswer<Name extends string>(
  choice: WrittenChoice<Name>,
  name: Name,
  answer: Answer,
  all: readonly Name[],
): WrittenChoice<Name> {
  const is = choice.is.filter((one) => one !== name)
  const isNot = choice.is_not.filter((one) => one !== name)
  if (answer === 'yes') return { ...choice, is: [...is, name], is_not: isNot }
  if (answer === 'no') return { ...choice, is, is_not: [...isNot, name] }
  if (choice.rest === 'unknown') return { ...choice, is, is_not: isNot }
  return { is, is_not: all.filter((one) => one !== name && !is.includes(one)), rest: 'unknown' }
}

export function openQuestions<Name extends string>(choice: WrittenChoice<Name>, all: readonly Name[]): number {
  return all.filter((name) => answerIn(choice, name) === 'unknown').length
}

/** Whatever order the names were chosen in. */
function same(left: unknown, right: unknown): boolean {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...value].sort()
    if (value === null || typeof value !== 'object') return value
    const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return members.map(([name, inner]) => [name, sorted(inner)])
  }
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

/** Only what says something else than what stands. */
export function changesIn(base: WrittenAnswers, draft: GivenAnswers): GivenAnswers {
  const names = Object.keys(draft) as (keyof WrittenAnswers)[]
  const changed = names.filter((name) => draft[name] !== undefined && !same(draft[name], base[name]))
  return Object.fromEntries(changed.map((name) => [name, draft[name]]))
}

export function hasChanges(changes: GivenAnswers): boolean {
  return Object.keys(changes).length > 0
}
