// Many texts that come in at once, read before any transaction is open: reading is nearly all that a push takes, and needs no row.
import { setImmediate as breathe } from 'node:timers/promises'
import { readingOf, type TextReading } from '../../core/document/textReading.ts'
import { versionOfText } from './documentStore.ts'
import { readInThread } from './readingThreads.ts'

/** Starting a thread takes longer than reading so many characters. */
const fewCharacters = 50_000
/** A push asks what would become of its files, and then sends those that change something: ten thousand are read once and not twice. */
const mostRemembered = 32 * 1024 * 1024

const remembered = new Map<string, string>()
let size = 0

export async function readTexts(texts: readonly string[]): Promise<TextReading[]> {
  const versions = texts.map(versionOfText)
  const unread = texts.filter((_, place) => !remembered.has(versions[place] ?? ''))
  const isLittle = unread.reduce((sum, text) => sum + text.length, 0) <= fewCharacters
  return Promise.all(texts.map((text, place) => readOne(text, versions[place] ?? '', isLittle)))
}

async function readOne(text: string, version: string, here: boolean): Promise<TextReading> {
  const known = remembered.get(version)
  if (known !== undefined) return JSON.parse(known) as TextReading
  // Others get a word in between two texts.
  if (here) await breathe()
  const reading = here ? readingOf(text) : await readInThread(text)
  remember(version, reading)
  return reading
}

/** The oldest go: a map keeps the order in which it was filled. */
function remember(version: string, reading: TextReading): void {
  if (remembered.has(version)) return
  const words = JSON.stringify(reading)
  remembered.set(version, words)
  size += words.length
  for (const [oldest, said] of remembered) {
    if (size <= mostRemembered) break
    remembered.delete(oldest)
    size -= said.length
  }
}
