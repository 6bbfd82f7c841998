// The runs of an incident as its ledger entries alone tell them.
import { detailOf } from '../incident/incidentEntry.ts'
import type { Instant } from '../kernel/instant.ts'
import type { SlotValue } from '../ledger/entry.ts'
import { type OpenedEntry, slotInteger, slotText } from '../ledger/openedEntry.ts'

type Said = { index: number | null; at: Instant; recordedAt: Instant; by: string; name: string | null }

export type FoldedRun = Said & { run: string; document: string | null; version: string | null }
export type FoldedValue = Said & { run: string; position: number; parameter: string; value: string | null }
export type FoldedMark = Said & {
  run: string
  mark: string
  /** Its place among the marks of its run. */
  position: number
  step: string | null
  state: string | null
  reason: string | null
  note: string | null
  corrects: string | null
  leafHash: string
}

export type FoldedRuns = { runs: FoldedRun[]; values: FoldedValue[]; marks: FoldedMark[]; contradictions: string[] }

/** All entries of one incident, in the order of the log; those of private ones say in the personal slot what they say. */
export function foldRuns(entries: readonly OpenedEntry[]): FoldedRuns {
  const folded: FoldedRuns = { runs: [], values: [], marks: [], contradictions: [] }
  for (const entry of entries) {
    const { kind } = entry.header
    if (kind !== 'run.started' && kind !== 'run.parameters_given' && kind !== 'step.marked') continue
    const detail = detailOf(entry.slots)
    const run = slotText(detail ?? undefined, 'run')
    // Erased, or private and closed to the reader: that something was said is all there is.
    if (detail === null || run === null) continue
    if (kind === 'run.started') start(folded, entry, detail, run)
    else {
      if (!folded.runs.some((known) => known.run === run)) folded.contradictions.push(`The run ${run} was never started.`)
      if (kind === 'run.parameters_given') give(folded, entry, detail, run)
      else mark(folded, entry, detail, run)
    }
  }
  return folded
}

function said({ index, header, slots: { personal } }: OpenedEntry): Said {
  return { index, at: header.at as Instant, recordedAt: header.rec as Instant, by: header.act, name: slotText(personal, 'name') }
}

function start({ runs, contradictions }: FoldedRuns, entry: OpenedEntry, detail: SlotValue, run: string): void {
  if (runs.some((known) => known.run === run)) contradictions.push(`The run ${run} was started twice.`)
  else runs.push({ ...said(entry), run, document: slotText(detail, 'document'), version: slotText(detail, 'version') })
}

function give({ values }: FoldedRuns, entry: OpenedEntry, detail: SlotValue, run: string): void {
  const given = detail.values
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return
  const position = slotInteger(detail, 'position') ?? 0
  for (const name of Object.keys(given)) {
    values.push({ ...said(entry), run, position, parameter: name, value: slotText(given as SlotValue, name) })
  }
}

function mark({ marks, contradictions }: FoldedRuns, entry: OpenedEntry, detail: SlotValue, run: string): void {
  const corrects = slotText(detail, 'corrects')
  const corrected = marks.find((earlier) => earlier.mark === corrects)
  const markId = slotText(detail, 'mark') ?? ''
  if (corrects !== null && corrected?.leafHash !== entry.header.cor)
    contradictions.push(`The mark ${markId} corrects an entry that is not the mark it names.`)
  marks.push({
    ...said(entry),
    run,
    mark: markId,
    position: marks.filter((earlier) => earlier.run === run).length + 1,
    step: slotText(detail, 'step'),
    state: slotText(detail, 'state'),
    reason: slotText(detail, 'reason'),
    note: slotText(detail, 'note'),
    corrects,
    leafHash: entry.leafHash,
  })
}
