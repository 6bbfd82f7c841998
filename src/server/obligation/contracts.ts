// Customers' contracts: entered, changed, ended; each time the whole clause goes on record.
import type { z } from 'zod'
import type { BodyOf } from '../../contract/endpoint.ts'
import type { Contract, contractApi } from '../../contract/obligation.ts'
import type { ContractId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { contractRule } from '../../core/obligation/contract.ts'
import { changeContract, customerContract, requireCountable } from '../../core/obligation/keptContract.ts'
import { contractEntry, type KeptContract } from '../../core/obligation/obligationEntries.ts'
import { saidOf } from '../../core/obligation/said.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { type ContractRow, insertContract, lockContract, readContracts, saveContract } from './contractStore.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'

type ContractAnswer = z.output<typeof Contract>

function contractAnswer(contract: ContractRow): ContractAnswer {
  const rule = contractRule(customerContract(contract))
  return {
    id: contract.contractId,
    customer: contract.customer,
    contact: contract.contact,
    within: contract.within,
    clock: contract.clock,
    time_zone: contract.timeZone,
    calendar: contract.calendar,
    clause: contract.clause,
    notes: contract.notes,
    rule: rule.id,
    said: saidOf(rule),
    created_at: formatInstant(contract.createdAt),
    changed_at: formatInstant(contract.changedAt),
    ended_at: contract.endedAt === null ? null : formatInstant(contract.endedAt),
  }
}

export async function listContracts(tx: OrganizationTx): Promise<{ items: ContractAnswer[] }> {
  return { items: (await readContracts(tx)).map(contractAnswer) }
}

export async function createContract(
  tx: OrganizationTx,
  contractId: ContractId,
  by: SignedIn,
  { time_zone: timeZone, ...body }: BodyOf<typeof contractApi.create>,
  now: Instant,
): Promise<ContractAnswer> {
  const contract: KeptContract & Pick<ContractRow, 'clock'> = { ...body, contractId, timeZone, endedAt: null }
  requireCountable(contract, shippedCatalogue().catalogue.calendars)
  await insertContract(tx, contract, now)
  await record(tx, [contractEntry(contract, by, now)], now)
  return contractAnswer({ ...contract, createdAt: now, changedAt: now })
}

export async function changeOneContract(
  tx: OrganizationTx,
  contractId: ContractId,
  by: SignedIn,
  { time_zone: timeZone, ...body }: BodyOf<typeof contractApi.change>,
  now: Instant,
): Promise<ContractAnswer> {
  const row = await lockContract(tx, contractId)
  if (row === undefined) throw new Refusal('not_found', 'There is no such contract.')
  const { createdAt, changedAt: _changedAt, ...before } = row
  const after = changeContract(before, { ...body, timeZone }, shippedCatalogue().catalogue.calendars, now)
  await saveContract(tx, after, now)
  await record(tx, [contractEntry(after, by, now)], now)
  return contractAnswer({ ...after, clock: after.clock as ContractRow['clock'], createdAt, changedAt: now })
}
