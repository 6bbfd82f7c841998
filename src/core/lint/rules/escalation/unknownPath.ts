// escalation/unknown-path: a document that leads to an escalation path that is not there.
import { citedPaths } from '../citedPaths.ts'
import { quoted } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const unknownPath: Rule = {
  id: 'escalation/unknown-path',
  element: 'escalation',
  level: 'error',
  title: 'An escalation path that is not there',
  explanation:
    'The document names the escalation path that is paged, and there is none of that name: it was renamed, or never set up. Nobody is paged by a path that does not exist. Cite one that is there, or set it up under this name.',
  house: {
    paths: [{ id: 'security-oncall', name: 'Security on-call', levels: [{ lastVerified: '2026-11-01' }] }],
    ...{ people: null, logs: null, reviewedOn: null, texts: null },
  },
  bad: '---\nkind: runbook\nescalation: security-on-call\n---\n# Leaked key runbook\n',
  good: '---\nkind: runbook\nescalation: security-oncall\n---\n# Leaked key runbook\n',
  find({ text, house: { paths } }): RuleFinding[] {
    if (paths === null) return []
    const known = paths.map(({ id }) => id)
    return citedPaths(text)
      .filter(({ id }) => !known.includes(id))
      .map(({ id, start, end }) => ({
        start,
        end,
        message: `${quoted(id)} is no escalation path here: nobody would be paged.`,
        suggestion:
          known.length === 0
            ? `Set up a path “${id}”.`
            : `There ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 5).map(quoted).join(', ')}.`,
      }))
  },
}
