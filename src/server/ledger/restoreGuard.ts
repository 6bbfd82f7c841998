// Remembers, outside the database, the last head that was signed: a restored old copy of the database is recognised by it.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { parseCheckpointText } from '../../core/ledger/checkpoint.ts'
import type { KnownHead } from '../../core/ledger/judgeHead.ts'
import { parseNote } from '../../core/ledger/signedNote.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'

/** What is known of a log under one key generation. */
export type GuardedHead = KnownHead & { generation: number; note: string }

/** One folder per organization, one file per key generation: the last checkpoint as it was signed. */
function folderOf(dataDirectory: string, organizationId: OrganizationId): string {
  return join(dataDirectory, 'ledger-heads', organizationId)
}

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

/** A damaged file is an error and stops signing: the guard must not be talked out of what it knows. */
async function readHead(folder: string, name: string): Promise<GuardedHead> {
  const file = join(folder, name)
  try {
    const note = await readFile(file, 'utf8')
    const { origin, size, root } = parseCheckpointText(parseNote(encodeUtf8(note)).text)
    return { origin, size, root, note, generation: Number.parseInt(name, 10) }
  } catch (error) {
    throw new Error(`${file} should hold the last checkpoint signed here, and cannot be read: put back a copy of it.`, { cause: error })
  }
}

/** Read before the transaction that signs: files are not waited for inside one. */
export async function readGuardedHeads(dataDirectory: string, organizationId: OrganizationId): Promise<GuardedHead[]> {
  const folder = folderOf(dataDirectory, organizationId)
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
  const heads = names.filter((name) => /^\d{1,9}\.checkpoint$/.test(name))
  return Promise.all(heads.map((name) => readHead(folder, name)))
}

async function syncDirectory(directory: string) {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function makeFolder(folder: string) {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made))
}

/** A whole new file or the old one, and on the disk when this returns. */
async function replace(folder: string, name: string, bytes: Uint8Array) {
  const draft = join(folder, `${randomUUID()}.new`)
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, join(folder, name))
    await syncDirectory(folder)
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * After the commit, never before: a head that is remembered but was rolled back would stop signing for good. A crash in between leaves the
 * database ahead of the guard, which is no contradiction. A head no larger than the known one changes nothing.
 */
export async function rememberHead(dataDirectory: string, organizationId: OrganizationId, generation: number, note: string): Promise<void> {
  const folder = folderOf(dataDirectory, organizationId)
  const bytes = encodeUtf8(note)
  const head = parseCheckpointText(parseNote(bytes).text)
  const known = (await readGuardedHeads(dataDirectory, organizationId)).find((one) => one.generation === generation)
  if (known !== undefined && known.origin === head.origin && known.size >= head.size) return
  await makeFolder(folder)
  await replace(folder, `${generation}.checkpoint`, bytes)
}
