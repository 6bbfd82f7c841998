// Makes the lines that are missing, or were made of less than there is, or in another form: after an update, or after an older server wrote.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { holdDocuments } from './documentStore.ts'
import { keepLines, linesBehind } from './lineStore.ts'

const by = systemActor('lines')
/** Nobody who changes a document waits longer than this many take. */
const atOnce = 200

type Needs = Pick<Services, 'database' | 'log'>

export async function mendAllLines({ database, log }: Needs): Promise<void> {
  for (const organizationId of await organizationIds(database)) {
    try {
      const made = await mendLines(database, organizationId)
      if (made > 0) log.info({ organization: organizationId, documents: made }, 'Lines of documents were made again')
    } catch (error) {
      log.error({ err: error, organization: organizationId }, 'Lines of documents could not be made again')
    }
  }
}

/** Answers of how many documents. */
export async function mendLines(database: Needs['database'], organizationId: OrganizationId): Promise<number> {
  const behind = await inOrganization(database, organizationId, by, linesBehind, { readOnly: true })
  for (let from = 0; from < behind.length; from += atOnce) {
    const some = behind.slice(from, from + atOnce)
    await inOrganization(
      database,
      organizationId,
      by,
      async (tx) => {
        await holdDocuments(tx)
        await keepLines(tx, some, new Map())
      },
      { retry: true },
    )
  }
  return behind.length
}
