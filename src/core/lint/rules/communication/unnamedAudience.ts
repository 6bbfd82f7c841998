// communication/unnamed-audience: tell them; but whom, by when, and what?
import { isConcrete } from '../../judge/overall.ts'
import { clauseFrom, insteadOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['tell-all'])
const telling = new Set('notify inform tell update communicate brief apprise announce advise disclose'.split(' '))

export const unnamedAudience: Rule = {
  id: 'communication/unnamed-audience',
  element: 'communication',
  level: 'warning',
  title: 'Somebody to tell, without when and what',
  explanation:
    '“Notify stakeholders” leaves open who that is, by when, where, and what is said. A notice needs at least two of: its text or what it must contain, a threshold that decides whether it is sent, and a deadline.',
  bad: '## Communication\n\n- Notify affected customers.\n',
  good: '## Communication\n\n- Notify affected customers within 72 hours of confirmation, by e-mail with the template customer-breach.\n',
  find({ text, lexicons }): RuleFinding[] {
    const isAnswered = (durations: number, concrete: boolean) => durations > 0 || concrete
    const tells = text.reads.flatMap((read) => {
      if (read.unit.kind === 'code' || isAnswered(read.durations.length, isConcrete(read))) return []
      const person = read.people.find(({ value }) => value === 'outside')
      const verb = read.verbs.find(
        ({ lemma, leads, start }) => telling.has(lemma) && (leads || read.unit.kind === 'item') && start < (person?.start ?? 0),
      )
      if (verb === undefined || person === undefined) return []
      const { quote, ...place } = clauseFrom(read, verb.start)
      if (place.end < read.unit.offset + person.end) return []
      return [
        {
          ...place,
          message: `${quote} says neither by when nor what: the first draft will be written at 2 AM, by whoever is awake.`,
          suggestion: insteadOf(verb, read, lexicons),
        },
      ]
    })
    return [...tells, ...vagueFindings(text.reads, families, (read) => isAnswered(read.durations.length, isConcrete(read)))]
  },
}
