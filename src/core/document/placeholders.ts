// Which places of a template has a company not filled in yet? They are written `[replace: what belongs here]`, so that no reader takes them for real.
import { type DocumentProblem, inReadingOrder } from './problem.ts'

const marker = /\[replace:([^\]\n]{0,200})\]/gi

export function findPlaceholders(text: string): DocumentProblem[] {
  const found = text.split(/\r\n|\n|\r/).flatMap((line, index) =>
    [...line.matchAll(marker)].map((match) => ({
      rule: 'document/placeholder',
      message: `Still to be replaced: ${(match[1] ?? '').trim() || 'it does not say with what'}.`,
      position: { line: index + 1, column: match.index + 1 },
    })),
  )
  return inReadingOrder(found)
}
