// The file system under the embedded database, with the one thing it lacks as shipped: fsync reaches the disk.
import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type EmscriptenStream = { nfd?: number; node: unknown }
type NodeFileSystem = { realPath: (node: unknown) => string; stream_ops: { fsync?: (stream: EmscriptenStream) => number } }

/** How often PostgreSQL asked for its bytes to be on the disk; a test counts it, because it leans on internals of PGlite. */
export const syncCount = { fdatasync: 0 }

export function syncPath(path: string) {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Everything below a directory, for the files a first start copies in without asking for them to be synced. */
export function syncTree(directory: string) {
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) syncPath(join(entry.parentPath, entry.name))
  }
  syncPath(directory)
}

export class DurableFileSystem extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const initialised = await super.init(pglite, options)
    const preRun = initialised.emscriptenOpts.preRun ?? []
    preRun.push((module) => {
      const files = module.NODEFS as unknown as NodeFileSystem
      files.stream_ops.fsync = (stream) => {
        // Only files have a descriptor of the host; PostgreSQL syncs directories too, so that new names survive.
        if (stream.nfd === undefined) syncPath(files.realPath(stream.node))
        else fdatasyncSync(stream.nfd)
        syncCount.fdatasync += 1
        return 0
      }
    })
    return { ...initialised, emscriptenOpts: { ...initialised.emscriptenOpts, preRun } }
  }
}

/** PGlite's own start parameters without `-F` (which turns fsync off), and with a way of syncing that is one call to our hook. */
export const durableStartParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]
