// What goes on record about obligations besides their notices: interviews, decisions, contracts and status updates.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import type { ContractId, UpdateId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import type { ObligationDecision } from './decideObligation.ts'
import type { WrittenAnswers } from './interviewAnswers.ts'

type Doer = PersonActor | TokenActor

const criteria = ['CC2.3', 'CC7.4'] as const

export function interviewEntry(about: EntryAbout, answers: WrittenAnswers, by: Doer, at: Instant): NewEntry {
  const detail = { answers: answers as unknown as SlotValue }
  return incidentEntry(about, { kind: 'obligation.interviewed', act: by.id, at, ctl: criteria, detail, personal: { name: by.name } })
}

/** `title`: what the rule is called, for whoever reads the entry without the catalogue or the contract it comes from. */
export function decisionEntry(
  about: EntryAbout,
  { rule, answer, reason, decidedBy, decidedAt, corrects }: ObligationDecision,
  title: string,
): NewEntry {
  const detail = {
    ...{ rule, title },
    answer,
    reason,
    replaces: corrects === null ? null : { answer: corrects.answer, decided_at: corrects.decidedAt },
  }
  const personal = { name: decidedBy.name }
  return incidentEntry(about, { kind: 'obligation.decided', act: decidedBy.id, at: decidedAt, ctl: criteria, detail, personal })
}

export type Update = {
  readonly updateId: UpdateId
  readonly text: string
  readonly audience: 'internal' | 'management' | 'customers' | 'public'
  readonly nextDueAt: Instant | null
}

export function updateEntry(about: EntryAbout, { updateId, text, audience, nextDueAt }: Update, by: Doer, at: Instant): NewEntry {
  const detail = { update: updateId, text, audience, next_due_at: nextDueAt }
  return incidentEntry(about, { kind: 'update.sent', act: by.id, at, ctl: criteria, detail, personal: { name: by.name } })
}

/** A clause as it is kept: what the contract says, besides whom it names. */
export type KeptContract = {
  readonly contractId: ContractId
  readonly customer: string
  readonly contact: string
  readonly within: { readonly amount: number; readonly unit: 'hours' | 'days' | 'business-days' } | null
  readonly clock: string
  readonly timeZone: string | null
  readonly calendar: string | null
  readonly clause: string
  readonly notes: string
  readonly endedAt: Instant | null
}

/** The whole clause each time: the latest entry says all of it. */
export function contractEntry(contract: KeptContract, by: Doer, at: Instant): NewEntry {
  const { contractId, customer, contact, within, clock, timeZone, calendar, clause, notes, endedAt } = contract
  return {
    kind: 'contract.changed',
    act: by.id,
    obj: contractId,
    at,
    ctl: criteria,
    detail: { customer, within, clock, time_zone: timeZone, calendar, clause, notes, ended_at: endedAt },
    personal: { name: by.name, contact },
  }
}
