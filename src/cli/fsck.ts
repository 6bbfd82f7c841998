// `tickmark fsck`: holds the database against the ledger and names the first place where they disagree.
import { parseArgs } from 'node:util'
import { isId, type OrganizationId } from '../core/kernel/ids.ts'
import { toInstant } from '../core/kernel/instant.ts'
import { organizationIds } from '../database/doors.ts'
import type { Progress } from '../server/ledger/fsck/checkLog.ts'
import { type FsckReport, fsck } from '../server/ledger/fsck.ts'
import { openBlobStore } from '../server/openBlobStore.ts'
import { withLedgers } from './withLedgers.ts'

export const summary = 'hold the database against the ledger, and name where they disagree'

export const help = `tickmark fsck [--organization org_…] [--all] [--json]

Computes every hash, root and signature of the ledger anew, then holds every table against what its entries add up to,
and reads every byte of evidence against its hash.
It only reads, in one snapshot, so it may run beside a server on PostgreSQL; the embedded database must not be in use.

  --organization  only this one
  --all           go on after the first disagreement, up to a thousand of an organization
  --json          one JSON object instead of sentences

Answers 0 where everything agrees, 1 where something does not, 2 where it could not look.
`

const mostOfAll = 1000

/** One line that is written over, and only where somebody is looking. */
function progressLine(organization: OrganizationId): { progress: Progress; end: () => void } {
  const isWatched = process.stderr.isTTY === true
  return {
    progress: (step, done, total) => {
      if (isWatched) process.stderr.write(`\r\u001b[K${organization.slice(0, 12)}… ${step} ${done}${total > done ? ` of ${total}` : ''}`)
    },
    end: () => {
      if (isWatched) process.stderr.write('\r\u001b[K')
    },
  }
}

function tell({ organization, origin, entries, disagreements }: FsckReport, all: boolean): void {
  const name = origin ?? organization
  if (disagreements.length === 0) console.log(`${name}: ${entries} sealed entries; the log and the tables agree.`)
  for (const { sentence } of disagreements) console.log(`${name}: ${sentence}`)
  if (disagreements.length > 0 && !all) console.log(`${name}: stopped there; --all goes on.`)
}

type Wish = { organization: string | undefined; all: boolean; json: boolean }

async function checkAll({ organization, all, json }: Wish): Promise<number> {
  return withLedgers(async ({ config, database, ledgerKeys }) => {
    const blobs = openBlobStore(config, () => toInstant(Date.now()))
    const known = await organizationIds(database)
    const wanted = organization === undefined ? known : known.filter((id) => id === organization)
    if (organization !== undefined && wanted.length === 0) throw new Error(`There is no organization ${organization} in this database.`)
    const reports: FsckReport[] = []
    for (const id of wanted) {
      const { progress, end } = progressLine(id)
      const report = await fsck(database, id, { keys: ledgerKeys, most: all ? mostOfAll : 1, progress, blobs })
      end()
      reports.push(report)
      if (!json) tell(report, all)
    }
    const agrees = reports.every(({ disagreements }) => disagreements.length === 0)
    if (json) console.log(JSON.stringify({ agrees, organizations: reports }, null, 2))
    else if (reports.length === 0) console.log('There is no organization in this database yet.')
    return agrees ? 0 : 1
  })
}

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { organization: { type: 'string' }, all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  })
  const { organization, all, json } = values
  if (organization !== undefined && !isId('organization', organization)) {
    console.error(`${organization} is not an organization's id (org_ and 32 hex digits).`)
    return 2
  }
  try {
    return await checkAll({ organization, all, json })
  } catch (error) {
    console.error(`fsck could not look: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
}
