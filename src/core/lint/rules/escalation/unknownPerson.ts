// escalation/unknown-person: somebody to reach who is not in the directory.

import { spanOf } from '../clause.ts'
import { isActiveName, mailboxesIn, namesInRow } from '../houseNames.ts'
import type { Rule, RuleFinding } from '../rule.ts'

/** A mailbox that several people read has no line in the directory. */
const shared =
  /(?:security|secops|abuse|privacy|legal|dpo|help|support|ops|on-?call|info|admin|team|incident|soc|sre|noc|press|media|status|alert|billing|sales|hr|office|contact|service|desk|root|postmaster|reply|report|disclosure|compliance|audit|board|finance|it$|eng|dev|platform|infra|data|all$|everyone)/

export const unknownPerson: Rule = {
  id: 'escalation/unknown-person',
  element: 'escalation',
  level: 'warning',
  title: 'Somebody who is not in the directory',
  explanation:
    'A document names somebody to reach, and the directory does not know them: they left before it was kept, the name is misspelt, or they were never given access. Mailboxes of your own domain that look like a person’s are compared, and names in tables of whom to reach. Correct the name, or have the person added.',
  house: {
    people: [{ name: 'Ada Example', email: 'ada@example.com', leftOn: null }],
    ...{ paths: null, logs: null, reviewedOn: null, texts: null },
  },
  bad: '## Escalation\n\n| Level | Name | Channel |\n|---|---|---|\n| 1 | Ada Example | #incidents |\n| 2 | Grace Sample | #incidents |\n',
  good: '## Escalation\n\n| Level | Name | Channel |\n|---|---|---|\n| 1 | Ada Example, ada@example.com | #incidents |\n| 2 | Security on-call | #incidents |\n',
  find({ text, house: { people }, lexicons }): RuleFinding[] {
    if (people === null) return []
    const domains = new Set(people.flatMap(({ email }) => email?.split('@')[1]?.toLowerCase() ?? []))
    const emails = new Set(people.flatMap(({ email }) => email?.toLowerCase() ?? []))
    return text.reads.flatMap((read) => {
      const mailboxes = mailboxesIn(read).filter(({ value }) => {
        const [local = '', domain = ''] = value.toLowerCase().split('@')
        return domains.has(domain) && !emails.has(value.toLowerCase()) && !shared.test(local)
      })
      const names = namesInRow(read, lexicons).filter(({ value }) => !isActiveName(value, people))
      return [...mailboxes, ...names].map(({ start, end }) => {
        const { quote, ...place } = spanOf(read, start, end)
        return {
          ...place,
          message: `${quote} is not in the directory: whoever is sent there tonight may reach nobody.`,
          suggestion: 'Correct the name as the directory has it, or name the rotation: “Security primary, `/pd trigger security-primary`”.',
        }
      })
    })
  },
}
