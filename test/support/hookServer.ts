// A server in a process of its own, with one organization and one source: to be measured, or killed. Its hook's address is its first line.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { makeId, type OrganizationId } from '../../src/core/kernel/ids.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { type RunningServer, startServer } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import { openLedger } from '../../src/server/ledger/openLedger.ts'
import { insertOrganization } from '../../src/server/organization/store.ts'
import { createSource } from '../../src/server/source/createSource.ts'

const [directory = '', databaseUrl = '', port = '0'] = process.argv.slice(2)
/** What the first start made, for those after it. */
const noteFile = join(directory, 'hook.json')

type Note = { organizationId: OrganizationId; path: string }

async function makeHook({ services }: RunningServer): Promise<Note> {
  const now = services.clock()
  const organizationId = makeId('organization', now, randomBytes(10))
  const by = systemActor('test')
  const source = {
    ...{ integration: 'alertmanager', name: 'Load', secret: null, mapping: null, certificates: {} },
    ...{ heartbeatSeconds: 60, reviewTargetSeconds: 86_400, coverageIntent: '24x7' as const },
  }
  const { key } = await inOrganization(services.database, organizationId, by, async (tx) => {
    await insertOrganization(tx, { name: 'Load', timeZone: 'UTC' }, now)
    await openLedger(tx, 'https://tickmark.example.com')
    return createSource(tx, services, by, source, now)
  })
  return { organizationId, path: `/hooks/alertmanager/${key}` }
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
  }),
)
const { organizationId, path } = await hookOf(server)
process.stdout.write(`${JSON.stringify({ hookUrl: `${server.url}${path}`, organizationId })}\n`)
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
