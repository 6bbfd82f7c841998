// `tickmark demo`: a sample company with its last full quarter, on the embedded database, ready to be looked at.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { toInstant } from '../core/kernel/instant.ts'
import { readConfig } from '../server/config.ts'
import { keptBeginning } from './demo/keptPlace.ts'
import { present } from './demo/present.ts'

export const summary = 'a sample company with a quarter of alerts and its incidents, on the embedded database, at http://localhost:4600'

export const help = `tickmark demo [--port <port>] [--data <directory>]

A sample company of about forty people with its last full quarter of alerts and its incidents, on the embedded database. Its times are simulated, and it says so.

  --port   where to listen (4600)
  --data   where to keep it; must not hold anything yet (without it: a temporary directory, removed at the end)`

type Options = { port: string; data: string | undefined }

function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, data: { type: 'string' } } })
  return { port: values.port ?? '4600', data: values.data }
}

function isTaken(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).length > 0
}

/** Asked before the quarter is lived through, not after. */
function isFree(port: number, address: string): Promise<boolean> {
  return new Promise((answered) => {
    const probe = createServer()
    probe.once('error', () => answered(false))
    probe.listen(port, address, () => probe.close(() => answered(true)))
  })
}

/** Resolves when somebody asks it to stop. */
function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped())
  })
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options.data !== undefined && isTaken(options.data)) {
    console.error(`${options.data} is not empty. Name a new directory, or serve what is there: TICKMARK_DATA_DIR=${options.data} npm start`)
    return 2
  }
  const directory = options.data === undefined ? mkdtempSync(join(tmpdir(), 'tickmark-demo-')) : resolve(options.data)
  process.once('exit', () => options.data === undefined && rmSync(directory, { recursive: true, force: true }))
  const config = readConfig({ TICKMARK_DATA_DIR: directory, TICKMARK_PORT: options.port, TICKMARK_LOG_LEVEL: 'warn' })
  if (!(await isFree(config.port, config.host))) {
    console.error(`Port ${config.port} on ${config.host} is in use. Stop what uses it, or choose another one with --port.`)
    return 1
  }
  let isReady = false
  const stopped = untilStopped().then(() => {
    if (isReady) return
    if (options.data !== undefined) console.error(`\n${directory} holds half a story: remove it before it is used again.`)
    process.exit(130)
  })
  const { server, text } = await present(config, toInstant(Date.now()), keptBeginning)
  isReady = true
  console.log(text)
  await stopped
  console.log('\nStopping.')
  await server.close()
  return 0
}
