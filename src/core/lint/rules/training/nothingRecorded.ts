// training/nothing-recorded: reviewed and trained “regularly”, with no date to show for it.
import { vagueFindings } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const families = new Set(['periodic'])

export const nothingRecorded: Rule = {
  id: 'training/nothing-recorded',
  element: 'training',
  level: 'note',
  title: 'Reviewed regularly, says nobody in particular',
  explanation:
    '“Reviewed annually” cannot be told from never. Write the date of the last review and who did it, when the next is due, and when the last exercise was.',
  bad: '## Maintenance\n\nThis plan is reviewed annually.\n',
  good: '## Maintenance\n\nLast reviewed 2026-01-12 by Ada Example; next review by 2027-01-12. Last drill 2026-03-02.\n',
  find: ({ text }): RuleFinding[] => vagueFindings(text.reads, families, ({ dates }) => dates.length > 0),
}
