// Which times does a row of a table state, and for what? Its head says what a column is, its cells whom and at which level.

import type { Read } from '../reading/readText.ts'
import { tokensOf } from '../reading/tokens.ts'
import type { Cell } from '../reading/unit.ts'
import { amountsIn } from './amount.ts'
import type { FindAudiences } from './audiences.ts'
import type { Claim, FindLevel } from './claim.ts'
import { clockAfter } from './clockAfter.ts'

const columns: readonly (readonly [Claim['kind'], RegExp])[] = [
  ['acknowledge', /\back(?:nowledg\w*)?\b/],
  ['contain', /\bcontain\w*/],
  ['update', /\bupdates?\b/],
  ['notify', /\b(?:deadline|within|by when|when|due|time limit|no later than)\b/],
]
const audienceColumn = /\b(?:whom?|audience|recipient|notify|stakeholder|group|party|tell|authority)\b/

export function claimsInRow(read: Read, find: FindAudiences, level: FindLevel): Claim[] {
  const { unit } = read
  const named = unit.cells.flatMap((cell, index) =>
    audienceColumn.test(unit.header[index] ?? '') || index === 0 ? audienceIn(cell, find) : [],
  )
  const levels = unit.cells.flatMap(({ text }) => level(text) ?? [])
  const [only] = levels
  const at = levels.length === 1 && only !== undefined ? only : level(unit.section.title)
  const words = unit.text
  const lead = /^[\s|]*/.exec(words)?.[0].length ?? 0
  const sentence = {
    start: unit.offset + lead,
    end: unit.offset + words.trimEnd().length,
    text: unit.cells.map(({ text }) => text.replace(/\s{2,}|[^\S ]/g, ' ').trim()).join(' | '),
  }
  return unit.cells.flatMap((cell, index): Claim[] => {
    const kind = columns.find(([, says]) => says.test(unit.header[index] ?? ''))?.[0]
    const [amount, ...more] = amountsIn(cell.text)
    if (kind === undefined || amount === undefined || more.length > 0) return []
    const clock = clockAfter(cell.text.slice(amount.end))
    if (clock === 'another' || (kind === 'notify' ? named.length === 0 : levels.length === 0)) return []
    const begin = unit.text.indexOf(cell.text, cell.start)
    const start = unit.offset + (begin < 0 ? cell.start : begin) + amount.start
    const { count, unit: length, isBusiness } = amount
    const claim = { level: at, amount: { count, unit: length, isBusiness }, clock, start, end: start + amount.end - amount.start, sentence }
    return kind === 'notify' ? named.map((whom) => ({ kind, whom, ...claim })) : [{ kind, whom: null, ...claim }]
  })
}

/** The cell is about them, and not about something of theirs. */
function audienceIn({ text }: Cell, find: FindAudiences): string[] {
  const [first] = find(text, tokensOf(text))
  return first !== undefined && first.from <= 2 ? [first.whom] : []
}
