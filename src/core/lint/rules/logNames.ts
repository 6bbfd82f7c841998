// Which log of the retention catalogue does a sentence or row speak of? By its id in a code span, else by its own words.
import type { HouseLog } from '../house.ts'
import type { Read } from '../reading/readText.ts'
import type { Cell } from '../reading/unit.ts'

/** Of several that the words fit, the one that lives longest: it may be that one. Null also where one of them may live for ever. */
export function logIn(words: string, codes: readonly string[], logs: readonly HouseLog[]): HouseLog | null {
  const lower = words.toLowerCase()
  const byId = logs.find(({ id }) => codes.includes(id))
  if (byId !== undefined) return byId
  const named = logs.filter(({ phrase, product }) => lower.includes(phrase) && (product === null || lower.includes(product)))
  if (named.some(({ days }) => days === null)) return null
  return [...named].sort((left, right) => (right.days ?? 0) - (left.days ?? 0))[0] ?? null
}

const keepColumn = /\b(?:keep|before|window|retention|retained|until|lost|lives|expires)\b/

/** The cells that say until when something can be had. */
export function keepCells({ unit }: Read): Cell[] {
  return unit.cells.filter((_cell, index) => keepColumn.test(unit.header[index] ?? ''))
}
