// A clause as it is kept, changed and counted: the id of its rule is made of the contract's own.

import { isTimeZone } from '../kernel/deadline.ts'
import type { ContractId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { ClockId } from './clock.ts'
import { type CustomerContract, contractRule } from './contract.ts'
import type { KeptContract } from './obligationEntries.ts'
import type { Catalogue } from './rule.ts'

/** `ctr_0197…` as part of a rule's id. */
export function contractSlug(contractId: ContractId): string {
  return contractId.slice('ctr_'.length)
}

export function customerContract(kept: KeptContract): CustomerContract {
  const { contractId, customer, contact, within, clock, timeZone, calendar, clause } = kept
  return { id: contractSlug(contractId), customer, contact, within, clock: clock as ClockId, zone: timeZone, calendar, clause }
}

/** Undefined: as it is. */
export type ContractChange = {
  readonly [Name in Exclude<keyof KeptContract, 'contractId' | 'endedAt'>]?: KeptContract[Name] | undefined
} & {
  readonly ended?: boolean | undefined
}

export function changeContract(
  before: KeptContract,
  change: ContractChange,
  calendars: Catalogue['calendars'],
  now: Instant,
): KeptContract {
  const { ended, ...words } = change
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
  const endedAt = ended === undefined ? before.endedAt : ended ? (before.endedAt ?? now) : null
  const after: KeptContract = { ...before, ...said, endedAt }
  if (JSON.stringify(Object.entries(after).sort()) === JSON.stringify(Object.entries(before).sort())) {
    throw new Refusal('nothing_changed', 'The contract says exactly this already.')
  }
  requireCountable(after, calendars)
  return after
}

/** Nothing is kept that could not be counted on the day it matters. */
export function requireCountable(contract: KeptContract, calendars: Catalogue['calendars']): void {
  contractRule(customerContract(contract))
  const { timeZone, calendar } = contract
  const fields = [
    ...(timeZone !== null && !isTimeZone(timeZone) ? [{ path: '/time_zone', message: 'a name of the IANA time zone database' }] : []),
    ...(calendar !== null && !calendars.has(calendar)
      ? [{ path: '/calendar', message: `one of: ${[...calendars.keys()].join(', ')}` }]
      : []),
  ]
  if (fields.length === 0) return
  throw new Refusal(
    'invalid_request',
    `The clause cannot be counted: ${fields.map(({ path, message }) => `${path} (${message})`).join(', ')}.`,
    {
      fields,
    },
  )
}
