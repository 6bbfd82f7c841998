// Which programs an auditor might run the verifier with: every Node.js that is found here.
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** Every Node.js on this machine: ours, and those that come first in the path without ours. */
export function nodesHere(): string[] {
  const folders = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
  return [
    ...new Set(
      [process.execPath, ...folders.map((folder) => join(folder, 'node')).filter((path) => existsSync(path))].map((path) =>
        realpathSync(path),
      ),
    ),
  ]
}
