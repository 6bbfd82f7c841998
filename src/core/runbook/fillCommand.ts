// A command with its values filled in, so that what is copied into a shell does what the runbook says and nothing else.
import { Refusal } from '../kernel/refusal.ts'
import { slotsOf } from './parameters.ts'
import type { Command } from './runbook.ts'
import type { Slot } from './shellPlaces.ts'

export type FilledCommand = {
  text: string
  /** Parameters without a value: they stand in the text as they were. */
  missing: readonly string[]
}

/** Means the same to every shell without quotes, in every place. */
const plain = /^[A-Za-z0-9_./:@%+,-]+$/
/** Between quotes, where the text may be read again as SQL, JSON or a second shell: words and spaces change nothing there. */
const wordsOnly = /^[A-Za-z0-9_./:@%+, -]+$/
/** Control characters, line ends, and characters nobody sees: a pasted line end runs the command before anybody has read it. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Refuses (`value_not_safe`) a value that cannot be written in its place without a doubt. Only the command's own parameters are filled. */
export function fillCommand(
  command: Pick<Command, 'text' | 'language' | 'parameters'>,
  values: Readonly<Record<string, string>>,
): FilledCommand {
  const missing: string[] = []
  let text = ''
  let done = 0
  for (const slot of slotsOf(command.text, command.language)) {
    if (!command.parameters.includes(slot.name)) continue
    const value = Object.hasOwn(values, slot.name) ? (values[slot.name] ?? '') : ''
    if (value === '') {
      if (!missing.includes(slot.name)) missing.push(slot.name)
      continue
    }
    const piece = command.language === 'sql' ? sqlPiece(slot, value) : shellPiece(slot, value)
    text += command.text.slice(done, piece.from) + piece.text
    done = piece.to
  }
  return { text: text + command.text.slice(done), missing }
}

type Piece = { from: number; to: number; text: string }

function shellPiece(slot: Slot, value: string): Piece {
  refuseUnseen(slot, value)
  if (slot.beginsWord && value.startsWith('-')) throw notSafe(slot, 'it begins with a dash and would be read as an option')
  const { from, to } = slot
  if (slot.place === 'word') return { from, to, text: plain.test(value) ? value : singleQuoted(value) }
  // Replaced with its quotes: between double quotes an interactive shell would still look for `!`.
  if (slot.place === 'quoted') return { from: from - 1, to: to + 1, text: plain.test(value) ? `"${value}"` : singleQuoted(value) }
  const allowed = slot.place === 'inside' ? wordsOnly : plain
  if (!allowed.test(value)) throw notSafe(slot, 'it holds characters that may mean something else at this place')
  return { from, to, text: value }
}

function sqlPiece(slot: Slot, value: string): Piece {
  refuseUnseen(slot, value)
  const { from, to } = slot
  // Some databases read a backslash in a literal as an escape.
  if (slot.place === 'quoted' && !value.includes('\\')) return { from, to, text: value.replaceAll("'", "''") }
  const allowed = slot.place === 'inside' ? /^[A-Za-z0-9_. -]+$/ : /^[A-Za-z0-9_.]+$/
  if (!allowed.test(value)) throw notSafe(slot, 'it holds characters that may mean something else at this place')
  return { from, to, text: value }
}

/** One word to every POSIX shell, whatever it holds. */
function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`
}

function refuseUnseen(slot: Slot, value: string): void {
  if (unseen.test(value)) throw notSafe(slot, 'it holds a line end or a character that cannot be seen')
  if (value.length > 4_000) throw notSafe(slot, 'it is longer than 4000 characters')
}

function notSafe({ name }: Slot, why: string): Refusal {
  return new Refusal('value_not_safe', `The value of ${name} is not filled in: ${why}. Type it into the command by hand.`, {
    fields: [{ path: `/values/${name}`, message: why }],
  })
}
