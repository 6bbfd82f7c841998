// The whole of coverage as the ledger's entries alone tell it: sources, the days they were heard, and the gaps.
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { type FoldedGap, foldGap } from './foldGaps.ts'
import { type FoldedSource, foldSource } from './foldSources.ts'
import { type RecordedCoverageDay, readCoverageDay } from './readCoverageDay.ts'

export type FoldedCoverage = {
  sources: Map<string, FoldedSource>
  /** In the order of the log: one per source and finished UTC day. */
  days: RecordedCoverageDay[]
  gaps: Map<string, FoldedGap>
}

export function emptyCoverage(): FoldedCoverage {
  return { sources: new Map(), days: [], gaps: new Map() }
}

/** Adds one entry; entries that say nothing about coverage change nothing. */
export function addToCoverage(coverage: FoldedCoverage, entry: OpenedEntry): void {
  const { kind, obj } = entry.header
  if (kind.startsWith('source.')) {
    const source = foldSource(coverage.sources.get(obj), entry)
    if (source !== undefined) coverage.sources.set(obj, source)
  } else if (kind === 'coverage.heartbeat') {
    const day = readCoverageDay(entry)
    if (day !== undefined) coverage.days.push(day)
  } else if (kind.startsWith('coverage.gap_')) {
    const gap = foldGap(coverage.gaps.get(obj), entry)
    if (gap !== undefined) coverage.gaps.set(obj, gap)
  }
}

export function foldCoverage(entries: Iterable<OpenedEntry>): FoldedCoverage {
  const coverage = emptyCoverage()
  for (const entry of entries) addToCoverage(coverage, entry)
  return coverage
}
