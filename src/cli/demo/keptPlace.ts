// Where the build keeps the beginning of the demo’s story. Apart from what lives it, so that looking costs nothing.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const dataOf = (kept: string) => join(kept, 'data')
/** Written last. */
export const aboutOf = (kept: string) => join(kept, 'about.json')

export const keptBeginning = fileURLToPath(new URL('../../../dist/demo', import.meta.url))
