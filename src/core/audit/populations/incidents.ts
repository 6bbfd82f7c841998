// Which incidents were put on record in the period, which were there before or came after, and which of them are private.
import { wasPrivate } from '../../incident/incidentEntry.ts'
import { alertsNamed } from '../../incident/record/incidentParts.ts'
import type { IncidentRecord } from '../../incident/record/incidentRecord.ts'
import type { EntryKind } from '../../ledger/entry.ts'
import { type OpenedEntry, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import { PackageDefect } from '../packageDefect.ts'
import { type Period, type SealedEntry, within } from '../population.ts'
import type { TextTools } from '../textTools.ts'
import { IncidentEntries } from './incidentEntries.ts'

/** Whether it was declared, by the time of recording, in the period; one that is not declared between the checkpoints was before. */
export type IncidentPlace = 'period' | 'before' | 'after'

export type AuditedIncident = IncidentRecord & { place: IncidentPlace }

type Known = {
  place: IncidentPlace
  /** By which entry it was made private, where it still is. */
  madePrivateBy: number | undefined
  /** The first entry whose detail says more than that it is private. */
  openIn: number | undefined
  policyVersion: string | null
  keeps: boolean
}

/** What may follow an incident for months: of earlier ones these are listed where they were recorded in the period. */
const followUps: ReadonlySet<EntryKind> = new Set<EntryKind>([
  ...(['review.decided', 'pir.written', 'pir.approved'] as const),
  ...(['action.opened', 'action.changed', 'action.closed', 'action.checked'] as const),
  ...(['obligation.decided', 'notice.approved', 'notice.sent', 'notice.declined'] as const),
])

const hexHash = /^[0-9a-f]{64}$/

export class IncidentPopulation {
  readonly #period: Period
  readonly #known = new Map<string, Known>()
  readonly #entries: IncidentEntries
  entriesOfEarlier = 0
  /** Of incidents declared between the checkpoints, but not in the period. */
  readonly numbersElsewhere: number[] = []
  /** Alerts linked to incidents that are not of the period. */
  readonly linkedElsewhere = new Set<string>()

  constructor(period: Period, tools?: TextTools) {
    this.#period = period
    this.#entries = new IncidentEntries(tools)
  }

  take(entry: SealedEntry, leafHash: string): void {
    const { header, slots } = entry
    const known = this.#knownOf(entry)
    if (header.kind === 'incident.restricted' && slots.detail !== undefined) {
      known.madePrivateBy = wasPrivate(slots) ? entry.index : undefined
    }
    if (slots.detail !== undefined && !wasPrivate(slots)) known.openIn ??= entry.index
    if (known.place === 'before') this.entriesOfEarlier += 1
    if (known.place !== 'period' && header.kind === 'incident.linked') this.#linkElsewhere(entry)
    const counts = known.place === 'period' || (known.place === 'before' && this.#follows(entry))
    if (!counts) return
    known.keeps = true
    this.#entries.put(entry, leafHash)
  }

  #knownOf({ header, slots: { detail } }: SealedEntry): Known {
    const known = this.#known.get(header.obj)
    const isDeclared = header.kind === 'incident.declared'
    if (known !== undefined && !isDeclared) return known
    const place = !isDeclared
      ? 'before'
      : within(this.#period, header.rec)
        ? 'period'
        : header.rec < this.#period.start
          ? 'before'
          : 'after'
    const version = isDeclared ? slotText(detail, 'policy_version') : null
    const number = isDeclared && place !== 'period' ? slotInteger(detail, 'number') : null
    if (number !== null) this.numbersElsewhere.push(number)
    const policyVersion = version !== null && hexHash.test(version) ? version : null
    const met: Known = known ?? { place, policyVersion, madePrivateBy: undefined, openIn: undefined, keeps: false }
    this.#known.set(header.obj, met)
    return met
  }

  #linkElsewhere(entry: SealedEntry): void {
    for (const named of alertsNamed(entry)) this.linkedElsewhere.add(slotText(named, 'alert') ?? '')
  }

  #follows({ header }: SealedEntry): boolean {
    return followUps.has(header.kind) && within(this.#period, header.rec)
  }

  /** Of the period, in the order in which they were declared. */
  declared(): string[] {
    return this.#ids(({ place }) => place === 'period')
  }

  /** Earlier ones of which something was recorded in the period that is listed. */
  followed(): string[] {
    return this.#ids(({ place, keeps }) => place === 'before' && keeps)
  }

  count(place: IncidentPlace): number {
    return this.#ids((known) => known.place === place).length
  }

  #ids(wanted: (known: Known) => boolean): string[] {
    return [...this.#known].filter(([, known]) => wanted(known)).map(([id]) => id)
  }

  placeOf(incident: string): IncidentPlace {
    return this.#known.get(incident)?.place ?? 'before'
  }

  entriesOf(incident: string): OpenedEntry[] {
    return this.#entries.of(incident)
  }

  madePrivateBy(incident: string): number | undefined {
    return this.#known.get(incident)?.madePrivateBy
  }

  /** SHA-256 (hex) of the policies that the incidents of the period are judged by: their texts travel along. */
  policyVersions(): string[] {
    const versions = [...this.#known.values()].flatMap(({ place, policyVersion, madePrivateBy }) =>
      place === 'period' && madePrivateBy === undefined && policyVersion !== null ? [policyVersion] : [],
    )
    return [...new Set(versions)].sort()
  }

  /** Of one that is private at the end nothing of before is opened either. */
  demandClosed(): void {
    for (const { madePrivateBy, openIn } of this.#known.values()) {
      if (madePrivateBy === undefined || openIn === undefined) continue
      throw new PackageDefect(
        'openings',
        `Entry #${openIn} is opened although entry #${madePrivateBy} made its incident private: no package does that.`,
      )
    }
  }
}
