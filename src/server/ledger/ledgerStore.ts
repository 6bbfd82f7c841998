// The one row a ledger has besides its entries: its name, its head, and why it stopped.
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type LedgerRow = {
  origin: string
  generation: number
  size: number
  /** The hashes of the complete subtrees, end to end. */
  frontier: Uint8Array
  halted: string | null
}

const columns = ['origin', 'key_generation as generation', 'size', 'frontier', 'halted'] as const

export async function createLedger(tx: OrganizationTx, origin: string): Promise<void> {
  await tx.db.insertInto('ledger').values({ org_id: tx.organizationId, origin }).execute()
}

export async function readLedger(tx: OrganizationTx): Promise<LedgerRow | undefined> {
  return tx.db.selectFrom('ledger').select(columns).where('org_id', '=', tx.organizationId).executeTakeFirst()
}

/** With how many entries wait, in one statement: what was sealed in between would be counted twice or not at all. */
export async function readStanding(tx: OrganizationTx): Promise<(LedgerRow & { waiting: number }) | undefined> {
  return tx.db
    .selectFrom('ledger')
    .select(columns)
    .select(({ selectFrom, fn }) =>
      selectFrom('ledger_inbox')
        .whereRef('ledger_inbox.org_id', '=', 'ledger.org_id')
        .select(fn.countAll<number>().as('waiting'))
        .$asScalar()
        .$notNull()
        .as('waiting'),
    )
    .where('org_id', '=', tx.organizationId)
    .executeTakeFirst()
}

/** Undefined too where another sequencer holds it: then that one is at work, and waiting for it would do the same again. */
export async function lockLedgerIfFree(tx: OrganizationTx): Promise<LedgerRow | undefined> {
  return tx.db.selectFrom('ledger').select(columns).where('org_id', '=', tx.organizationId).forNoKeyUpdate().skipLocked().executeTakeFirst()
}

/** Waits for whoever holds it. */
export async function lockLedger(tx: OrganizationTx): Promise<LedgerRow | undefined> {
  return tx.db.selectFrom('ledger').select(columns).where('org_id', '=', tx.organizationId).forNoKeyUpdate().executeTakeFirst()
}

export async function saveHead(tx: OrganizationTx, head: { size: number; frontier: Uint8Array }): Promise<void> {
  await tx.db.updateTable('ledger').set({ size: head.size, frontier: head.frontier }).where('org_id', '=', tx.organizationId).execute()
}

export async function saveHalt(tx: OrganizationTx, halted: string | null): Promise<void> {
  await tx.db.updateTable('ledger').set({ halted }).where('org_id', '=', tx.organizationId).execute()
}

export async function saveOrigin(tx: OrganizationTx, origin: string, generation: number): Promise<void> {
  await tx.db
    .updateTable('ledger')
    .set({ origin, key_generation: generation, halted: null })
    .where('org_id', '=', tx.organizationId)
    .execute()
}
