// Opens the embedded engine on a directory, or in memory; makes the directory where there is none.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { DurableFileSystem, durableStartParameters, syncPath, syncTree } from './durableFileSystem.ts'
import type { EngineProgram } from './engineProgram.ts'
import type { EngineStart } from './protocol.ts'
import { readableTemplate } from './template.ts'

const session = ['-c', 'timezone=UTC', '-c', 'datestyle=ISO', '-c', 'bytea_output=hex']
const loading = (contents: ArrayBuffer | null): PGliteOptions => (contents ? { loadDataDir: new Blob([contents]) } : {})

function openDirectory(directory: string, program: EngineProgram, more: PGliteOptions = {}): Promise<PGlite> {
  const startParams = [...durableStartParameters, ...session]
  return PGlite.create({ pgliteWasmModule: program, fs: new DurableFileSystem(directory), startParams, ...more })
}

/** Made beside its place, synced, then moved there: a first start that is cut short leaves nothing that looks like a database. */
async function makeDirectory(directory: string, contents: ArrayBuffer | null, program: EngineProgram) {
  const making = `${directory}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  const template = contents === null ? readableTemplate() : null
  if (template !== null) cpSync(template, making, { recursive: true })
  else await (await openDirectory(making, program, loading(contents))).close()
  syncTree(making)
  renameSync(making, directory)
  syncPath(dirname(directory))
}

export async function openCluster({ directory, contents, program }: EngineStart): Promise<PGlite> {
  if (directory === null) {
    return PGlite.create({ pgliteWasmModule: program, startParams: [...PGlite.defaultStartParams, ...session], ...loading(contents) })
  }
  if (!existsSync(join(directory, 'PG_VERSION'))) await makeDirectory(directory, contents, program)
  return openDirectory(directory, program)
}
