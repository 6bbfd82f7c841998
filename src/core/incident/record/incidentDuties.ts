// What followed an incident, as its entries tell it: status updates, decisions and notices, the review, corrective actions.
import type { Instant } from '../../kernel/instant.ts'
import type { EntryKind, SlotValue } from '../../ledger/entry.ts'
import { type OpenedEntry, slotBoolean, slotInstant, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import { detailOf } from '../incidentEntry.ts'
import { isObject } from './incidentParts.ts'

/** One entry, as far as it is open to the reader. */
type Told = { kind: EntryKind; at: Instant; by: string; entry: number; detail: SlotValue | undefined }

type Happened = { at: Instant; by: string; entry: number }

export type Update = Happened & { audience: string | null; text: string | null; nextDueAt: Instant | null }

export type DutyDecision = Happened & { rule: string | null; answer: string | null; reason: string | null; replaces: string | null }

export type NoticeRecord = {
  notice: string | null
  rule: string | null
  title: string | null
  template: string | null
  subject: string | null
  text: string | null
  missing: number | null
  incompleteReason: string | null
  approved: Happened | null
  sent:
    | (Happened & {
        channel: string | null
        reference: string | null
        evidence: string | null
        dueAt: Instant | null
        lateBy: number | null
      })
    | null
  declined: (Happened & { reason: string | null }) | null
}

export type ReviewDecided = Happened & { required: boolean | null; byRule: string | null; reason: string | null; waives: boolean | null }

export type ReviewRecord = {
  review: string | null
  written: Happened
  approved: Happened | null
  summary: string | null
  customers: number | null
  records: number | null
  minutes: number | null
  cost: string | null
  /** From the event to what can be mended, the root last. */
  causes: { text: string; kind: string }[]
  wentWell: string | null
  wasLucky: string | null
}

export type ActionRecord = {
  action: string | null
  title: string | null
  detail: string | null
  owner: string | null
  dueOn: string | null
  opened: Happened | null
  changes: number
  closed: (Happened & { proof: string | null; note: string | null }) | null
  checked: (Happened & { effective: boolean | null; note: string | null }) | null
}

export type Duties = {
  updates: Update[]
  decisions: DutyDecision[]
  notices: NoticeRecord[]
  /** The latest one stands. */
  reviewDecisions: ReviewDecided[]
  reviews: ReviewRecord[]
  actions: ActionRecord[]
}

export function foldDuties(entries: readonly OpenedEntry[]): Duties {
  const told = entries.map(toldBy)
  const of = (...kinds: EntryKind[]) => told.filter(({ kind }) => kinds.includes(kind))
  return {
    updates: of('update.sent').map((one) => ({
      ...happened(one),
      ...{
        audience: slotText(one.detail, 'audience'),
        text: slotText(one.detail, 'text'),
        nextDueAt: slotInstant(one.detail, 'next_due_at'),
      },
    })),
    decisions: of('obligation.decided').map(decision),
    notices: byId(of('notice.approved', 'notice.sent', 'notice.declined'), 'notice', notice),
    reviewDecisions: of('review.decided').map(reviewDecided),
    reviews: byId(of('pir.written', 'pir.approved'), 'review', review),
    actions: byId(of('action.opened', 'action.changed', 'action.closed', 'action.checked'), 'action', action),
  }
}

function toldBy({ index, header, slots }: OpenedEntry): Told {
  const { kind, at, act } = header
  return { kind, at: at as Instant, by: act, entry: index ?? -1, detail: detailOf(slots) ?? undefined }
}

function happened({ at, by, entry }: Told): Happened {
  return { at, by, entry }
}

/** What is closed says of which it speaks no more than what it says, so it stands for itself. */
function byId<One>(told: readonly Told[], member: string, fold: (before: One | undefined, one: Told) => One): One[] {
  const found = new Map<string, One>()
  for (const one of told) {
    const key = slotText(one.detail, member) ?? `#${one.entry}`
    found.set(key, fold(found.get(key), one))
  }
  return [...found.values()]
}

function decision(one: Told): DutyDecision {
  const { detail } = one
  const replaced = detail?.replaces
  return {
    ...happened(one),
    ...{ rule: slotText(detail, 'rule'), answer: slotText(detail, 'answer'), reason: slotText(detail, 'reason') },
    replaces: isObject(replaced) ? slotText(replaced, 'answer') : null,
  }
}

const noNotice = { missing: null, incompleteReason: null, approved: null, sent: null, declined: null }

function notice(before: NoticeRecord | undefined, one: Told): NoticeRecord {
  const { kind, detail } = one
  const named = { notice: slotText(detail, 'notice'), rule: slotText(detail, 'rule'), title: slotText(detail, 'title') }
  const worded = { template: slotText(detail, 'template'), subject: slotText(detail, 'subject') }
  const known = { ...noNotice, ...before, ...named, ...worded, text: slotText(detail, 'text') ?? before?.text ?? null }
  if (kind === 'notice.declined') return { ...known, declined: { ...happened(one), reason: slotText(detail, 'reason') } }
  if (kind === 'notice.approved') {
    const missing = Array.isArray(detail?.missing) ? detail.missing.length : null
    return { ...known, approved: happened(one), missing, incompleteReason: slotText(detail, 'incomplete_reason') }
  }
  const how = { channel: slotText(detail, 'channel'), reference: slotText(detail, 'reference'), evidence: slotText(detail, 'evidence') }
  return { ...known, sent: { ...happened(one), ...how, dueAt: slotInstant(detail, 'due_at'), lateBy: slotInteger(detail, 'late_by') } }
}

function reviewDecided(one: Told): ReviewDecided {
  const { detail } = one
  return {
    ...happened(one),
    ...{ required: slotBoolean(detail, 'required'), byRule: slotText(detail, 'by_rule'), reason: slotText(detail, 'reason') },
    waives: slotBoolean(detail, 'waives'),
  }
}

function review(before: ReviewRecord | undefined, one: Told): ReviewRecord {
  const { kind, detail } = one
  const impact = isObject(detail?.impact) ? detail.impact : undefined
  const cost = isObject(impact?.cost) ? impact.cost : undefined
  const isApproval = kind === 'pir.approved'
  return {
    review: slotText(detail, 'review'),
    written: isApproval && before !== undefined ? before.written : happened(one),
    approved: isApproval ? happened(one) : (before?.approved ?? null),
    ...{ summary: slotText(detail, 'summary'), wentWell: slotText(detail, 'what_went_well'), wasLucky: slotText(detail, 'what_was_lucky') },
    ...{ customers: slotInteger(impact, 'customers_affected'), records: slotInteger(impact, 'records_affected') },
    minutes: slotInteger(impact, 'minutes_down'),
    cost: cost === undefined ? null : `${cost.amount} ${cost.currency}`,
    causes: (Array.isArray(detail?.causes) ? detail.causes : []).filter(isObject).map((cause) => ({
      ...{ text: slotText(cause, 'text') ?? '', kind: slotText(cause, 'kind') ?? '' },
    })),
  }
}

const noAction = { detail: null, owner: null, dueOn: null, opened: null, changes: 0, closed: null, checked: null }

function action(before: ActionRecord | undefined, one: Told): ActionRecord {
  const { kind, detail } = one
  const known = { ...noAction, ...before, action: slotText(detail, 'action'), title: slotText(detail, 'title') }
  if (kind === 'action.closed') {
    return { ...known, closed: { ...happened(one), proof: slotText(detail, 'proof'), note: slotText(detail, 'note') }, checked: null }
  }
  if (kind === 'action.checked') {
    return { ...known, checked: { ...happened(one), effective: slotBoolean(detail, 'effective'), note: slotText(detail, 'note') } }
  }
  const words = { detail: slotText(detail, 'detail'), owner: slotText(detail, 'owner'), dueOn: slotText(detail, 'due_on') }
  return kind === 'action.opened' ? { ...known, ...words, opened: happened(one) } : { ...known, ...words, changes: known.changes + 1 }
}
