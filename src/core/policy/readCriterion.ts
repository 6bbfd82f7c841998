// A severity's criteria as written: `{ fact: answer }`, `{ fact: [answers] }`, `{ share: { gte: 50 } }`, and `any`/`all` of such.
import type { Fields } from '../document/fields.ts'
import type { Located, LocatedMap } from '../document/located.ts'
import { type Criterion, comparisons, type Fact } from './policy.ts'

/** `any` and `all` beside each other must both hold. Null where a level names neither. */
export function readCriteria(level: Fields, facts: ReadonlyMap<string, Fact>): Criterion | null {
  const parts: Criterion[] = []
  for (const kind of ['any', 'all'] as const) {
    if (level.get(kind) === undefined) continue
    parts.push({ kind, of: level.list(kind).flatMap((item) => readCriterion(item, level, facts)) })
  }
  const [first, ...rest] = parts
  if (first === undefined) return null
  return rest.length === 0 ? first : { kind: 'all', of: parts }
}

function readCriterion(item: Located, level: Fields, facts: ReadonlyMap<string, Fact>): Criterion[] {
  if (item.kind !== 'map') {
    level.say('severity/criterion', 'A criterion names a fact and its answer, like { exfiltration: yes }.', item.position)
    return []
  }
  const parts = [...item.entries].flatMap(([name, value]): Criterion[] => {
    if ((name === 'any' || name === 'all') && value.kind === 'list') {
      return [{ kind: name, of: value.items.flatMap((inner) => readCriterion(inner, level, facts)) }]
    }
    const fact = facts.get(name)
    if (fact === undefined) {
      level.say('severity/unknown-fact', `\`${name}\` is not among the facts: nobody is asked for it.`, item.position)
      return []
    }
    return fact.kind === 'choice' ? readAnswer(fact, value, level) : readNumbers(fact, value, level)
  })
  const [only, ...more] = parts
  return only === undefined ? [] : more.length === 0 ? [only] : [{ kind: 'all', of: parts }]
}

function readAnswer(fact: Fact & { kind: 'choice' }, value: Located, level: Fields): Criterion[] {
  const said = value.kind === 'list' ? value.items : [value]
  const answers = said.flatMap((item) => {
    const answer = item.kind === 'map' || item.kind === 'list' || item.kind === 'nothing' ? undefined : String(item.value)
    if (answer !== undefined && fact.answers.includes(answer)) return [answer]
    level.say('severity/unknown-answer', `\`${fact.name}\` is answered by ${fact.answers.join(', ')} only.`, item.position)
    return []
  })
  return answers.length === 0 ? [] : [{ kind: 'answer', fact: fact.name, answers }]
}

function readNumbers(fact: Fact, value: Located, level: Fields): Criterion[] {
  const given: LocatedMap =
    value.kind === 'number' ? { kind: 'map', position: value.position, entries: new Map([['eq', value]]) } : level.inside(value).map
  const parts = [...given.entries].flatMap(([name, limit]): Criterion[] => {
    const comparison = comparisons.find((known) => known === name)
    if (comparison !== undefined && limit.kind === 'number' && Number.isFinite(limit.value)) {
      return [{ kind: 'number', fact: fact.name, comparison, value: limit.value }]
    }
    level.say('severity/comparison', `\`${fact.name}\` is a number: compare it by ${comparisons.join(', ')} with a number.`, limit.position)
    return []
  })
  const [only, ...more] = parts
  return only === undefined ? [] : more.length === 0 ? [only] : [{ kind: 'all', of: parts }]
}
