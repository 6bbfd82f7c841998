// escalation/path-not-verified: a path that nobody has tried, or not for a quarter.
import { citedPaths } from '../citedPaths.ts'
import { quoted } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

/** As long as the directory itself trusts a level. */
const days = 90

export const pathNotVerified: Rule = {
  id: 'escalation/path-not-verified',
  element: 'escalation',
  level: 'warning',
  title: 'An escalation path that nobody has tried lately',
  explanation:
    'The path is there, but one of its levels was never seen to reach anybody, or not for more than 90 days. People change phones and teams. Send a test page to each level and record who answered; the finding goes by itself.',
  house: {
    paths: [
      { id: 'security-oncall', name: 'Security on-call', levels: [{ lastVerified: '2026-11-01' }, { lastVerified: null }] },
      { id: 'platform-oncall', name: 'Platform on-call', levels: [{ lastVerified: '2026-11-01' }, { lastVerified: '2026-10-20' }] },
    ],
    ...{ people: null, logs: null, reviewedOn: null, texts: null },
  },
  bad: '---\nkind: runbook\nescalation: security-oncall\n---\n# Leaked key runbook\n',
  good: '---\nkind: runbook\nescalation: platform-oncall\n---\n# Disk full runbook\n',
  find({ text, today, house: { paths } }): RuleFinding[] {
    if (paths === null || today === null) return []
    const said = new Set<string>()
    return citedPaths(text).flatMap(({ id, start, end }) => {
      const path = paths.find((one) => one.id === id)
      const open = (path?.levels ?? []).flatMap(({ lastVerified }, index) =>
        isFresh(lastVerified, today) ? [] : [`level ${index + 1} ${lastVerified === null ? 'never' : `last on ${lastVerified}`}`],
      )
      if (open.length === 0 || said.has(id)) return []
      said.add(id)
      return [
        {
          start,
          end,
          message: `${quoted(id)} was not seen to reach anybody in the last ${days} days: ${open.join(', ')}.`,
          suggestion: 'Send a test page to each of these levels and record who answered.',
        },
      ]
    })
  },
}

function isFresh(lastVerified: string | null, today: string): boolean {
  return lastVerified !== null && (Date.parse(today) - Date.parse(lastVerified)) / 86_400_000 <= days
}
