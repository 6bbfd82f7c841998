// A customer's clause as an obligation: the same engine, and no default that nobody wrote down.
import { isTimeZone } from '../kernel/deadline.ts'
import { hour } from '../kernel/instant.ts'
import { type FieldProblem, Refusal } from '../kernel/refusal.ts'
import { type ClockId, clockIds } from './clock.ts'
import type { Limit, Rule } from './rule.ts'

export type CustomerContract = {
  /** Lower case letters, digits and hyphens; part of the rule's id. */
  readonly id: string
  readonly customer: string
  /** The notice address that the contract names. */
  readonly contact: string
  /** Null: “without undue delay”. */
  readonly within: { readonly amount: number; readonly unit: 'hours' | 'days' | 'business-days' } | null
  /** The clause's own word. “After confirmation” starts later than “becoming aware”. */
  readonly clock: ClockId
  /** For days: where they are counted. */
  readonly zone: string | null
  /** For business days: whose. */
  readonly calendar: string | null
  /** The clause itself, or where it stands. */
  readonly clause: string
}

export function contractRule(contract: CustomerContract): Rule {
  refuseIncomplete(contract)
  return {
    id: `contract-${contract.id}.notice`,
    obligation: {
      id: `contract-${contract.id}`,
      place: 'contract',
      law: `Contract with ${contract.customer}`,
      article: contract.clause,
      title: `Notice to ${contract.customer}`,
      status: 'in_force',
      since: null,
      who: 'you, by this contract',
      concerns: null,
      threshold: 'as the clause says: actual, confirmed or suspected',
      clockMeaning: null,
      safeHarbour: null,
      lawfulDelay: null,
      recordDuty: null,
      notes: [],
      traps: [],
      sources: [{ url: contract.clause, kind: 'contract', date: null }],
      confidence: 'high',
    },
    stage: 'notice',
    title: `Tell ${contract.customer}`,
    to: [contract.contact],
    deadline:
      contract.within === null
        ? { kind: 'promptly', clock: contract.clock }
        : { kind: 'limit', limit: limitOf(contract.within), start: { kind: 'clock', clock: contract.clock }, cap: null },
    noLaterThan: null,
    words: contract.within === null ? 'without undue delay' : null,
    counting: 'CONTRACT',
    zone: contract.zone,
    calendar: contract.calendar,
    relief: null,
    content: ['incident-nature', 'data-types', 'people-count', 'measures', 'contact-point'],
    conditions: [],
    threshold: null,
    note: null,
    confidence: 'high',
  }
}

function limitOf({ amount, unit }: { amount: number; unit: 'hours' | 'days' | 'business-days' }): Limit {
  if (unit === 'hours') return { kind: 'elapsed', milliseconds: amount * hour }
  return unit === 'days' ? { kind: 'calendar', months: 0, days: amount } : { kind: 'business-days', days: amount }
}

const longest = 1000

function refuseIncomplete({ id, customer, contact, within, clock, zone, calendar, clause }: CustomerContract): void {
  const unit = within?.unit
  const checks: [boolean, string, string][] = [
    [/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), '/id', 'lower case letters, digits and single hyphens'],
    [customer.trim() !== '', '/customer', 'who has to be told'],
    [contact.trim() !== '', '/contact', 'the notice address of the contract'],
    [clause.trim() !== '', '/clause', 'the words of the clause, or where they stand'],
    [clockIds.includes(clock), '/clock', `one of ${clockIds.join(', ')}`],
    [
      within === null || (Number.isSafeInteger(within.amount) && within.amount > 0 && within.amount <= longest),
      '/within/amount',
      `a whole number from 1 to ${longest}`,
    ],
    [
      unit === undefined || unit === 'hours' || (zone !== null && isTimeZone(zone)),
      '/zone',
      'the time zone that the clause counts its days in',
    ],
    [unit !== 'business-days' || calendar !== null, '/calendar', 'whose working days the clause means'],
  ]
  const fields: FieldProblem[] = checks.filter(([holds]) => !holds).map(([, path, message]) => ({ path, message }))
  if (fields.length === 0) return
  throw new Refusal(
    'invalid_request',
    `The clause cannot be counted yet: ${fields.map(({ path, message }) => `${path} (${message})`).join(', ')}.`,
    { fields },
  )
}
