// A server in a process of its own, with one organization, one source and one admin: to be measured, or killed. Its first line says how to reach them.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PersonActor, systemActor } from '../../src/core/kernel/actor.ts'
import { makeId, type OrganizationId } from '../../src/core/kernel/ids.ts'
import { type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import { organizationEntry } from '../../src/core/people/organizationEntry.ts'
import { personEntry } from '../../src/core/people/peopleEntries.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { type RunningServer, startServer } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { newSecret, secretHash } from '../../src/server/http/secretToken.ts'
import { sessionCookieName } from '../../src/server/http/sessionCookie.ts'
import { openLedger } from '../../src/server/ledger/openLedger.ts'
import { record } from '../../src/server/ledger/record.ts'
import { insertOrganization } from '../../src/server/organization/store.ts'
import { insertPerson } from '../../src/server/person/store.ts'
import { insertSession } from '../../src/server/session/store.ts'
import { createSource } from '../../src/server/source/createSource.ts'

const [directory = '', databaseUrl = '', port = '0'] = process.argv.slice(2)
/** What the first start made, for those after it. */
const noteFile = join(directory, 'hook.json')

type Note = { organizationId: OrganizationId; path: string; cookie: string }

async function admit(tx: OrganizationTx, by: PersonActor, secret: string, now: Instant): Promise<void> {
  const person = { personId: by.id, name: by.name, email: 'ada@example.com', role: by.role, activeFrom: now, activeUntil: null }
  await insertPerson(tx, person, null, now)
  await record(tx, [personEntry('person.joined', systemActor('test'), person, now)], now)
  const expiresAt = toInstant(now + 86_400_000)
  await insertSession(tx, { sessionId: by.sessionId, personId: by.id, tokenHash: secretHash(secret), userAgent: 'test', now, expiresAt })
}

async function makeHook({ services }: RunningServer): Promise<Note> {
  const now = services.clock()
  const newId: typeof services.newId = (noun) => makeId(noun, now, randomBytes(10))
  const organizationId = newId('organization')
  const admin: PersonActor = { kind: 'person', id: newId('person'), name: 'Ada', role: 'admin', sessionId: newId('session') }
  const secret = newSecret()
  const by = systemActor('test')
  const source = {
    ...{ integration: 'alertmanager', name: 'Load', secret: null, mapping: null, certificates: {} },
    ...{ heartbeatSeconds: 60, reviewTargetSeconds: 86_400, coverageIntent: '24x7' as const },
  }
  const { key } = await inOrganization(services.database, organizationId, by, async (tx) => {
    const organization = { name: 'Load', timeZone: 'UTC' }
    await insertOrganization(tx, organization, now)
    await openLedger(tx, 'https://tickmark.example.com')
    await record(tx, [organizationEntry('organization.created', by, organizationId, organization, now)], now)
    await publishShippedRunbooks(tx, now)
    await admit(tx, admin, secret, now)
    return createSource(tx, services, by, source, now)
  })
  return { organizationId, path: `/hooks/alertmanager/${key}`, cookie: `${sessionCookieName(services.config)}=${secret}` }
}

async function hookOf(server: RunningServer): Promise<Note> {
  if (existsSync(noteFile)) return JSON.parse(readFileSync(noteFile, 'utf8')) as Note
  const note = await makeHook(server)
  writeFileSync(noteFile, JSON.stringify(note))
  return note
}

const server = await startServer(
  readConfig({
    ...{ TICKMARK_PORT: port, TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'error', TICKMARK_LOG_FORMAT: 'json' },
    ...(databaseUrl === '' ? {} : { DATABASE_URL: databaseUrl }),
    // Said by whoever starts it, and by nobody else.
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TICKMARK_'))),
  }),
)
const { organizationId, path, cookie } = await hookOf(server)
process.stdout.write(`${JSON.stringify({ hookUrl: `${server.url}${path}`, organizationId, cookie })}\n`)
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
