// The rows of population P2, one alert each, kept in columns: about 300 bytes an alert whatever else its entries say.
import { type Timeliness, timelinessOf } from '../../alert/timeliness.ts'
import { type Instant, second } from '../../kernel/instant.ts'
import { slotBoolean, slotInstant, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import { NumberColumn, TextColumn, TextStore } from '../columns.ts'
import type { Cell } from '../csv.ts'
import { type Period, type SealedEntry, timeCell, yesNo } from '../population.ts'
import type { TextTools } from '../textTools.ts'

export const alertColumns = [
  ...['number', 'alert_id', 'source_id', 'source', 'integration', 'fingerprint', 'episode', 'title', 'severity', 'test', 'status'],
  ...['occurred_at', 'received_at', 'delay_seconds', 'ended_at', 'resolved_at', 'review_target_seconds', 'due_at'],
  ...['first_reviewed_at', 'seconds_to_review', 'timeliness', 'disposition', 'reason', 'reviewer_id', 'reviewer_role', 'reviewed_at'],
  ...['corrections', 'reviewed_after_period', 'link', 'entry', 'first_review_entry', 'latest_review_entry', 'detail_erased'],
] as const

export class AlertRows {
  readonly #number = new NumberColumn()
  readonly #id: TextColumn
  readonly #source: TextColumn
  readonly #sourceName: TextColumn
  readonly #integration: TextColumn
  readonly #fingerprint: TextColumn
  readonly #episode = new NumberColumn()
  readonly #title: TextColumn
  readonly #severity: TextColumn
  readonly #link: TextColumn
  readonly #test = new NumberColumn()
  readonly #status: TextColumn
  readonly #occurred = new NumberColumn()
  readonly #received = new NumberColumn()
  readonly #ended = new NumberColumn()
  readonly #resolved = new NumberColumn()
  readonly #target = new NumberColumn()
  readonly #entry = new NumberColumn()
  readonly #erased = new NumberColumn()
  readonly #firstReviewed = new NumberColumn()
  readonly #firstReview = new NumberColumn()
  readonly #latestReviewed = new NumberColumn()
  readonly #latestReview = new NumberColumn()
  readonly #disposition: TextColumn
  readonly #reason: TextColumn
  readonly #reviewer: TextColumn
  readonly #role: TextColumn
  readonly #corrections = new NumberColumn()

  constructor(tools?: TextTools) {
    const store = new TextStore(tools)
    const text = () => new TextColumn(store)
    this.#id = text()
    this.#source = text()
    this.#sourceName = text()
    this.#integration = text()
    this.#fingerprint = text()
    this.#title = text()
    this.#severity = text()
    this.#link = text()
    this.#status = text()
    this.#disposition = text()
    this.#reason = text()
    this.#reviewer = text()
    this.#role = text()
  }

  get count(): number {
    return this.#entry.length
  }

  add({ header, index, slots: { detail } }: SealedEntry): void {
    this.#number.push(slotInteger(detail, 'number'))
    this.#id.push(header.obj)
    this.#source.push(slotText(detail, 'source') ?? header.act)
    this.#sourceName.push(slotText(detail, 'source_name'))
    this.#integration.push(slotText(detail, 'integration'))
    this.#fingerprint.push(slotText(detail, 'fingerprint'))
    this.#episode.push(slotInteger(detail, 'episode'))
    this.#title.push(slotText(detail, 'title'))
    this.#severity.push(slotText(detail, 'severity'))
    this.#link.push(slotText(detail, 'link'))
    this.#test.push(fromFlag(slotBoolean(detail, 'is_test')))
    this.#status.push(slotText(detail, 'status'))
    this.#occurred.push(slotInstant(detail, 'occurred_at'))
    this.#received.push(header.rec)
    this.#target.push(slotInteger(detail, 'review_target_seconds'))
    this.#entry.push(index)
    this.#erased.push(fromFlag(detail === undefined))
    for (const column of [this.#ended, this.#resolved, this.#firstReviewed, this.#firstReview]) column.push(null)
    for (const column of [this.#latestReviewed, this.#latestReview]) column.push(null)
    for (const column of [this.#disposition, this.#reason, this.#reviewer, this.#role]) column.push(null)
    this.#corrections.push(0)
  }

  resolve(row: number, { header, slots: { detail } }: SealedEntry): void {
    this.#status.set(row, 'resolved')
    this.#ended.set(row, slotInstant(detail, 'ended_at'))
    this.#resolved.set(row, header.rec)
  }

  /** The first review decides whether it was in time; the latest says what the alert was. */
  review(row: number, { header, index, slots: { detail } }: SealedEntry): void {
    if (this.#firstReviewed.get(row) === null) {
      this.#firstReviewed.set(row, header.rec)
      this.#firstReview.set(row, index)
    } else this.#corrections.add(row, 1)
    this.#latestReviewed.set(row, header.rec)
    this.#latestReview.set(row, index)
    this.#disposition.set(row, slotText(detail, 'disposition'))
    this.#reason.set(row, slotText(detail, 'reason'))
    this.#reviewer.set(row, header.act)
    this.#role.set(row, slotText(detail, 'reviewer_role'))
  }

  number(row: number): number | null {
    return this.#number.get(row)
  }

  shownNumber(row: number): string | null {
    const number = this.#number.get(row)
    return number === null ? null : `ALR-${number}`
  }

  source(row: number): string {
    return this.#source.get(row) ?? ''
  }

  sourceName(row: number): string | null {
    return this.#sourceName.get(row)
  }

  id(row: number): string {
    return this.#id.get(row) ?? ''
  }

  title(row: number): string | null {
    return this.#title.get(row)
  }

  entry(row: number): number {
    return this.#entry.get(row) as number
  }

  isTest(row: number): boolean {
    return this.#test.get(row) === 1
  }

  corrections(row: number): number {
    return this.#corrections.get(row) as number
  }

  disposition(row: number): string | null {
    return this.#disposition.get(row)
  }

  receivedAt(row: number): Instant {
    return this.#received.get(row) as Instant
  }

  firstReviewedAt(row: number): Instant | null {
    return this.#firstReviewed.get(row) as Instant | null
  }

  /** Null where the target is not known because the detail was erased. */
  dueAt(row: number): Instant | null {
    const target = this.#target.get(row)
    return target === null ? null : ((this.receivedAt(row) + target * second) as Instant)
  }

  timeliness(row: number, asOf: Instant): Timeliness | null {
    const reviewTargetSeconds = this.#target.get(row)
    if (reviewTargetSeconds === null) return null
    return timelinessOf({ receivedAt: this.receivedAt(row), reviewTargetSeconds, firstReviewedAt: this.firstReviewedAt(row) }, asOf)
  }

  secondsToReview(row: number): number | null {
    const reviewed = this.firstReviewedAt(row)
    return reviewed === null ? null : Math.max(0, Math.floor((reviewed - this.receivedAt(row)) / second))
  }

  cells(row: number, asOf: Instant, period: Period): Cell[] {
    const [occurred, received, reviewed] = [this.#occurred.get(row), this.receivedAt(row), this.firstReviewedAt(row)]
    return [
      ...[this.shownNumber(row), this.#id.get(row), this.#source.get(row), this.#sourceName.get(row), this.#integration.get(row)],
      ...[this.#fingerprint.get(row), this.#episode.get(row), this.#title.get(row), this.#severity.get(row)],
      ...[yesNo(toFlag(this.#test.get(row))), this.#status.get(row), timeCell(occurred as Instant | null), timeCell(received)],
      occurred === null ? null : Math.floor((received - occurred) / second),
      ...[timeCell(this.#ended.get(row) as Instant | null), timeCell(this.#resolved.get(row) as Instant | null)],
      ...[this.#target.get(row), timeCell(this.dueAt(row)), timeCell(reviewed), this.secondsToReview(row), this.timeliness(row, asOf)],
      ...[this.#disposition.get(row), this.#reason.get(row), this.#reviewer.get(row), this.#role.get(row)],
      ...[timeCell(this.#latestReviewed.get(row) as Instant | null), this.#corrections.get(row)],
      yesNo(reviewed === null ? null : reviewed >= period.end),
      ...[this.#link.get(row), this.#entry.get(row), this.#firstReview.get(row), this.#latestReview.get(row)],
      this.#erased.get(row) === 1 ? 'yes' : null,
    ]
  }
}

function fromFlag(value: boolean | null): number | null {
  return value === null ? null : Number(value)
}

function toFlag(value: number | null): boolean | null {
  return value === null ? null : value === 1
}
