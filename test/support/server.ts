// A whole server for a test, on either database, with organizations and people in it who can ask it things.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { apiPrefix } from '../../src/contract/endpoint.ts'
import type { PersonActor, Role } from '../../src/core/kernel/actor.ts'
import type { OrganizationId, PersonId, SessionId, TokenId } from '../../src/core/kernel/ids.ts'
import { day, hour, type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import { organizationEntry } from '../../src/core/people/organizationEntry.ts'
import { personEntry } from '../../src/core/people/peopleEntries.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { type Overrides, type RunningServer, startServer } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import type { Problem } from '../../src/server/http/problem.ts'
import { apiTokenPrefix, newSecret, secretHash } from '../../src/server/http/secretToken.ts'
import { sessionCookieName } from '../../src/server/http/sessionCookie.ts'
import { openLedger } from '../../src/server/ledger/openLedger.ts'
import { record } from '../../src/server/ledger/record.ts'
import { insertOrganization } from '../../src/server/organization/store.ts'
import { insertPerson, insertToken } from '../../src/server/person/store.ts'
import { insertSession } from '../../src/server/session/store.ts'
import { type Engine, newId, openTestDatabase } from './database.ts'

/** Runs as the real time does, but from the coming midday (UTC) on, so that no test meets midnight by the hour it is run in; and as far ahead as a test adds. */
export type TestClock = { now(): Instant; advance(milliseconds: number): void }

function testClock(): TestClock {
  const sinceMidday = (Date.now() - 12 * hour) % day
  let ahead = day - sinceMidday
  return {
    now: () => toInstant(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds
    },
  }
}

export type LogLine = { level: number; msg: string; [name: string]: unknown }

export type Answer<Body = Record<string, unknown>> = { status: number; headers: Headers; body: Body; text: string }

type Ask = { body?: unknown; headers?: Record<string, string>; redirect?: 'manual' }

async function ask<Body>(url: string, method: string, { body, headers = {} }: Ask): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, text, body: (isJson && text !== '' ? JSON.parse(text) : {}) as Body }
}

/** Somebody who asks: `fetchJson('GET', '/alerts')` goes to the API, `'/hooks/…'` and `'/api/…'` go where they say. */
export type Caller = {
  readonly headers: Record<string, string>
  fetchJson<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body & Partial<Problem>>>
}

function callerOf(url: string, credentials: Record<string, string>): Caller {
  return {
    headers: credentials,
    fetchJson: (method, path, body, headers = {}) => {
      const address = /^\/(api|hooks|healthz|readyz|metrics)/.test(path) ? path : `${apiPrefix}${path}`
      return ask(`${url}${address}`, method, { body, headers: { ...credentials, ...headers } })
    },
  }
}

export type SignedInCaller = Caller & { role: Role; personId: PersonId; sessionId: SessionId; secret: string; by: PersonActor }
export type TokenCaller = Caller & { role: Role; tokenId: TokenId; secret: string }

/** One organization with its ledger, and people in every role. */
export type House = {
  organizationId: OrganizationId
  /** Each call is another person, unless `personId` says who. */
  signInAs(role: Role, options?: { personId?: PersonId; name?: string; activeUntil?: Instant | null }): Promise<SignedInCaller>
  tokenAs(role: Role, options?: { expiresAt?: Instant | null }): Promise<TokenCaller>
}

async function makeHouse(server: RunningServer, name: string): Promise<House> {
  const { services, url } = server
  const { database, config } = services
  const organizationId = newId('organization')
  const founder: PersonActor = { kind: 'person', id: newId('person'), name: 'Founder', role: 'admin', sessionId: newId('session') }
  await inOrganization(database, organizationId, founder, async (tx) => {
    const now = services.clock()
    const organization = { name, timeZone: 'Europe/Zurich' }
    await insertOrganization(tx, organization, now)
    await openLedger(tx, config.publicUrl)
    await record(tx, [organizationEntry('organization.created', founder, organizationId, organization, now)], now)
  })

  async function signInAs(role: Role, options: { personId?: PersonId; name?: string; activeUntil?: Instant | null } = {}) {
    const personId = options.personId ?? newId('person')
    const personName = options.name ?? `Some ${role}`
    const by: PersonActor = { kind: 'person', id: personId, name: personName, role, sessionId: newId('session') }
    const secret = newSecret()
    await inOrganization(database, organizationId, by, async (tx) => {
      const now = services.clock()
      if (options.personId === undefined) {
        const activeUntil =
          options.activeUntil === undefined ? (role === 'auditor' ? toInstant(now + 30 * day) : null) : options.activeUntil
        const email = `${role}.${personId.slice(-8)}@example.com`
        const person = { personId, name: personName, email, role, activeFrom: now, activeUntil }
        await insertPerson(tx, person, null, now)
        await record(tx, [personEntry('person.joined', by, person, now)], now)
      }
      const expiresAt = toInstant(now + config.sessionLifetime)
      await insertSession(tx, { sessionId: by.sessionId, personId, tokenHash: secretHash(secret), userAgent: 'test', now, expiresAt })
    })
    // What a browser sends along with a request of a page of ours.
    const headers = { cookie: `${sessionCookieName(config)}=${secret}`, 'sec-fetch-site': 'same-origin' }
    return { ...callerOf(url, headers), role, personId, sessionId: by.sessionId, secret, by }
  }

  async function tokenAs(role: Role, options: { expiresAt?: Instant | null } = {}) {
    const tokenId = newId('token')
    const secret = `${apiTokenPrefix}${newSecret()}`
    await inOrganization(database, organizationId, founder, async (tx) => {
      const token = { tokenId, name: `A token as ${role}`, role, expiresAt: options.expiresAt ?? null }
      await insertToken(tx, {
        ...token,
        tokenHash: secretHash(secret),
        hint: secret.slice(-4),
        createdBy: founder.id,
        now: services.clock(),
      })
    })
    return { ...callerOf(url, { authorization: `Bearer ${secret}` }), role, tokenId, secret }
  }

  return { organizationId, signInAs, tokenAs }
}

export type TestServer = RunningServer & {
  clock: TestClock
  /** Everything logged so far, parsed. */
  lines: LogLine[]
  /** Nobody: no cookie, no token. */
  anyone: Caller
  newHouse(name?: string): Promise<House>
}

export type TestServerOptions = { environment?: Record<string, string>; overrides?: Overrides }

export async function startTestServer(engine: Engine, { environment = {}, overrides = {} }: TestServerOptions = {}): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-server-'))
  const config = readConfig({ TICKMARK_PORT: '0', TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'debug', ...environment })
  const lines: LogLine[] = []
  const log = pino({ level: config.logLevel, base: null }, { write: (line) => void lines.push(JSON.parse(line)) })
  const clock = testClock()
  const database = overrides.database ?? (await openTestDatabase(engine))
  const server = await startServer(config, { checkReplies: true, log, clock: clock.now, ...overrides, database })
  return {
    ...server,
    clock,
    lines,
    anyone: callerOf(server.url, {}),
    newHouse: (name = 'Example Ltd') => makeHouse(server, name),
    close: async () => {
      await server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
