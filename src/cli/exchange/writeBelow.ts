// Files below one folder, and never outside it: what is there under a path that a server names, and writing it.
import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasTextEnding, pathProblem } from '../../core/document/filePath.ts'

export type Standing = { state: 'absent' | 'same' | 'different' } | { state: 'refused'; because: string }

const refused = (because: string): Standing => ({ state: 'refused', because })

/** Links are not followed: one may lead out of the folder. */
export function standingOf(folder: string, path: string, markdown: string): Standing {
  const problem = pathProblem(path)
  if (problem !== undefined) return refused(problem)
  if (!hasTextEnding(path)) return refused('It does not end as the name of a text does (.md, .markdown, .mdown, .mdx, .txt).')
  const names = path.split('/')
  for (let depth = 1; depth <= names.length; depth++) {
    const known = lstatSync(join(folder, ...names.slice(0, depth)), { throwIfNoEntry: false })
    if (known === undefined) return { state: 'absent' }
    const [isLast, place] = [depth === names.length, names.slice(0, depth).join('/')]
    if (known.isSymbolicLink()) return refused(`${place} is a link, and may lead elsewhere.`)
    if (!isLast && !known.isDirectory()) return refused(`${place} is a file, and no folder.`)
    if (isLast && !known.isFile()) return refused(`${place} is no file.`)
  }
  const isSame = readFileSync(join(folder, path)).equals(Buffer.from(markdown, 'utf8'))
  return { state: isSame ? 'same' : 'different' }
}

/** Whole or not at all: written beside it, then put in its place. Only after `standingOf` found nothing to refuse. */
export function writeBelow(folder: string, path: string, markdown: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  const beside = join(dirname(file), `.tickmark-${randomBytes(6).toString('hex')}`)
  try {
    writeFileSync(beside, markdown, { flag: 'wx' })
    const known = lstatSync(file, { throwIfNoEntry: false })
    if (known !== undefined) chmodSync(beside, known.mode)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
