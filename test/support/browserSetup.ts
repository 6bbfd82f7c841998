// Once per run of the browser tests: the pages are built, and one Chromium is started that every test file has its own windows in.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { findChromium, serveChromium } from './chromium.ts'

export type ProvidedBrowser = { endpoint: string } | { missing: string }

declare module 'vitest' {
  export interface ProvidedContext {
    browser: ProvidedBrowser
  }
}

export async function setup(project: TestProject) {
  const found = findChromium()
  if ('missing' in found) {
    project.provide('browser', found)
    return undefined
  }
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' })
  const server = await serveChromium(found)
  project.provide('browser', { endpoint: server.wsEndpoint() })
  return () => server.close()
}
