// Where in an SQL statement do parameters stand: in a text literal, in a quoted name, or bare?
import { parameterAt, type Slot } from './shellPlaces.ts'

/** `quoted`: in a text literal. `inside`: in a quoted name. `word`: bare. `unknown`: in a comment or a dollar-quoted body. */
export function sqlSlots(text: string): Slot[] {
  const slots: Slot[] = []
  let at = 0
  let place: Slot['place'] = 'word'
  let until = ''
  const sure = !text.includes('$$')
  while (at < text.length) {
    const found = parameterAt(text, at)
    if (found !== undefined) {
      slots.push({ name: found.name, from: at, to: found.to, place: sure ? place : 'unknown', beginsWord: false })
      at = found.to
    } else if (until !== '') {
      const closes = text.startsWith(until, at)
      at += closes ? until.length : 1
      if (closes) [place, until] = ['word', '']
    } else {
      const [opens, next, closes] = openings.find(([begins]) => text.startsWith(begins, at)) ?? ['', 'word' as const, '']
      if (opens !== '') [place, until] = [next, closes]
      at += Math.max(opens.length, 1)
    }
  }
  return slots
}

const openings: readonly (readonly [string, Slot['place'], string])[] = [
  ["'", 'quoted', "'"],
  ['"', 'inside', '"'],
  ['--', 'unknown', '\n'],
  ['/*', 'unknown', '*/'],
]
