// Begins the ledger of a new organization: a name of its own that says where it lives, and nothing in it yet.
import { randomBytes } from 'node:crypto'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { createLedger } from './ledgerStore.ts'

/** `<host of the public address>/t/<random>`: the log's name and its key's for as long as it lives. */
export function newOrigin(publicUrl: string, random: Uint8Array = randomBytes(10)): string {
  return `${new URL(publicUrl).host}/t/${Buffer.from(random).toString('hex')}`
}

/** In the transaction that makes the organization, before its first `record`. `random` is given by whoever must repeat himself (the demo). */
export async function openLedger(tx: OrganizationTx, publicUrl: string, random?: Uint8Array): Promise<void> {
  await createLedger(tx, newOrigin(publicUrl, random))
}
