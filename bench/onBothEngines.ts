// A whole server on each database, with an organization and a token that may ask everything, for measuring how soon it answers.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { apiPrefix } from '../src/contract/endpoint.ts'
import { systemActor } from '../src/core/kernel/actor.ts'
import { makeId, type OrganizationId } from '../src/core/kernel/ids.ts'
import { day, toInstant } from '../src/core/kernel/instant.ts'
import { inOrganization } from '../src/database/inOrganization.ts'
import { type RunningServer, startServer } from '../src/server/app.ts'
import { readConfig } from '../src/server/config.ts'
import { apiTokenPrefix, newSecret, secretHash } from '../src/server/http/secretToken.ts'
import { openLedger } from '../src/server/ledger/openLedger.ts'
import { insertOrganization } from '../src/server/organization/store.ts'
import { insertToken } from '../src/server/person/store.ts'
import { findServer } from '../test/support/postgresServer.ts'

export type Ask = (path: string, body?: unknown) => Promise<{ text: string; milliseconds: number }>

/** `age` days old, so that what is seeded lies within its life. */
export async function askingOrganization(
  { services, url }: RunningServer,
  age: number,
): Promise<{ ask: Ask; organizationId: OrganizationId; headers: Record<string, string> }> {
  const now = services.clock()
  const organizationId = makeId('organization', now, randomBytes(10))
  const secret = `${apiTokenPrefix}${newSecret()}`
  await inOrganization(services.database, organizationId, systemActor('bench'), async (tx) => {
    await insertOrganization(tx, { name: 'Bench', timeZone: 'UTC' }, toInstant(now - age * day))
    await openLedger(tx, services.config.publicUrl)
    const token = { tokenId: makeId('token', now, randomBytes(10)), name: 'Bench', role: 'admin' as const, expiresAt: null }
    await insertToken(tx, {
      ...token,
      tokenHash: secretHash(secret),
      hint: secret.slice(-4),
      createdBy: makeId('person', now, randomBytes(10)),
      now,
    })
  })
  const headers = { authorization: `Bearer ${secret}` }
  return { ask: asking(url, headers), organizationId, headers }
}

const timesAgain = 5

export function asking(url: string, known: Record<string, string>): Ask {
  return async (path, body) => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const headers = { ...known, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    let from = performance.now()
    let answer = await fetch(`${url}${apiPrefix}${path}`, { ...sent, headers })
    // On a machine that slept for a while a statement runs into its limit; whatever is asked here may be asked twice.
    for (let again = 0; answer.status >= 500 && again < timesAgain; again++) {
      await pause(1000)
      from = performance.now()
      answer = await fetch(`${url}${apiPrefix}${path}`, { ...sent, headers })
    }
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text.slice(0, 500)}`)
    return { text, milliseconds: performance.now() - from }
  }
}

/** The same server once more, as after an update: it remembers nothing that is not in its database. */
export type Restart = () => Promise<RunningServer>
type Measure = (server: RunningServer, restart: Restart) => Promise<void>

async function onEngine(name: string, databaseUrl: string | null, measure: Measure): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-bench-'))
  const environment = { TICKMARK_PORT: '0', TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'error', TICKMARK_LOG_FORMAT: 'json' }
  const config = readConfig({ ...environment, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) })
  let server = await startServer(config)
  console.log(`\n${name}`)
  try {
    await measure(server, async () => {
      await server.close()
      server = await startServer(config)
      return server
    })
  } finally {
    await server.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** PostgreSQL where there is one, then PGlite. */
export async function onBothEngines(what: string, measure: Measure): Promise<void> {
  const server = await findServer({ fsync: true })
  if ('missing' in server) console.log(`PostgreSQL: not measured, ${server.missing}`)
  else {
    const url = new URL(server.url)
    url.pathname = `/tickmark_${what}_${process.pid}`
    const admin = new pg.Client(server.url)
    await admin.connect()
    try {
      await admin.query(`create database ${url.pathname.slice(1)}`)
      await onEngine('PostgreSQL', url.href, measure)
      await admin.query(`drop database ${url.pathname.slice(1)} with (force)`)
    } finally {
      await admin.end()
      await server.stop()
    }
  }
  await onEngine('PGlite', null, measure)
}

/** Prints how long each question takes, and which take longer than is wanted: at the median, or so many of a hundred. */
export async function timeEach(
  ask: Ask,
  questions: readonly (readonly [string, string])[],
  rounds: number,
  wanted: number,
  percentile = 50,
): Promise<void> {
  let slow = 0
  for (const [what, path] of questions) {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) took.push((await ask(path)).milliseconds)
    took.sort((a, b) => a - b)
    const at = (share: number) => took[Math.min(rounds - 1, Math.floor((rounds * share) / 100))] ?? 0
    const said = (milliseconds: number) => `${milliseconds.toFixed(1).padStart(7)} ms`
    const isSlow = at(percentile) >= wanted
    if (isSlow) slow += 1
    console.log(
      `  ${what.padEnd(40)} median ${said(at(50))}   95% ${said(at(95))}   worst ${said(took.at(-1) ?? 0)}${isSlow ? '   SLOW' : ''}`,
    )
  }
  console.log(slow === 0 ? `  all under ${wanted} ms` : `  ${slow} at ${wanted} ms or more`)
}
