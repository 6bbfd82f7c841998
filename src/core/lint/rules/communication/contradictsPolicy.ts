// communication/contradicts-policy: a document that gives another time than the policy it cites, or than its own front matter.
import { type Contradiction, contradictionOf, promiseInWords, subjectInWords } from '../../claims/contradiction.ts'
import { readClaims } from '../../claims/readClaims.ts'
import { quoted } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const contradictsPolicy: Rule = {
  id: 'communication/contradicts-policy',
  element: 'communication',
  level: 'error',
  title: 'Another time than the policy promises',
  explanation:
    'The auditor reads the policy, the engineer the runbook, and the record is compared with the first. Where the two differ in a number, somebody does what the runbook says and is late by the policy. Compared are the times to tell somebody, acknowledge, contain, update, review and act, as lengths of time: five business days are longer than 72 hours, three days are not. Correct the runbook, or have the policy approved anew.',
  policy:
    '---\nkind: policy\nid: incident-response\nseverities:\n  - level: SEV1\n    notify:\n      - { whom: supervisory-authority, within: PT72H, from: awareness }\n---\n# Incident response policy\n',
  bad: '---\nkind: runbook\npolicy: incident-response\n---\n# Leaked data runbook\n\n## Who to tell\n\n- The supervisory authority within 5 business days of becoming aware.\n',
  good: '---\nkind: runbook\npolicy: incident-response\n---\n# Leaked data runbook\n\n## Who to tell\n\n- The supervisory authority within 72 hours of becoming aware.\n- Ask the supplier for their report within 5 business days.\n',
  find({ text, promised, lexicons }): RuleFinding[] {
    if (promised === null || promised.promises.length === 0) return []
    const { promises, levels } = promised
    const vocabulary = { levels: levels.map(({ level }) => level), whoms: promises.flatMap(({ whom }) => whom ?? []) }
    return readClaims(text, vocabulary, lexicons.audiences).flatMap((claim) => {
      const found = contradictionOf(claim, promises)
      return found === null ? [] : [findingOf(found, text.source)]
    })
  },
}

function findingOf({ claim, promise, how }: Contradiction, source: string): RuleFinding {
  const { start, end } = claim
  const quote = quoted(source.slice(start, end))
  const subject = subjectInWords({ ...promise, level: claim.level === null ? null : promise.level })
  const promised = promiseInWords(promise)
  const where = `line ${promise.position.line} of the policy`
  const says = {
    later: `${quote} for ${subject} is later than the policy promises: ${promised} (${where}).`,
    sooner: `${quote} for ${subject} is sooner than the policy promises: ${promised} (${where}). The promise is kept, but the two will be held against each other.`,
    other: `${quote} for ${subject} is not what the policy promises: ${promised} (${where}).`,
    clock: `${quote} for ${subject} counts from ${claim.clock}, and the policy from ${promise.from} (${where}): they are not the same instant.`,
  }[how]
  return { start, end, message: says, suggestion: `Say “${promised}” here, or have the policy approved with the other number.` }
}
