// `tickmark import <files…> --out <folder>`: Markdown, Word, Confluence and Notion become documents of ours, with what the linter thinks of them as they are.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { importedDocument } from '../core/import/importedDocument.ts'
import { Refusal } from '../core/kernel/refusal.ts'
import { type LintedDocument, lintDocument } from '../core/lint/lintDocument.ts'
import { printPretty, printSummary } from '../core/lint/report/pretty.ts'
import type { FoundText } from '../server/import/documentsIn.ts'
import { convertFile } from './import/convertFile.ts'
import { loadLexicons } from './lint/loadLexicons.ts'

export const summary = 'turn Markdown, Word, Confluence and Notion exports into documents, and say what the linter thinks of them'

export const help = `tickmark import <files…> --out <folder> [--all] [--force]

Reads Markdown, Word (.docx), HTML, and ZIPs as Confluence (HTML) and Notion (Markdown or HTML) export them. Writes each page as Markdown
into policies/ or runbooks/ below the folder, with a front matter that says what it is and where it came from. Its words are not changed:
the report says how it stands as it is, before anybody mends it.

  --out    where the documents go
  --all    show every finding, not only the first few of each rule
  --force  write over files that are there

What is not read, and said by name: pictures, comments, macros, files with passwords, PDF. Answers 0 when every file was imported, 2 when one was not.
`

type Written = { path: string; text: string; linted: LintedDocument; found: FoundText }

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, all: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } },
  })
  const { out } = values
  if (out === undefined || positionals.length === 0) {
    console.error('Say which files, and where the documents go: tickmark import page.docx --out docs\n\n`tickmark help import` says more.')
    return 2
  }
  const { found, refused } = await convertAll(positionals)
  const written = await asDocuments(found)
  const inTheWay = written.filter(({ path }) => existsSync(join(out, path)))
  if (inTheWay.length > 0 && !values.force) {
    console.error(`${inTheWay.map(({ path }) => path).join(', ')}: there already. Another folder, or --force to write over them.`)
    return 2
  }
  for (const { path, text } of written) {
    mkdirSync(dirname(join(out, path)), { recursive: true })
    writeFileSync(join(out, path), text)
  }
  for (const { path, linted, found: source } of written) {
    const left = source.left.length === 0 ? '' : `\n  left out: ${source.left.join(', ')}`
    console.log(`${source.from} → ${join(out, path)}${left}\n${printPretty(linted, (_, text) => text, values.all)}`)
  }
  if (written.length > 0) console.log(`${printSummary(written.map(({ linted }) => linted))} Nothing in their words was changed.`)
  return refused > 0 ? 2 : 0
}

async function convertAll(paths: readonly string[]): Promise<{ found: FoundText[]; refused: number }> {
  const found: FoundText[] = []
  let refused = 0
  for (const path of paths) {
    try {
      const { texts, skipped } = await convertFile(path)
      found.push(...texts)
      for (const { from, because } of skipped) console.error(`${from}: not imported, ${because}.`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused++
      console.error(`${path}: not imported (${error.code}). ${error.message}`)
    }
  }
  return { found, refused }
}

/** Linted as they came: the front matter is put before them afterwards. */
async function asDocuments(found: readonly FoundText[]): Promise<Written[]> {
  const lexicons = await loadLexicons()
  const today = new Date().toISOString().slice(0, 10)
  const taken = new Set<string>()
  return found.map((source) => {
    const linted = lintDocument(source.from, source.markdown, { lexicons, today })
    const { id, kind, text } = importedDocument({ ...source, readAs: linted.kind }, taken)
    taken.add(id)
    return { path: join(kind === 'policy' ? 'policies' : 'runbooks', `${id}.md`), text, linted, found: source }
  })
}
