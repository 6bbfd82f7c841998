// The thread of one incident: every entry in order, each as a plain sentence with both its times. From entries alone, so that it reads the same offline.
import { type Instant, minute } from '../kernel/instant.ts'
import type { SlotValue } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { slotInteger, slotText } from '../ledger/openedEntry.ts'
import { detailOf, wasPrivate } from './incidentEntry.ts'
import { aboutDuties } from './said/aboutDuties.ts'
import { aboutIncident } from './said/aboutIncident.ts'
import { aboutJudgement } from './said/aboutJudgement.ts'
import { aboutPeople } from './said/aboutPeople.ts'
import { aboutWork } from './said/aboutWork.ts'
import { type NameOf, type Say, toldBy } from './said/told.ts'

export type ThreadLine = {
  index: number | null
  leafHash: string
  at: Instant
  recordedAt: Instant
  /** Recorded more than a minute after it happened. */
  late: boolean
  kind: string
  act: string
  /** The name it was done under; null where that was erased. */
  actorName: string | null
  said: string
  detail: SlotValue | null
  file: { sha256: string; size: number; type: string } | null
  /** Leaf hashes. */
  corrects: string | null
  correctedBy: string | null
}

export const sentences: Readonly<Record<string, Say>> = {
  ...aboutIncident,
  ...aboutPeople,
  ...aboutJudgement,
  ...aboutWork,
  ...aboutDuties,
}

/** Phones and servers differ by seconds; more than this is a delay that an auditor is told of. */
const tolerated = minute

/** Readings of clocks name the reading they correct, other corrections the entry. */
function correctedEntries(entries: readonly OpenedEntry[]): Map<OpenedEntry, string> {
  const byReading = new Map<string, string>()
  const found = new Map<OpenedEntry, string>()
  for (const entry of entries) {
    const detail = detailOf(entry.slots) ?? undefined
    const named = entry.header.kind === 'clock.read' ? byReading.get(slotText(detail, 'corrects') ?? '') : undefined
    const corrects = entry.header.cor ?? named
    if (corrects !== undefined) found.set(entry, corrects)
    const reading = entry.header.kind === 'clock.read' ? slotText(detail, 'reading') : null
    if (reading !== null) byReading.set(reading, entry.leafHash)
  }
  return found
}

/** Who reads: in the house with names at hand, or a package in which nobody has one. */
export type Reading = { nameOf: NameOf; namesStayHome: boolean }

export const inTheHouse: Reading = { nameOf: () => null, namesStayHome: false }

function sentenceOf({ header, slots }: OpenedEntry, detail: SlotValue | null, { nameOf, namesStayHome }: Reading): string {
  if (detail === null && namesStayHome && wasPrivate(slots)) {
    return `Something was recorded (${header.kind}) while the incident was private: what it said stays closed.`
  }
  const say = Object.hasOwn(sentences, header.kind) ? sentences[header.kind] : undefined
  const said = say?.(toldBy(detail, slots.personal, nameOf)) ?? `${header.kind}.`
  return detail === null && header.c.detail !== undefined ? `${said} What it said in detail was erased.` : said
}

function fileOf(file: SlotValue | undefined): ThreadLine['file'] {
  const [sha256, size, type] = [slotText(file, 'sha256'), slotInteger(file, 'size'), slotText(file, 'type')]
  return sha256 === null || size === null ? null : { sha256, size, type: type ?? 'application/octet-stream' }
}

/** Entries come in the order of the log, those that wait behind it. */
export function threadOf(entries: readonly OpenedEntry[], reading = inTheHouse): ThreadLine[] {
  const corrections = correctedEntries(entries)
  const correctedBy = new Map([...corrections].map(([entry, corrected]) => [corrected, entry.leafHash]))
  return entries.map((entry) => {
    const { index, header, leafHash, slots } = entry
    const detail = detailOf(slots)
    return {
      index,
      leafHash,
      at: header.at as Instant,
      recordedAt: header.rec as Instant,
      late: header.rec - header.at > tolerated,
      kind: header.kind,
      act: header.act,
      actorName: slotText(slots.personal, 'name'),
      said: sentenceOf(entry, detail, reading),
      detail,
      file: fileOf(slots.file),
      corrects: corrections.get(entry) ?? null,
      correctedBy: correctedBy.get(leafHash) ?? null,
    }
  })
}
