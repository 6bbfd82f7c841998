// Was it current from … to …? Reads the entries, asks core, and says it with names.
import type { z } from 'zod'
import type { Currency, currencyApi } from '../../contract/currency.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import { coverageInWords, coverageLimit, unknownInWords } from '../../core/document/coverageWords.ts'
import {
  approvalsAfterwards,
  type CurrencyAnswer,
  currencyOf,
  daysBetween,
  type Known,
  knownBeforeEnd,
} from '../../core/document/currency.ts'
import { currencyInWords, remarksOf } from '../../core/document/currencyWords.ts'
import { historyKey } from '../../core/document/history.ts'
import { isCalendarDate, periodOfDays } from '../../core/kernel/deadline.ts'
import { formatInstant, type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { EntryKind } from '../../core/ledger/entry.ts'
import type { OpenedEntry } from '../../core/ledger/openedEntry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { openedEntriesOfKinds } from '../ledger/objectViews.ts'
import { type WhoLine, whoIs } from '../ledger/whoViews.ts'
import type { DocumentKey } from './actStore.ts'
import { time } from './documentLines.ts'
import { timeZoneOf } from './documentViews.ts'

const kinds: readonly EntryKind[] = [
  ...(['policy.published', 'runbook.published', 'person.joined', 'person.changed', 'person.left', 'correction'] as const),
  ...(['document.proposed', 'document.approved', 'document.in_force', 'document.withdrawn', 'document.reviewed'] as const),
  ...(['document.acknowledged', 'document.retired', 'document.resumed'] as const),
]

export function documentEntries(tx: OrganizationTx): Promise<OpenedEntry[]> {
  return openedEntriesOfKinds(tx, kinds)
}

type Period = { from: Instant; to: Instant; asked: { time_zone: string; as: 'instants' | 'dates'; until_now: boolean } }

async function periodOf(tx: OrganizationTx, { from, to }: { from: string; to: string }, now: Instant): Promise<Period> {
  const zone = await timeZoneOf(tx)
  const areDates = isCalendarDate(from) && isCalendarDate(to)
  const days = areDates && from <= to ? periodOfDays(from, to, zone) : undefined
  const [start, end] = areDates ? [days?.start, days?.end] : [parseInstant(from), parseInstant(to)]
  if (start === undefined || end === undefined || start >= end) {
    throw new Refusal('period_not_valid', 'A period is two instants (RFC 3339) or two dates (2026-04-01), the earlier one first.')
  }
  if (start >= now) throw new Refusal('period_not_valid', 'The period has not begun: what is to come is on no record.')
  const untilNow = end > now
  return { from: start, to: untilNow ? now : end, asked: { time_zone: zone, as: areDates ? 'dates' : 'instants', until_now: untilNow } }
}

type Asked = QueryOf<typeof currencyApi.document>

export async function showCurrency(
  tx: OrganizationTx,
  key: DocumentKey,
  query: Asked,
  now: Instant,
): Promise<ReplyOf<typeof currencyApi.document>> {
  const { from, to, asked } = await periodOf(tx, query, now)
  const known = knownBeforeEnd(await documentEntries(tx), to).find(({ history }) => historyKey(history) === historyKey(key))
  if (known === undefined) throw new Refusal('not_found', `There is no such ${key.kind} here.`)
  const answer = currencyOf(known, from, to)
  return { ...currencyShape(known, answer, await whoIs(tx, idsIn(known))), ...asked }
}

export async function showAllCurrency(
  tx: OrganizationTx,
  query: QueryOf<typeof currencyApi.all>,
  now: Instant,
): Promise<ReplyOf<typeof currencyApi.all>> {
  const { from, to, asked } = await periodOf(tx, query, now)
  const all = knownBeforeEnd(await documentEntries(tx), to)
    .filter(({ history }) => query.kind === undefined || history.kind === query.kind)
    .map((known) => ({ known, answer: currencyOf(known, from, to) }))
    // What was only ever proposed had nothing to be current.
    .filter(({ answer }) => answer.versions.length > 0 || answer.gaps.some(({ cause }) => cause === 'retired'))
  const who = await whoIs(
    tx,
    all.flatMap(({ known }) => idsIn(known)),
  )
  const items = all.map(({ known, answer }) => currencyShape(known, answer, who))
  items.sort((left, right) => (`${left.kind} ${left.title}` < `${right.kind} ${right.title}` ? -1 : 1))
  return { ...asked, from: formatInstant(from), to: formatInstant(to), items }
}

/** Whoever did anything to it; and those whom its texts name. */
function idsIn({ history }: Known): string[] {
  return [...history.published.map(({ by }) => by), ...history.acts.flatMap(({ by, said }) => [by, ...namesIn(said.approvers)])]
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string' && word.startsWith('per_')) : []
}

type Who = (id: string) => WhoLine

function currencyShape({ history }: Known, answer: CurrencyAnswer, who: Who): z.infer<typeof Currency> {
  const { kind, documentId, published } = history
  const numbered = (version: string) => ({ number: published.find((one) => one.version === version)?.number ?? 0, hash: version })
  const titleOf = (version: string) => published.find((one) => one.version === version)?.title ?? documentId
  const title = titleOf(answer.versions.at(-1)?.version.version ?? published.at(-1)?.version ?? '')
  const afterwards = approvalsAfterwards(history, answer)
  const span = ({ from, to }: { from: Instant; to: Instant }) => ({
    from: formatInstant(from),
    to: formatInstant(to),
    days: daysBetween({ from, to }),
  })
  return {
    ...{ kind, id: documentId, title, from: formatInstant(answer.from), to: formatInstant(answer.to), current: answer.current },
    ...{ answer: currencyInWords(title, answer), remarks: remarksOf(answer) },
    versions: answer.versions.map((stretch) => {
      const { version, approvals, isApproved } = stretch
      const { effect, terms, emergency } = version
      return {
        ...{ ...numbered(version.version), ...span(stretch), title: titleOf(version.version), in_force_since: formatInstant(effect.from) },
        ...{ basis: effect.basis, emergency, quorum: terms.quorum, approved_by_the_end: isApproved },
        approvers: terms.approvers.map((word) => (word.startsWith('per_') ? who(word).name : word)),
        approvals: approvals.map(({ by, as, at }) => ({
          ...{ by: who(by), as, at: formatInstant(at), late_days: at > effect.from ? daysBetween({ from: effect.from, to: at }) : null },
        })),
      }
    }),
    reviews: answer.reviews.map(({ look, ...stretch }) => ({
      ...span(stretch),
      rests_on: { what: look.what, at: formatInstant(look.at), by: who(look.by), reason: look.reason, version: numbered(look.version) },
      ...{ every: look.every, grace: look.grace, due_at: time(look.due?.at), overdue_at: time(look.overdue?.at) },
    })),
    gaps: answer.gaps.map((gap) => ({
      ...{
        ...span(gap),
        cause: gap.cause,
        since: formatInstant(gap.since),
        due_at: time(gap.look?.due?.at),
        reason: gap.retired?.reason ?? null,
      },
    })),
    gap_days: daysBetween({ from: 0 as Instant, to: answer.gaps.reduce((sum, { from, to }) => sum + (to - from), 0) as Instant }),
    acknowledgement: answer.acknowledgement.map(({ at, version, ...counts }) => ({
      ...{ ...counts, at: formatInstant(at), version: version && numbered(version.version) },
    })),
    acknowledgement_in_words: acknowledgementInWords(answer),
    corrections: answer.corrections.map(({ at, by, reason, of }) => ({
      at: formatInstant(at),
      by: who(by),
      reason,
      of: formatInstant(of),
    })),
    afterwards: afterwards.map(({ at, by, as, number }) => ({
      ...{
        at: formatInstant(at),
        by: who(by),
        what: `Version ${number} was approved${as === null ? '' : ` as ${as.startsWith('per_') ? who(as).name : as}`}.`,
      },
    })),
    entries: answer.sources.map(({ index, leafHash, kind: entryKind, at }) => ({
      ...{ index, leaf_hash: leafHash, kind: entryKind, at: formatInstant(at) },
    })),
  }
}

function acknowledgementInWords(answer: CurrencyAnswer): string[] {
  const counted = coverageInWords(answer)
  return counted.length === 0 ? [] : [...counted, unknownInWords(answer) ?? [], coverageLimit].flat()
}
