// training/review-overdue: by its own front matter the document should have been looked at since.
import type { Rule, RuleFinding } from '../rule.ts'

const days: Readonly<Record<string, number>> = { d: 1, day: 1, w: 7, week: 7, m: 30.44, month: 30.44, y: 365.25, year: 365.25 }
const reviewedNames = ['last_reviewed_on', 'last_reviewed', 'last-reviewed', 'reviewed', 'reviewed_on', 'last_review']
const everyNames = ['review_in', 'review_every', 'review_cycle', 'review-cycle', 'review_cadence']

export const reviewOverdue: Rule = {
  id: 'training/review-overdue',
  element: 'training',
  level: 'warning',
  title: 'The review is overdue by the document’s own promise',
  explanation:
    'The front matter says when the document was last reviewed and how long that holds. That time is over: read it once as the person who is woken would, mend what is wrong, and set the date.',
  bad: '---\nlast_reviewed_on: 2020-01-12\nreview_in: 6 months\n---\n# On-call\n\nPage the secondary after 15 minutes.\n',
  good: '---\nlast_reviewed_on: 2999-01-12\nreview_in: 6 months\n---\n# On-call\n\nPage the secondary after 15 minutes.\n',
  find({ text, today }): RuleFinding[] {
    const name = reviewedNames.find((each) => text.fields.has(each))
    const last = /^\d{4}-\d\d-\d\d/.exec(text.fields.get(name ?? '') ?? '')?.[0]
    const every = everyNames.map((each) => text.fields.get(each) ?? '').find((value) => value !== '')
    const length = every === undefined ? null : daysOf(every)
    if (today === null || name === undefined || last === undefined || every === undefined || length === null) return []
    const late = Math.floor((Date.parse(today) - Date.parse(last)) / 86_400_000 - length)
    if (!(late > 0)) return []
    const line = new RegExp(`^${name}:.*$`, 'im').exec(text.source)
    const start = line?.index ?? 0
    return [
      {
        start,
        end: start + (line?.[0].length ?? 1),
        message: `Last reviewed on ${last}, to be reviewed every ${every}: that was due ${late} days ago.`,
        suggestion: `Read it as whoever is woken would, mend it, and set “${name}: ${today}”.`,
      },
    ]
  },
}

/** `6 months`, `P90D`, `90 days`. */
function daysOf(every: string): number | null {
  const found = /^P?(\d{1,4})\s*(d|w|m|y|days?|weeks?|months?|years?)\b/i.exec(every)
  if (found === null) return null
  return Number(found[1]) * (days[(found[2] ?? 'd').toLowerCase().replace(/s$/, '')] ?? 1)
}
