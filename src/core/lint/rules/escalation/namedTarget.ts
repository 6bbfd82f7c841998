// escalation/named-target: a role or team to be reached, and nothing to reach it by.
import { isConcrete } from '../../judge/overall.ts'
import type { Read } from '../../reading/readText.ts'
import { clauseFrom, insteadOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['somebody'])
const calling = new Set(
  'escalate page alert call contact engage activate convene reach assemble mobilize report notify inform tell ping summon invoke email message phone'.split(
    ' ',
  ),
)

function callsNobody(read: Read): boolean {
  return read.unit.kind !== 'code' && !isConcrete(read) && read.people.some(({ value }) => value === 'inside')
}

export const namedTarget: Rule = {
  id: 'escalation/named-target',
  element: 'escalation',
  level: 'warning',
  title: 'A team or role to call, and nothing to call it by',
  explanation:
    'At 2 AM a role is not somebody who answers. Name the rotation and how it is paged, or the person and a number, in the sentence that asks for them: the reader should not have to search the wiki for who is “the Security Team” tonight.',
  bad: '## Escalation\n\n- Notify the security team.\n',
  good: '## Escalation\n\n- Page Security primary: `/pd trigger security-primary` in #incident-security.\n',
  find({ text, lexicons }): RuleFinding[] {
    const vague = vagueFindings(text.reads, families, isConcrete)
    const calls = text.reads.flatMap((read) => {
      if (!callsNobody(read)) return []
      const person = read.people.find(({ value }) => value === 'inside')
      const verb = read.verbs.find(({ lemma, start }) => calling.has(lemma) && start < (person?.start ?? 0))
      if (verb === undefined || person === undefined) return []
      const { quote, ...place } = clauseFrom(read, verb.start)
      if (place.end < read.unit.offset + person.end) return []
      const who = read.unit.text.slice(person.start, person.end).replace(/\s+/g, ' ')
      return [
        {
          ...place,
          message: `${quote} names no rotation, person or number: the engineer at 2 AM has to find out who “${who}” is tonight, and how they are woken.`,
          suggestion: insteadOf({ ...verb, lemma: 'page' }, read, lexicons),
        },
      ]
    })
    return [...vague, ...calls]
  },
}
