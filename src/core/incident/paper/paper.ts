// What a thread on paper consists of, and what it is made from.
import type { Table } from '../../document/table.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { OpenedEntry } from '../../ledger/openedEntry.ts'
import type { IncidentRecord } from '../record/incidentRecord.ts'
import type { Reading } from '../thread.ts'

export type PaperLine = {
  /** `#12`, or that it waits to be sealed. */
  entry: string
  happened: string
  recorded: string
  who: string
  role: string | null
  said: string
  /** What else it holds, a line each. */
  details: string[]
  /** Recorded late, a correction, corrected: in words, because ink has no colour. */
  marks: string[]
}

export type PaperSection = {
  title: string
  said: string[]
  tables: Table[]
  /** Words that went out, or were agreed on, whole. */
  texts: { title: string; text: string }[]
}

export type ThreadPaper = {
  organization: string
  title: string
  facts: { name: string; value: string }[]
  notices: string[]
  promises: Table | null
  lines: PaperLine[]
  sections: PaperSection[]
  /** Stands on every page. */
  identity: string
}

export type PaperFacts = {
  organization: string
  record: IncidentRecord
  entries: readonly OpenedEntry[]
  reading: Reading
  /** Nothing of it but number, state and severity is shown. */
  isRedacted: boolean
  /** Up to when the log was looked at. */
  asOf: Instant
  /** Which ledger, and up to which checkpoint. */
  identity: string
  /** What a reader must know of this copy. */
  notes: readonly string[]
}
