// document/dead-link: a link to a heading that this document does not have.
import { spanOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const deadLink: Rule = {
  id: 'document/dead-link',
  element: 'document',
  level: 'warning',
  title: 'A link to a heading that is not there',
  explanation:
    'A step that says “see below” and leads nowhere costs a search in the middle of the night. Mend the link, or write the step out.',
  bad: '# Runbook\n\nSee [how to roll back](#rollback).\n\n## Roll back the API\n\nRun `kubectl rollout undo deployment/api`.\n',
  good: '# Runbook\n\nSee [how to roll back](#roll-back-the-api).\n\n## Roll back the API\n\nRun `kubectl rollout undo deployment/api`.\n',
  find({ text }): RuleFinding[] {
    const known = new Set(text.sections.map(({ title }) => slugOf(title)))
    const written = [...text.source.matchAll(/(?:\{#|<a\s[^>]{0,80}?(?:name|id)=["'])([\w-]{1,120})/g)].map(([, name]) => name ?? '')
    for (const name of written) known.add(name.toLowerCase())
    const withoutNumber = new Set([...known].map((name) => name.replace(/-\d+$/, '')))
    return text.reads.flatMap((read) =>
      read.unit.links.flatMap(({ url, start, end }) => {
        const name = /^#([^#]{1,200})$/.exec(url)?.[1]
        if (name === undefined || /TODO/.test(name)) return []
        const wanted = decoded(name).toLowerCase()
        if (known.has(wanted) || withoutNumber.has(wanted.replace(/-\d+$/, ''))) return []
        const { quote, ...place } = spanOf(read, start, end)
        return [
          {
            ...place,
            message: `${quote} leads to “#${name}”, and no heading here has that name.`,
            suggestion: 'Link to the heading as it is now, or write the step out here.',
          },
        ]
      }),
    )
  },
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** As GitHub makes them. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}
