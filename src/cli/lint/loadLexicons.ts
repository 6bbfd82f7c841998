// The linter's words from `catalogues/lexicons`.
import { type Lexicons, readLexicons } from '../../core/lint/lexicon.ts'
import { catalogueFiles } from './catalogueFiles.ts'

export async function loadLexicons(): Promise<Lexicons> {
  return readLexicons(await catalogueFiles('lexicons'))
}
