// The end of `npm ci`: what everybody needs, and beside it the beginning of the demo’s story, in a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { build } from './build.ts'
import { buildDatabaseTemplate } from './buildDatabaseTemplate.ts'

async function beginDemo(): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('demoBeginning.ts', import.meta.url))], { stdio: 'inherit' })
  await once(child, 'exit')
}

// What both begin from.
await buildDatabaseTemplate()
await Promise.all([build(), beginDemo()])
