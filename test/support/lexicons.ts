// The linter's words, read from the catalogue as they ship.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type Lexicons, readLexicons } from '../../src/core/lint/lexicon.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'catalogues', 'lexicons')

export function shippedLexicons(): Lexicons {
  return readLexicons(readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')) as unknown))
}
