// document/todo-at-the-fix: TODO where the command should stand.
import { isActing } from '../../judge/step.ts'
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const todoAtTheFix: Rule = {
  id: 'document/todo-at-the-fix',
  element: 'document',
  level: 'error',
  title: 'TODO where the repair should stand',
  explanation:
    'The reader got through the diagnosis and arrives at a TODO. Until the command is known, say what to do instead: whom to page, or which crude measure is allowed.',
  bad: '# Disk full runbook\n\n## Mitigation\n\nRemove unused images:\n\n```shell\n# TODO: Command needed\n```\n',
  good: '# Disk full runbook\n\n## Mitigation\n\nRemove unused images:\n\n```shell\ncrictl rmi --prune\n```\n',
  find({ text }): RuleFinding[] {
    return text.reads.flatMap((read) => {
      const isOpen = read.placeholders.some(({ value }) => /^(?:TODO|TBD|FIXME|to be )/i.test(value))
      if (!isOpen || (read.unit.kind !== 'code' && !(read.headed.has('containment') && isActing(read, true)))) return []
      const { quote, ...place } = startOf(read)
      return [
        {
          ...place,
          message: `${quote} stands where the command should: the reader has come this far and cannot go on.`,
          suggestion: 'Give the command, or what to do without it: “page Platform primary; until then scale the export workers to zero”.',
        },
      ]
    })
  },
}
