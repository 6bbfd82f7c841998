// Writes a checkpoint as a file into a directory, for instance one that another machine collects or that only takes new files.
import { randomUUID } from 'node:crypto'
import { access, constants, link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { AnchorReceipt, AnchorTask, StoredSettings } from './anchorTask.ts'
import { checkpointFileName, sizeOfCheckpointFile } from './checkpointFileName.ts'

/** One folder per log below the chosen directory; the origin's characters are those of a host, a slash and hex digits. */
export function folderOfLog(path: string, origin: string): string {
  return join(path, origin.replaceAll(/[^A-Za-z0-9.-]/g, '_'))
}

/** Undefined, or why nothing can be written there. Never makes the directory: a mount that is missing must be noticed. */
export async function directoryProblem(path: string): Promise<string | undefined> {
  if (!isAbsolute(path)) return 'Give the whole path, beginning with a slash.'
  try {
    if (!(await stat(path)).isDirectory()) return `${path} is not a directory.`
    await access(path, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `${path} cannot be written to by the server: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`
  }
}

async function syncDirectory(directory: string) {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeDraft(file: string, text: string) {
  const handle = await open(file, 'wx', 0o644)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Linked into place: whole or not at all, and never over a file that is there. */
async function putIfAbsent(folder: string, name: string, text: string): Promise<'written' | 'was there'> {
  const draft = join(folder, `.${randomUUID()}.new`)
  try {
    await writeDraft(draft, text)
    await link(draft, join(folder, name))
    return 'written'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  if ((await readFile(join(folder, name), 'utf8')) === text) return 'was there'
  throw new Error(
    `${join(folder, name)} holds another checkpoint of the same size. It was left as it is: two histories of one log exist, and one of them is not the one that was signed before.`,
  )
}

export async function writeToDirectory(settings: Extract<StoredSettings, { kind: 'directory' }>, task: AnchorTask): Promise<AnchorReceipt> {
  const problem = await directoryProblem(settings.path)
  if (problem !== undefined) throw new Error(problem)
  const { origin, size, note } = task.checkpoint
  const folder = folderOfLog(settings.path, origin)
  await mkdir(folder, { recursive: true })
  await syncDirectory(settings.path)
  const name = checkpointFileName(size)
  const done = await putIfAbsent(folder, name, note)
  await syncDirectory(folder)
  return { authorityAt: null, answer: encodeUtf8(`${join(folder, name)} ${done}`) }
}

/** The checkpoint of the largest size that was ever written there for a log; null where none is, or the directory is away. */
export async function largestCheckpointIn(path: string, origin: string): Promise<string | null> {
  const folder = folderOfLog(path, origin)
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR') return null
    throw error
  }
  const largest = names
    .filter((name) => sizeOfCheckpointFile(name) !== undefined)
    .sort()
    .at(-1)
  return largest === undefined ? null : readFile(join(folder, largest), 'utf8')
}
