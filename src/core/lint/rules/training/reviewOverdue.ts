// training/review-overdue: by its own promise the document should have been looked at since.
import type { LintText } from '../../reading/readText.ts'
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
    'The front matter says how long a review of the document holds, and it or the record of reviews says when the last one was. That time is over: read it once as the person who is woken would, mend what is wrong, and have the review recorded. Where reviews are on record, the record counts and not the date in the text.',
  bad: '---\nlast_reviewed_on: 2020-01-12\nreview_in: 6 months\n---\n# On-call\n\nPage the secondary after 15 minutes.\n',
  good: '---\nlast_reviewed_on: 2999-01-12\nreview_in: 6 months\n---\n# On-call\n\nPage the secondary after 15 minutes.\n',
  find({ text, today, house: { reviewedOn } }): RuleFinding[] {
    const name = reviewedNames.find((each) => text.fields.has(each))
    const written = /^\d{4}-\d\d-\d\d/.exec(text.fields.get(name ?? '') ?? '')?.[0]
    const last = reviewedOn ?? written
    const every = everyNames.map((each) => text.fields.get(each) ?? '').find((value) => value !== '') ?? cadenceIn(text)
    const length = every === null ? null : daysOf(every)
    if (today === null || last === undefined || every === null || length === null) return []
    const late = Math.floor((Date.parse(today) - Date.parse(last)) / 86_400_000 - length)
    if (!(late > 0)) return []
    const line = new RegExp(`^${reviewedOn === null ? name : `(?:review|${everyNames.join('|')})`}:.*$`, 'im').exec(text.source)
    const start = line?.index ?? 0
    return [
      {
        ...{ start, end: start + (line?.[0].length ?? 1), ofWhole: true as const },
        message: `Last reviewed on ${last}${reviewedOn === null ? '' : ' by the record'}, to be reviewed every ${every}: that was due ${late} days ago.`,
        suggestion:
          reviewedOn === null
            ? `Read it as whoever is woken would, mend it, and set “${name}: ${today}”.`
            : 'Read it as whoever is woken would, and record that it is still valid, or publish what you mended.',
      },
    ]
  },
}

/** `review: { every: P90D }`, also over two lines. */
function cadenceIn({ frontMatter }: LintText): string | null {
  return /^review:[^\S\n]*(?:\{[^}\n]*\bevery:|\n\s+every:)\s*["']?(P[0-9A-Z]+)/m.exec(frontMatter?.text ?? '')?.[1] ?? null
}

/** `6 months`, `P90D`, `90 days`. */
function daysOf(every: string): number | null {
  const found = /^P?(\d{1,4})\s*(d|w|m|y|days?|weeks?|months?|years?)\b/i.exec(every)
  if (found === null) return null
  return Number(found[1]) * (days[(found[2] ?? 'd').toLowerCase().replace(/s$/, '')] ?? 1)
}
