// communication/contradicts-policy: a runbook that gives another deadline than the policy it cites.
import type { Promised } from '../../reach.ts'
import type { Span } from '../../reading/unit.ts'
import { spanOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const unitHours: Readonly<Record<string, number>> = { minute: 1 / 60, min: 1 / 60, hour: 1, hr: 1, h: 1, day: 24, week: 168 }

export const contradictsPolicy: Rule = {
  id: 'communication/contradicts-policy',
  element: 'communication',
  level: 'error',
  title: 'Another deadline than the policy promises',
  explanation:
    'The auditor reads the policy, the engineer the runbook, and the record is compared with the first. Where the two differ in a number, somebody does what the runbook says and is late by the policy. Correct the runbook, or have the policy approved anew.',
  policy:
    '---\nkind: policy\nid: incident-response\nseverities:\n  - level: SEV1\n    notify:\n      - { whom: supervisory-authority, within: PT72H, from: awareness }\n---\n# Incident response policy\n',
  bad: '---\nkind: runbook\npolicy: incident-response\n---\n# Leaked data runbook\n\n## Who to tell\n\n- The supervisory authority within 5 days of becoming aware.\n',
  good: '---\nkind: runbook\npolicy: incident-response\n---\n# Leaked data runbook\n\n## Who to tell\n\n- The supervisory authority within 72 hours of becoming aware.\n',
  find({ text, promised }): RuleFinding[] {
    if (promised.length === 0) return []
    return text.reads.flatMap((read) => {
      if (read.unit.kind === 'code') return []
      const groups = [...new Set(promised.map(({ whom }) => whom))].filter((whom) => read.plain.includes(lastWord(whom)))
      // Two groups in one sentence: which number is whose is a guess.
      const [whom] = groups
      if (whom === undefined || groups.length > 1) return []
      return read.durations.flatMap((span) => {
        const hours = hoursOf(span)
        const isDeadline = /\b(?:within|than|in|by)\s+$/i.test(read.unit.text.slice(0, span.start))
        const allowed = promised.filter((each) => each.whom === whom)
        if (hours === null || !isDeadline || allowed.some((each) => Math.abs(each.hours - hours) < 0.01)) return []
        const { quote, ...place } = spanOf(read, span.start, span.end)
        return [
          {
            ...place,
            message: `${quote} for ${spoken(whom)} is not what the policy promises: ${numbers(allowed)}.`,
            suggestion: `Say “within ${numbers(allowed)}”, or have the policy approved with the other number.`,
          },
        ]
      })
    })
  },
}

/** `affected-customers`: “customer”. */
function lastWord(whom: string): string {
  return (whom.split('-').at(-1) ?? whom).replace(/s$/, '')
}

function spoken(whom: string): string {
  return whom.replaceAll('-', ' ')
}

function numbers(promised: readonly Promised[]): string {
  return [
    ...new Set(promised.map(({ hours }) => (hours < 1 ? `${Math.round(hours * 60)} minutes` : hours === 1 ? '1 hour' : `${hours} hours`))),
  ].join(' or ')
}

function hoursOf({ value }: Span): number | null {
  const found = /^(\d{1,4})\s?(minute|min|hour|hr|h|day|week)s?$/i.exec(value.trim())
  if (found === null) return null
  return Number(found[1]) * (unitHours[(found[2] ?? '').toLowerCase()] ?? Number.NaN)
}
