// PGlite's program, compiled once for all engines of this process: a second one starts warm, whatever thread it is in.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A `WebAssembly.Module`. Its types come with those of browsers, which this floor does without. */
export type EngineProgram = object

const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: { compile(bytes: Uint8Array<ArrayBuffer>): Promise<EngineProgram> }
}

let compiling: Promise<EngineProgram> | undefined

async function compile(): Promise<EngineProgram> {
  const { resolve } = createRequire(import.meta.url)
  return webAssembly.compile(await readFile(join(dirname(resolve('@electric-sql/pglite')), 'pglite.wasm')))
}

export function engineProgram(): Promise<EngineProgram> {
  compiling ??= compile()
  return compiling
}
