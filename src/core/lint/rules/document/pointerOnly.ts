// document/pointer-only: a page that only says where to read on.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const pointerOnly: Rule = {
  id: 'document/pointer-only',
  element: 'document',
  level: 'warning',
  title: 'A page that only points elsewhere',
  explanation:
    'The alert opened this page, and this page opens another. If the other one is the runbook, link the alert to it; if not, put the first three steps here.',
  bad: '# Bitcoin mining runbook\n\nThe playbook can be found in the [wiki](https://wiki.example.com/mining).\n',
  good: '# Bitcoin mining runbook\n\n1. Stop the instance: `aws ec2 stop-instances --instance-ids i-0abcd1234example0`\n\nMore is in the [wiki](https://wiki.example.com/mining).\n',
  find({ text, judged }): RuleFinding[] {
    const pointing = text.reads.find(({ unit }) => unit.links.some(({ url }) => /^https?:|\.md|^\//.test(url)))
    const says = Object.values(judged.judgements).some(({ standing }) => standing !== 'absent')
    const lines = text.reads.filter(({ tokens }) => tokens.length >= 3)
    if (pointing === undefined || says || lines.length > 8 || text.reads.some(({ commands }) => commands.length > 0)) return []
    const { quote, ...place } = startOf(pointing)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `${quote} sends the reader on, and nothing on this page can be done.`,
        suggestion: 'Link the alert to that page, or put the first three steps here.',
      },
    ]
  },
}
