// containment/no-handle: the right verb, and nothing to type, click or open.
import { hasHandle, isActing } from '../../judge/containment.ts'
import { isConcrete } from '../../judge/overall.ts'
import { clauseFrom, insteadOf, vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['all-steps', 'slogan'])

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
    const units = new Set(judged.judgements.containment.units)
    const steps = text.reads.flatMap((read) => {
      if (read.unit.kind === 'code' || hasHandle(read, text)) return []
      const isStep = units.has(read.index) || isActing(read, inRunbook)
      const verb = read.verbs.find(({ classes }) => classes.has('contain')) ?? (read.unit.kind === 'item' ? read.verbs.find(({ classes, leads }) => classes.has('act') && leads) : undefined)
      if (!isStep || verb === undefined || (read.unit.kind === 'paragraph' && !verb.leads && !units.has(read.index))) return []
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
