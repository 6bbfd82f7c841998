// evidence/unknown-log: a log of the retention catalogue that is not in it.
import { spanOf } from '../clause.ts'
import { keepCells } from '../logNames.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const unknownLog: Rule = {
  id: 'evidence/unknown-log',
  element: 'evidence',
  level: 'warning',
  title: 'A log that the retention catalogue does not know',
  explanation:
    'A code span in the column that says until when evidence can be had names a log of the retention catalogue, from which its clock is counted. This one is not in the catalogue, so no clock would run and nobody would be reminded. Correct the id, or say the window in words.',
  house: {
    logs: [
      { id: 'aws-cloudtrail-history', name: 'AWS CloudTrail Event history', phrase: 'cloudtrail event history', product: null, days: 90 },
    ],
    ...{ people: null, paths: null, reviewedOn: null, texts: null },
  },
  bad: '## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events of the key | CloudTrail event history | 90 days after the event (`aws-cloudtrail-histroy`) |\n',
  good: '## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events of the key | CloudTrail event history | 90 days after the event (`aws-cloudtrail-history`) |\n',
  find({ text, house: { logs } }): RuleFinding[] {
    if (logs === null) return []
    const known = new Set(logs.map(({ id }) => id))
    return text.reads.flatMap((read) =>
      keepCells(read).flatMap(({ start, end }) =>
        read.unit.codes
          .filter(
            (code) => code.start >= start && code.end <= end + 1 && /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(code.value) && !known.has(code.value),
          )
          .map((code) => {
            const { quote, ...place } = spanOf(read, code.start, code.end)
            const near = nearest(code.value, [...known])
            return {
              ...place,
              message: `${quote} is no log of the retention catalogue: no clock would be counted from it.`,
              suggestion:
                near === null
                  ? 'Say the window in words: “90 days after the event”.'
                  : `Perhaps \`${near}\` is meant; else say the window in words.`,
            }
          }),
      ),
    )
  },
}

/** By the pairs of letters they share. */
function nearest(id: string, known: readonly string[]): string | null {
  const pairs = (text: string) => new Set([...text].slice(1).map((letter, index) => `${text[index]}${letter}`))
  const own = pairs(id)
  const ranked = known
    .map((each) => ({ each, share: [...pairs(each)].filter((pair) => own.has(pair)).length / Math.max(own.size, pairs(each).size) }))
    .sort((left, right) => right.share - left.share)
  return (ranked[0]?.share ?? 0) > 0.6 ? (ranked[0]?.each ?? null) : null
}
