// A name for a step that it keeps when steps are moved: written by hand as `{#id}`, or made from its own words.
import type { DocumentProblem, Position } from '../document/problem.ts'

const explicit = /\s*\{#([A-Za-z][A-Za-z0-9_-]{0,63})\}/

export function takeExplicitId(text: string): { id: string | null; text: string } {
  const match = explicit.exec(text)
  return match === null ? { id: null, text } : { id: match[1] ?? null, text: text.replace(match[0], '') }
}

/** The first words, readable in a link, and a hash of all words, so that two that begin alike differ. */
export function idFromWords(words: string): string {
  const normal = words.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()
  const slug =
    normal
      .match(/[\p{Letter}\p{Number}]+/gu)
      ?.slice(0, 5)
      .join('-')
      .slice(0, 40) ?? 'step'
  return `${slug}-${hash(normal)}`
}

/** FNV-1a, 32 bits, eight hex digits: it tells texts of one document apart, nothing more. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}

export type Named = { explicit: string | null; words: string; position: Position }

/** One distinct id for each, in their order. Ids written by hand come first, so that no derived one can take theirs. */
export function distinctIds(named: readonly Named[], problems: DocumentProblem[]): string[] {
  const taken = new Set<string>()
  const ids = new Map<number, string>()
  const counts = new Map<string, number>()
  const take = (index: number, wanted: string) => {
    let id = wanted
    let count = counts.get(wanted) ?? 1
    while (taken.has(id)) id = `${wanted}-${++count}`
    counts.set(wanted, count)
    taken.add(id)
    ids.set(index, id)
  }
  named.forEach(({ explicit: id, position }, index) => {
    if (id === null) return
    if (taken.has(id)) problems.push({ rule: 'step/duplicate-id', message: `Another step is already called {#${id}}.`, position })
    take(index, id)
  })
  named.forEach(({ explicit: id, words }, index) => {
    if (id === null) take(index, idFromWords(words))
  })
  return named.map((_, index) => ids.get(index) ?? '')
}
