// `tickmark ledger`: what the operator does after signing has stopped because an old copy of the database was restored.
import { parseArgs } from 'node:util'
import { isId, type OrganizationId } from '../core/kernel/ids.ts'
import { toInstant } from '../core/kernel/instant.ts'
import { Refusal } from '../core/kernel/refusal.ts'
import { organizationIds } from '../database/doors.ts'
import { continueLedger, resumeLedger } from '../server/ledger/continueLedger.ts'
import { inspectLedger } from '../server/ledger/inspectLedger.ts'
import type { SealServices } from '../server/ledger/sealLedger.ts'
import { withLedgers } from './withLedgers.ts'

export const summary = 'see whether ledgers are signed, and go on after an old copy was restored'

export const help = `tickmark ledger status
tickmark ledger resume --organization org_…
tickmark ledger continue --organization org_… --reason "…"

Signing stops when the database holds less, or something else, than was signed before: an old copy was restored.

  status    says of every ledger whether it may be signed, and why not
  resume    lifts the halt once the copy that holds everything is back; refused while it is not
  continue  goes on under a new name and key, with an entry that names the old head and the reason. Whoever holds a checkpoint
            of the old name can show what is missing; auditors need the new verifier key, which is printed.

The embedded database must not be in use: stop the server first.
Answers 0, or 1 where a ledger is not signed or the wish is refused, or 2 where it could not look.
`

const actions = ['status', 'resume', 'continue'] as const
type Action = (typeof actions)[number]

async function showStatus(services: SealServices): Promise<number> {
  let isSound = true
  for (const id of await organizationIds(services.database)) {
    const checked = await inspectLedger(services, id)
    console.log(checked.ok ? `${id}: signed.` : `${id}: not signed. ${checked.reason}`)
    isSound = isSound && checked.ok
  }
  return isSound ? 0 : 1
}

async function act(action: Action, services: SealServices, organization: OrganizationId, reason: string): Promise<number> {
  if (action === 'resume') {
    const size = await resumeLedger(services, organization)
    console.log(`${organization}: signing goes on behind entry #${size - 1}, under the same name.`)
    return 0
  }
  const { origin, verifierKey, before, kept } = await continueLedger(services, organization, reason)
  console.log(`${organization}: goes on as ${origin}.`)
  console.log(`  before: ${before.origin} with ${before.size} entries; ${kept} of them are here.`)
  console.log(`  verifier key, for auditors: ${verifierKey}`)
  return 0
}

function withServices(work: (services: SealServices) => Promise<number>): Promise<number> {
  // Nobody listens in this process; servers look at the ledger by themselves.
  const events = { announce: () => undefined, subscribe: () => () => undefined, close: async () => undefined }
  return withLedgers((house) => work({ ...house, events, clock: () => toInstant(Date.now()) }))
}

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { organization: { type: 'string' }, reason: { type: 'string' } },
  })
  const action = actions.find((one) => one === positionals[0])
  const { organization = '', reason = '' } = values
  const isComplete = action === 'status' || (isId('organization', organization) && (action !== 'continue' || reason.trim().length >= 3))
  if (action === undefined || positionals.length > 1 || !isComplete) {
    console.error(help)
    return 2
  }
  try {
    return await withServices((services) => {
      if (action === 'status') return showStatus(services)
      return act(action, services, organization as OrganizationId, reason.trim())
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return error instanceof Refusal ? 1 : 2
  }
}
