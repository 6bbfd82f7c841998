// Reads and writes the clauses of customers' contracts.
import type { ContractId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { ClockId } from '../../core/obligation/clock.ts'
import type { KeptContract } from '../../core/obligation/obligationEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type ContractRow = KeptContract & { clock: ClockId; createdAt: Instant; changedAt: Instant }

function contracts({ db, organizationId }: OrganizationTx) {
  return db.selectFrom('contract').selectAll().where('org_id', '=', organizationId)
}

function contractOf(row: Awaited<ReturnType<ReturnType<typeof contracts>['executeTakeFirstOrThrow']>>): ContractRow {
  const { within_amount: amount, within_unit: unit } = row
  return {
    contractId: row.contract_id,
    customer: row.customer,
    contact: row.contact,
    within: amount === null || unit === null ? null : { amount, unit },
    clock: row.clock as ClockId,
    timeZone: row.time_zone,
    calendar: row.calendar,
    clause: row.clause,
    notes: row.notes,
    endedAt: row.ended_at,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

export async function readContracts(tx: OrganizationTx): Promise<ContractRow[]> {
  const rows = await contracts(tx).orderBy('customer').orderBy('contract_id').execute()
  return rows.map(contractOf)
}

export async function lockContract(tx: OrganizationTx, contractId: ContractId): Promise<ContractRow | undefined> {
  const row = await contracts(tx).where('contract_id', '=', contractId).forNoKeyUpdate().executeTakeFirst()
  return row && contractOf(row)
}

function columnsOf(contract: KeptContract, changedAt: Instant) {
  return {
    customer: contract.customer,
    contact: contract.contact,
    within_amount: contract.within?.amount ?? null,
    within_unit: contract.within?.unit ?? null,
    clock: contract.clock,
    time_zone: contract.timeZone,
    calendar: contract.calendar,
    clause: contract.clause,
    notes: contract.notes,
    ended_at: contract.endedAt,
    changed_at: changedAt,
  }
}

export async function insertContract({ db, organizationId }: OrganizationTx, contract: KeptContract, now: Instant): Promise<void> {
  await db
    .insertInto('contract')
    .values({ org_id: organizationId, contract_id: contract.contractId, created_at: now, ...columnsOf(contract, now) })
    .execute()
}

export async function saveContract({ db, organizationId }: OrganizationTx, contract: KeptContract, now: Instant): Promise<void> {
  await db
    .updateTable('contract')
    .set(columnsOf(contract, now))
    .where('org_id', '=', organizationId)
    .where('contract_id', '=', contract.contractId)
    .execute()
}
