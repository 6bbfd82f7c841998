// The words that name an event and not its cause, as they came with this version: read once, refused loudly where they cannot be.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type CauseLexicon, readCauseLexicon } from '../../core/postIncident/rootCause.ts'

let shipped: CauseLexicon | undefined

export function shippedLexicon(): CauseLexicon {
  shipped ??= readCauseLexicon(parse(readFileSync(fileURLToPath(new URL('../../../catalogues/root-causes.yaml', import.meta.url)), 'utf8')))
  return shipped
}
