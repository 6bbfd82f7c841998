// The documents of an organization as its entries tell them, those from before the opening checkpoint included: was each current in the period?
import type { PersonStanding } from '../../document/acknowledgement.ts'
import { type CurrencyAnswer, currencyOf, knownBeforeEnd, standingsAtEnd, type VersionStretch } from '../../document/currency.ts'
import type { Acknowledged, History } from '../../document/history.ts'
import type { OpenedEntry } from '../../ledger/openedEntry.ts'
import { bearsOnDocuments } from '../bearsOnDocuments.ts'
import { PackageDefect } from '../packageDefect.ts'
import type { Period, SealedEntry } from '../population.ts'

export type AuditedDocument = {
  history: History
  /** What it was called when the period ended. */
  title: string
  answer: CurrencyAnswer
  /** Of versions of this document, recorded before the end of the period. */
  acknowledged: readonly Acknowledged[]
  /** Whom each version that was in force asked, and how they stood when its stretch of the period ended. */
  asked: readonly { stretch: VersionStretch; standings: readonly PersonStanding[] }[]
}

type Placed = OpenedEntry & { index: number }

export class DocumentPopulation {
  readonly #period: Period
  readonly #earlier: Placed[] = []
  readonly #own: Placed[] = []
  /** Entries that documents rest on and that say nothing here, because their detail was erased. */
  silent = 0

  constructor(period: Period) {
    this.#period = period
  }

  take({ index, header, slots }: SealedEntry, leafHash: string): void {
    this.#keep(this.#own, { index, header, slots, leafHash })
  }

  /** In the order of the log, each shown to lie under the opening checkpoint. */
  takeEarlier(entry: Placed): void {
    this.#keep(this.#earlier, entry)
  }

  #keep(kept: Placed[], entry: Placed): void {
    if (!bearsOnDocuments(entry.header)) return
    if (entry.slots.detail === undefined) this.silent += 1
    kept.push(entry)
  }

  get earlierCount(): number {
    return this.#earlier.length
  }

  /** On how many entries, among the first entries of the log. */
  countBelow(size: number): number {
    return [...this.#earlier, ...this.#own].filter(({ index }) => index < size).length
  }

  /** Documents that were known before the period was over, policies first, by name. */
  audited(): AuditedDocument[] {
    const { start, end } = this.#period
    const known = knownBeforeEnd([...this.#earlier, ...this.#own], end)
    return known
      .flatMap((one): AuditedDocument[] => {
        const { history, acknowledged } = one
        const title = history.published.findLast(({ at }) => at < end)?.title
        const before = acknowledged.filter(({ at }) => at < end) as Acknowledged[]
        if (title === undefined) return []
        const answer = currencyOf(one, start, end)
        const asked = answer.versions.map((stretch) => ({ stretch, standings: standingsAtEnd(one, stretch) }))
        return [{ history, title, answer, acknowledged: before, asked }]
      })
      .sort((left, right) => compare(left.history.kind, right.history.kind) || compare(left.history.documentId, right.history.documentId))
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** What the entry that asked for the package says of the log as it stood then; null where it says nothing. */
export type StatedDocuments = { size: number; documents: number } | null

/**
 * That no entry that documents rest on is kept back from before the opening checkpoint rests on two things: those in between are all there, and
 * the entry that asked for the package says how many there were in all.
 */
export function demandAllDocuments(documents: DocumentPopulation, openingSize: number, stated: StatedDocuments, request: number): void {
  if (stated === null || stated.size < openingSize) {
    throw new PackageDefect('period', `Entry #${request} does not say on how many entries documents rested when it asked for the package.`)
  }
  const found = documents.countBelow(stated.size)
  if (found === stated.documents) return
  throw new PackageDefect(
    'entries',
    `Of the entries that documents rest on among the first ${stated.size} of the log the package has ${found}; entry #${request} says that there were ${stated.documents}.`,
  )
}
