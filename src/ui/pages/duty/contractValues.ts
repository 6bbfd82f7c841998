// The clause of a contract while somebody enters it: what the fields hold, what keeps it from being counted, and what is sent.
import { type ClockId, clockMeanings } from '../../../core/obligation/clock.ts'
import type { Contract } from './dutyShape.ts'

export type Unit = 'hours' | 'days' | 'business-days'
export type ContractValues = {
  customer: string
  contact: string
  /** Empty: “without undue delay”. */
  amount: string
  unit: Unit
  clock: ClockId
  timeZone: string
  calendar: string
  clause: string
  notes: string
}

export const emptyContract = (timeZone: string): ContractValues => ({
  customer: '',
  contact: '',
  amount: '',
  unit: 'hours',
  clock: 'awareness',
  timeZone,
  calendar: '',
  clause: '',
  notes: '',
})

export function valuesOf(contract: Contract, timeZone: string): ContractValues {
  return {
    customer: contract.customer,
    contact: contract.contact,
    amount: contract.within === null ? '' : String(contract.within.amount),
    unit: contract.within?.unit ?? 'hours',
    clock: contract.clock,
    timeZone: contract.time_zone ?? timeZone,
    calendar: contract.calendar ?? '',
    clause: contract.clause,
    notes: contract.notes,
  }
}

const longest = 1000

export function whyNotCounted({ customer, contact, amount, unit, calendar, clause }: ContractValues): string | null {
  if (customer.trim() === '') return 'Name the customer.'
  if (contact.trim() === '') return 'Enter the notice address that the contract names.'
  const count = Number(amount)
  const isCount = amount.trim() === '' || (Number.isInteger(count) && count >= 1 && count <= longest)
  if (!isCount) return `The time is a whole number from 1 to ${longest}, or empty.`
  if (amount.trim() !== '' && unit === 'business-days' && calendar === '') return 'Say whose working days the clause means.'
  return clause.trim() === '' ? 'Enter the words of the clause, or where they stand.' : null
}

/** Days end somewhere; hours do not need to know where. */
export function contractBody(values: ContractValues) {
  const within = values.amount.trim() === '' ? null : { amount: Number(values.amount), unit: values.unit }
  const inDays = within !== null && within.unit !== 'hours'
  return {
    customer: values.customer.trim(),
    contact: values.contact.trim(),
    within,
    clock: values.clock,
    time_zone: inDays ? values.timeZone : null,
    calendar: within?.unit === 'business-days' ? values.calendar : null,
    clause: values.clause.trim(),
    notes: values.notes.trim(),
  }
}

/** Those that contracts usually name come first. */
const usual: readonly ClockId[] = ['awareness', 'discovery', 'detection', 'confirmation', 'determination', 'contract_defined']

export const clockChoices: readonly { value: ClockId; label: string }[] = [
  ...usual,
  ...(Object.keys(clockMeanings) as ClockId[]).filter((one) => !usual.includes(one)),
].map((one) => ({ value: one, label: `${one.replaceAll('_', ' ')}: ${clockMeanings[one]}` }))
