// Lives through the story, starts the server on what it left, and makes what the visitor is shown.
import { join } from 'node:path'
import { systemActor } from '../../core/kernel/actor.ts'
import { day, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { openDatabase } from '../../database/connect.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import { migrate } from '../../database/migrate.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { openAudit } from '../../server/audit/openAudit.ts'
import type { Config } from '../../server/config.ts'
import { makeSignInLink } from '../../server/session/signInLink.ts'
import { auditor } from './company.ts'
import { takeBeginning } from './keptBeginning.ts'
import { type Rehearsed, rehearse } from './rehearse.ts'
import { writeScript } from './script.ts'
import { admit } from './settle.ts'
import { welcome } from './welcome.ts'

function showProgress(share: number): void {
  if (!process.stdout.isTTY) return
  const width = 30
  const filled = Math.round(share * width)
  process.stdout.write(`\r  Living through the quarter  ${'█'.repeat(filled)}${'░'.repeat(width - filled)}  ${Math.round(share * 100)} %`)
  if (share >= 1) process.stdout.write('\n\n')
}

/** In this thread: until the story is told there is nobody here whom a long statement could hold up. */
async function tell(config: Config, directory: string, now: Instant, kept: string | null): Promise<Rehearsed> {
  const after = kept === null ? null : takeBeginning(kept, config, now)
  const script = await writeScript(config, now, after?.lived.at)
  const database = await openDatabase({ kind: 'pglite', directory, thread: 'callers' })
  try {
    await migrate(database)
    return await rehearse(config, database, script, { after, until: null, progress: showProgress })
  } finally {
    await database.close()
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

/** Answers the running server and what to print. `kept`: where the beginning of the story may lie, lived through already. */
export async function present(config: Config, now: Instant, kept: string | null): Promise<{ server: RunningServer; text: string }> {
  const directory = join(config.dataDirectory, 'database')
  const rehearsed = await tell(config, directory, now, kept)
  const server = await startServer(config, { database: await openDatabase({ kind: 'pglite', directory }) })
  return { server, text: await welcome(server, rehearsed, await makeLinks(server, rehearsed, now)) }
}
