// escalation/backup-is-primary: a row in which the same person stands in for themselves.
import { spanOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const backupIsPrimary: Rule = {
  id: 'escalation/backup-is-primary',
  element: 'escalation',
  level: 'error',
  title: 'The backup is the primary',
  explanation: 'Whoever does not answer the first page does not answer the second either. The backup of a level must be somebody else.',
  bad: '## On-call\n\n| Week | Primary | Backup |\n|---|---|---|\n| 12 | Ada Example | Ada Example |\n',
  good: '## On-call\n\n| Week | Primary | Backup |\n|---|---|---|\n| 12 | Ada Example | Grace Example |\n',
  find({ text }): RuleFinding[] {
    return text.reads.flatMap((read) => {
      const { header, cells } = read.unit
      const primary = header.findIndex((name) => /\bprimary\b/.test(name))
      const backup = header.findIndex((name) => /\b(?:backup|secondary)\b/.test(name))
      const [first, second] = [cells[primary], cells[backup]]
      if (first === undefined || second === undefined || first.text === '' || first.text.toLowerCase() !== second.text.toLowerCase())
        return []
      const at = read.unit.text.indexOf(second.text, second.start)
      const { quote, ...place } = spanOf(read, at, at + second.text.length)
      return [
        {
          ...place,
          message: `${quote} is primary and backup of the same turn: when they do not answer, nobody does.`,
          suggestion: 'Name somebody else as the backup, for instance the primary of the week before.',
        },
      ]
    })
  },
}
