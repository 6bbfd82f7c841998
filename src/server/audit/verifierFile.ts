// The verifier that travels along: built beforehand, because a server should not bundle programs while people wait.
import { readFile } from 'node:fs/promises'
import { PackageNotWritten } from './packageNotWritten.ts'

const builtVerifier = new URL('../../../dist/verify.mjs', import.meta.url)

export async function readVerifier(): Promise<Uint8Array> {
  try {
    return await readFile(builtVerifier)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new PackageNotWritten('The verifier that travels in packages (dist/verify.mjs) is not built. Run npm run build, then ask again.')
  }
}
