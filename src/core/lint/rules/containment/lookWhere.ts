// containment/look-where: something to find out, and no place to look.

import { isConcrete } from '../../judge/overall.ts'
import { hasHandle, isPartOfHandled } from '../../judge/step.ts'
import { clauseFrom, insteadOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const lookWhere: Rule = {
  id: 'containment/look-where',
  element: 'containment',
  level: 'note',
  title: 'Something to find out, and no place to look',
  explanation:
    'Checks that name no dashboard, query, file or page cost the minutes in which everything is decided. Say where to look, and which answer means what.',
  bad: '# API down runbook\n\n1. Check recent deploys.\n',
  good: '# API down runbook\n\n1. Check recent deploys: `kubectl -n payments rollout history deployment/api`.\n',
  find({ text, judged, lexicons }): RuleFinding[] {
    if (judged.kind === 'pir-template' || judged.kind === 'policy') return []
    return text.reads.flatMap((read) => {
      const [verb] = read.verbs
      if (verb === undefined || !verb.leads || !verb.classes.has('look') || read.unit.kind !== 'item') return []
      if (
        isConcrete(read) ||
        hasHandle(read, text) ||
        read.amounts.length > 0 ||
        read.tokens.length > 16 ||
        read.headed.has('review') ||
        read.headed.has('training')
      )
        return []
      // “Check: the key is inactive” says what should be seen; its step says where.
      if (/^\s*:/.test(read.unit.text.slice(verb.end)) || isPartOfHandled(read, text)) return []
      const { quote, ...place } = clauseFrom(read, verb.start)
      return [
        {
          ...place,
          message: `${quote} does not say where to look, nor which answer means what.`,
          suggestion: insteadOf(verb, read, lexicons),
        },
      ]
    })
  },
}
