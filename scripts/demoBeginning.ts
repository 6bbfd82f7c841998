// The demo’s story up to a few days ago, which `npm ci` lives through so that `npm run demo` need not.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aboutOf, keptBeginning } from '../src/cli/demo/keptPlace.ts'
import { isStale } from './isStale.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** What the story is written in, and everything it is lived through with. */
const sources = ['src', 'catalogues', 'package-lock.json'].map((path) => join(root, path))

/** One that other sources made is not this product’s story: the demo then lives all of it itself. */
export function dropStaleBeginning(): void {
  if (existsSync(keptBeginning) && isStale(aboutOf(keptBeginning), sources)) rmSync(keptBeginning, { recursive: true, force: true })
}

/** An installation is as good without it: where it fails, the demo takes longer. */
async function liveBeginning(): Promise<void> {
  dropStaleBeginning()
  if (existsSync(keptBeginning)) return
  try {
    const { keepBeginning } = await import('../src/cli/demo/keptBeginning.ts')
    await keepBeginning(keptBeginning, Date.now())
  } catch (error) {
    console.warn(`The demo’s story could not be begun, and will be lived through when it starts: ${(error as Error).message}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await liveBeginning()
