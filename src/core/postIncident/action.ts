// A corrective action: with an owner and a day, closed by what shows that it is done, and checked once more for its effect.
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import type { PersonActor, TokenActor } from '../kernel/actor.ts'
import { type CalendarDate, endOfDay, isCalendarDate } from '../kernel/deadline.ts'
import type { ActionId, PersonId } from '../kernel/ids.ts'
import { day, type Instant, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { EntryKind, NewEntry, SlotValue } from '../ledger/entry.ts'

type Doer = PersonActor | TokenActor
type Done = { readonly at: Instant; readonly by: string; readonly byName: string }

export type CorrectiveAction = {
  readonly actionId: ActionId
  readonly title: string
  readonly detail: string
  readonly owner: PersonId | null
  readonly dueOn: CalendarDate | null
  readonly opened: Done
  readonly closed: (Done & { readonly proof: string; readonly note: string }) | null
  readonly checked: (Done & { readonly effective: boolean; readonly note: string }) | null
}

export type ActionState = 'open' | 'overdue' | 'closed' | 'effective' | 'not-effective'

/** Long enough for the effect to show, soon enough to still know what was meant. */
const checkAfter = 90 * day

export function checkDueAt({ closed, checked }: CorrectiveAction): Instant | null {
  return closed === null || checked !== null ? null : toInstant(closed.at + checkAfter)
}

export function actionState({ dueOn, closed, checked }: CorrectiveAction, timeZone: string, now: Instant): ActionState {
  if (checked !== null) return checked.effective ? 'effective' : 'not-effective'
  if (closed !== null) return 'closed'
  return isAfterDay(dueOn, timeZone, now) ? 'overdue' : 'open'
}

/** A day is had to the end of its last second. */
export function isAfterDay(dueOn: CalendarDate | null, timeZone: string, at: Instant): boolean {
  return dueOn !== null && at - endOfDay(dueOn, timeZone) >= 1000
}

const criteria = ['CC7.5'] as const

export type DecidedAction = { readonly action: CorrectiveAction; readonly entry: NewEntry }
export type ActionWords = Pick<CorrectiveAction, 'title' | 'detail' | 'owner' | 'dueOn'>

export function openAction(about: EntryAbout, actionId: ActionId, words: ActionWords, by: Doer, at: Instant): DecidedAction {
  requireDay(words.dueOn)
  const action: CorrectiveAction = { actionId, ...words, opened: done(by, at), closed: null, checked: null }
  return decided(about, action, 'action.opened', wordsOf(action), by, at)
}

/** Undefined: as it is. */
export type ActionChange = { readonly [Name in keyof ActionWords]?: ActionWords[Name] | undefined }

export function changeAction(about: EntryAbout, before: CorrectiveAction, change: ActionChange, by: Doer, at: Instant): DecidedAction {
  requireUnsettled(before)
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const action: CorrectiveAction = { ...before, ...said }
  requireDay(action.dueOn)
  if (JSON.stringify(wordsOf(action)) === JSON.stringify(wordsOf(before))) {
    throw new Refusal('nothing_changed', 'The action says exactly this already.')
  }
  return decided(about, action, 'action.changed', wordsOf(action), by, at)
}

/** One that was found without effect is open again, and can be closed once more. */
export function closeAction(
  about: EntryAbout,
  before: CorrectiveAction,
  proof: string,
  note: string,
  by: Doer,
  at: Instant,
): DecidedAction {
  requireUnsettled(before)
  const action: CorrectiveAction = { ...before, closed: { ...done(by, at), proof, note }, checked: null }
  return decided(about, action, 'action.closed', { proof, note }, by, at)
}

export function checkAction(
  about: EntryAbout,
  before: CorrectiveAction,
  effective: boolean,
  note: string,
  by: Doer,
  at: Instant,
): DecidedAction {
  if (before.closed === null) throw new Refusal('state_not_possible', `“${before.title}” is not closed yet: there is no effect to check.`)
  if (before.checked !== null) throw new Refusal('state_not_possible', `“${before.title}” was checked by ${before.checked.byName} already.`)
  const action: CorrectiveAction = { ...before, checked: { ...done(by, at), effective, note } }
  return decided(about, action, 'action.checked', { effective, note }, by, at)
}

function requireUnsettled({ title, closed, checked }: CorrectiveAction): void {
  if (closed === null || checked?.effective === false) return
  throw new Refusal('state_not_possible', `“${title}” was closed by ${closed.byName}: check its effect, or open another action.`)
}

function requireDay(dueOn: CalendarDate | null): void {
  if (dueOn === null || isCalendarDate(dueOn)) return
  throw new Refusal('invalid_request', `There is no day ${dueOn}.`, { fields: [{ path: '/due_on', message: 'a day that exists' }] })
}

function done(by: Doer, at: Instant): Done {
  return { at, by: by.id, byName: by.name }
}

function wordsOf({ title, detail, owner, dueOn }: CorrectiveAction): SlotValue {
  return { title, detail, owner, due_on: dueOn }
}

function decided(about: EntryAbout, action: CorrectiveAction, kind: EntryKind, more: SlotValue, by: Doer, at: Instant): DecidedAction {
  const detail = { action: action.actionId, title: action.title, ...more }
  return { action, entry: incidentEntry(about, { kind, act: by.id, at, ctl: criteria, detail, personal: { name: by.name } }) }
}
