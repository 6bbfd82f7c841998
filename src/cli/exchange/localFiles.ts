// Which files are pushed, under which paths, and which cannot be sent as they are?
import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { pathProblem } from '../../core/document/filePath.ts'
import { type DocumentProblem, documentStart, type Position } from '../../core/document/problem.ts'
import { mostTextBytes, unkeepable } from '../../core/document/readText.ts'
import { markdownBelow } from '../markdownBelow.ts'
import type { GitReader, KnownFile } from './git.ts'

/** `path`: counted from the root of its repository, else from where the command runs. The server knows it by that. */
export type Place = { file: string; path: string; git: KnownFile | null }
export type LocalFile = Place & { markdown: string }
export type UnsentFile = Place & { problem: DocumentProblem }
export type LocalFiles = { files: LocalFile[]; unsent: UnsentFile[] }

/** Throws where a path that was named is not there. */
export function findLocalFiles(named: readonly string[], isIgnored: (path: string) => boolean, gitOf: GitReader): LocalFiles {
  const found: LocalFiles = { files: [], unsent: [] }
  const seen = new Set<string>()
  for (const file of named.flatMap((path) => (isFolder(path) ? markdownBelow(path) : [path]))) {
    const git = gitOf(file)
    const path = git?.path ?? relative('.', file).split(sep).join('/')
    const place = { file, path, git }
    const name = `${git?.checkout.root ?? ''}\0${path}`
    if (seen.has(name) || isIgnored(file)) continue
    seen.add(name)
    const misplaced = pathProblem(path)
    const read = misplaced === undefined ? readMarkdown(file) : problemAt('path/misplaced', misplaced, documentStart)
    if (typeof read === 'string') found.files.push({ ...place, markdown: read })
    else found.unsent.push({ ...place, problem: read })
  }
  return found
}

function isFolder(path: string): boolean {
  const known = statSync(path, { throwIfNoEntry: false })
  if (known === undefined) throw new Error(`There is no file or folder ${path}.`)
  return known.isDirectory()
}

/** Byte for byte, also what editors put before the first character. */
function readMarkdown(file: string): string | DocumentProblem {
  const { size } = statSync(file)
  if (size > mostTextBytes) return unkeepable('', size) ?? ''
  const bytes = readFileSync(file)
  if (!isUtf8(bytes)) return problemAt('text/not-utf-8', 'The text is not valid UTF-8. Save it as UTF-8.', notUtf8At(bytes))
  const markdown = bytes.toString('utf8')
  const problem = unkeepable(markdown, bytes.length)
  if (problem?.rule !== 'text/nul') return problem ?? markdown
  return { ...problem, position: positionIn(markdown, markdown.indexOf('\0')) }
}

function problemAt(rule: string, message: string, position: Position): DocumentProblem {
  return { rule, message, position }
}

function positionIn(text: string, index: number): Position {
  const before = text.slice(0, index).split(/\r\n|\n|\r/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** The longest beginning that is a text, by halving: a character cut in two is put right by looking a little further back. */
function notUtf8At(bytes: Buffer): Position {
  const isText = (end: number) => [0, 1, 2, 3].some((back) => back <= end && isUtf8(bytes.subarray(0, end - back)))
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isText(middle)) good = middle
    else bad = middle
  }
  const whole = [0, 1, 2, 3].map((back) => good - back).find((end) => end >= 0 && isUtf8(bytes.subarray(0, end))) ?? 0
  return positionIn(bytes.toString('utf8', 0, whole), whole)
}
