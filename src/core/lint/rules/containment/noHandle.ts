// containment/no-handle: the right verb, and nothing to type, click or open.
import { surely } from '../../judge/containment.ts'
import { isConcrete } from '../../judge/overall.ts'
import { hasHandle, isActing, isPartOfHandled } from '../../judge/step.ts'
import type { Read } from '../../reading/readText.ts'
import type { Verb } from '../../reading/readVerbs.ts'
import { clauseFrom, insteadOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['all-steps', 'slogan'])

/** The verb of a step that changes something, as far as this is one. */
function stepVerb(read: Read, inRunbook: boolean): Verb | undefined {
  if (read.unit.kind === 'code') return undefined
  const isHeaded = read.headed.has('containment')
  if (!(isHeaded || inRunbook ? isActing(read, true) || surely(read) : surely(read))) return undefined
  const early = read.tokens[9]?.start ?? Number.POSITIVE_INFINITY
  const changing = read.verbs.find(({ classes, leads, start }) => classes.has('contain') && (leads || (isHeaded && start <= early)))
  return changing ?? (read.unit.kind === 'item' ? read.verbs.find(({ classes, leads }) => classes.has('act') && leads) : undefined)
}

export const noHandle: Rule = {
  id: 'containment/no-handle',
  element: 'containment',
  level: 'warning',
  title: 'A step with nothing to type, click or open',
  explanation:
    '“Isolate affected systems” is right and cannot be done: which tool, which button, which command? A step that changes something should carry its handle with it: a command, a path through a console, a product, or the name of the object.',
  bad: '# Leaked key runbook\n\n## Contain\n\n1. Revoke the exposed credentials.\n',
  good: '# Leaked key runbook\n\n## Contain\n\n1. Deactivate the key: `aws iam update-access-key --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive`\n',
  find({ text, judged, lexicons }): RuleFinding[] {
    const inRunbook = judged.kind === 'ops-runbook' || judged.kind === 'security-runbook'
    const steps = text.reads.flatMap((read) => {
      const verb = stepVerb(read, inRunbook)
      if (verb === undefined || hasHandle(read, text) || isPartOfHandled(read, text)) return []
      const { quote, ...place } = clauseFrom(read, verb.start)
      return [
        {
          ...place,
          message: `${quote} gives nothing to type, click or open: the engineer at 2 AM must first decide with which tool, on which object.`,
          suggestion: insteadOf(verb, read, lexicons),
        },
      ]
    })
    return [...steps, ...vagueFindings(text.reads, families, isConcrete)]
  },
}
