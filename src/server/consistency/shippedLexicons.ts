// The linter's words as they ship; read once, when they are first asked for.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Lexicons, readLexicons } from '../../core/lint/lexicon.ts'

const folder = new URL('../../../catalogues/lexicons/', import.meta.url)

let read: Lexicons | undefined

export function shippedLexicons(): Lexicons {
  read ??= readLexicons(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => parse(readFileSync(new URL(name, folder), 'utf8')) as unknown),
  )
  return read
}
