// `tickmark demo`: a sample company with its last full quarter, on the embedded database, ready to be looked at.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemActor } from '../core/kernel/actor.ts'
import { day, type Instant, toInstant } from '../core/kernel/instant.ts'
import { openDatabase } from '../database/connect.ts'
import { inOrganization } from '../database/inOrganization.ts'
import { migrate } from '../database/migrate.ts'
import { type RunningServer, startServer } from '../server/app.ts'
import { openAudit } from '../server/audit/openAudit.ts'
import { type Config, readConfig } from '../server/config.ts'
import { makeSignInLink } from '../server/session/signInLink.ts'
import { auditor } from './demo/company.ts'
import { type Rehearsed, rehearse } from './demo/rehearse.ts'
import { writeScript } from './demo/script.ts'
import { admit } from './demo/settle.ts'
import { welcome } from './demo/welcome.ts'

export const summary = 'a sample company with a quarter of alerts, on the embedded database, at http://localhost:4600'

export const help = `tickmark demo [--port <port>] [--data <directory>]

A sample company of about forty people with its last full quarter of alerts, on the embedded database. Its times are simulated, and it says so.

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

const realNow = () => toInstant(Date.now())

function showProgress(share: number): void {
  if (!process.stdout.isTTY) return
  const width = 30
  const filled = Math.round(share * width)
  process.stdout.write(`\r  Living through the quarter  ${'█'.repeat(filled)}${'░'.repeat(width - filled)}  ${Math.round(share * 100)} %`)
  if (share >= 1) process.stdout.write('\n\n')
}

async function prepare(config: Config, now: Instant): Promise<{ server: RunningServer; rehearsed: Rehearsed }> {
  // The database starts in a thread of its own: the story is written meanwhile.
  const opening = openDatabase({ kind: 'pglite', directory: join(config.dataDirectory, 'database') })
  const [database, script] = await Promise.all([opening, writeScript(config, now)])
  try {
    await migrate(database)
    const rehearsed = await rehearse(config, database, script, showProgress)
    return { rehearsed, server: await startServer(config, { database }) }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** An audit of the quarter, somebody to do it, and links that sign in, good for a day and on several devices: it is a demo. */
async function makeLinks({ services }: RunningServer, rehearsed: Rehearsed, now: Instant): Promise<Map<string, string>> {
  const expiresAt = toInstant(now + day)
  const { organizationId, people } = rehearsed
  const links = new Map<string, string>()
  const { first, last } = rehearsed.quarter
  await inOrganization(services.database, organizationId, systemActor('demo'), async (tx) => {
    const lead = people.get('compliance')
    if (lead) await openAudit(tx, lead, services.newId('audit'), { name: 'SOC 2 Type 2', first_day: first, last_day: last }, now)
    people.set('auditor', await admit(tx, services, auditor, now, toInstant(now + 60 * day)))
    for (const key of ['responder', 'compliance', 'auditor', 'admin']) {
      const personId = people.get(key)?.id
      if (!personId) throw new Error(`nobody in the demo is called ${key}`)
      links.set(key, await makeSignInLink(tx, { personId, singleUse: false, now, expiresAt, publicUrl: services.config.publicUrl }))
    }
  })
  return links
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
  const forget = () => options.data === undefined && rmSync(directory, { recursive: true, force: true })
  try {
    const config = readConfig({ TICKMARK_DATA_DIR: directory, TICKMARK_PORT: options.port, TICKMARK_LOG_LEVEL: 'warn' })
    const now = realNow()
    const { server, rehearsed } = await prepare(config, now)
    console.log(await welcome(server, rehearsed, await makeLinks(server, rehearsed, now)))
    await untilStopped()
    console.log('\nStopping.')
    await server.close()
    return 0
  } finally {
    forget()
  }
}
