// A key in a file of its own: made on first use, readable by the owner only, never silently replaced.
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function syncDirectory(directory: string) {
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Written beside it and linked into place, so that a crash leaves a whole file or none, and of two servers one wins. */
function create(file: string, text: string) {
  const directory = dirname(file)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  syncDirectory(directory)
}

/** The text of the file; where there is none, `make` says what it is to hold from now on. */
export function readKeyFile(file: string, make: () => string): string {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  } catch (error) {
    if (!isAbsent(error)) throw new Error(`The key file ${file} cannot be used: ${(error as Error).message}`)
    create(file, make())
  }
  return readFileSync(file, 'utf8')
}
