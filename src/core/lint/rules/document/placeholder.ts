// document/placeholder: a place that nobody has filled in.
import { spanOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const placeholderLeft: Rule = {
  id: 'document/placeholder',
  element: 'document',
  level: 'warning',
  title: 'A place that nobody has filled in',
  explanation:
    '“[phone]”, “TBD” and “<insert e-mail>” are read at the moment when the number is needed. Fill them in, or take the line out. Parameters inside commands (`<pod-name>`, `$KEY`) are meant to be filled in during the incident and are left alone.',
  bad: '## Contacts\n\n- Security lead: [PHONE NUMBER]\n',
  good: '## Contacts\n\n- Security lead: +41 44 555 01 23\n',
  find({ text }): RuleFinding[] {
    return text.reads.flatMap((read) =>
      read.placeholders
        .filter(({ value }) => !/^(?:TODO|FIXME)$/.test(value) || read.unit.kind !== 'code')
        .map(({ start, end, value }) => {
          const { quote, ...place } = spanOf(read, start, end)
          const what = /TODO/.test(value) && quote !== '“TODO”' ? `${quote} links to nothing yet` : `${quote} has not been filled in`
          return {
            ...place,
            message: `${what}: it is read at the moment when the answer is needed.`,
            suggestion: exampleFor(read.plain + value.toLowerCase()),
          }
        }),
    )
  },
}

function exampleFor(words: string): string {
  if (/phone|hotline|tel\b|number/.test(words)) return 'For instance: “+41 44 555 01 23 (rings Security primary)”.'
  if (/mail/.test(words)) return 'For instance: “security@example.com, which pages Security primary”.'
  if (/date|version/.test(words)) return 'For instance: “2026-01-12”.'
  if (/name|contact|lead|role|officer|counsel|team/.test(words))
    return 'For instance: “Ada Example, @ada, +41 44 555 01 23; backup Grace Example”.'
  if (/tool|link|system/.test(words)) return 'For instance: a link to the page that is meant, “Datadog > Logs > saved view Sign-ins”.'
  return 'Fill it in, or take the line out.'
}
