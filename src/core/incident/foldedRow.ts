// A row that the entries of an incident call for, for those tables that hold many rows of one incident.

import type { Json, SlotValue } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { detailOf } from './incidentEntry.ts'

type FoldedValue = string | number | boolean | null | undefined

/** Undefined: the entries do not say, because what was said was erased. */
export type FoldedRow = { table: string; key: string; index: number | null; columns: Record<string, FoldedValue> }

export type Told = {
  readonly kind: string
  readonly act: string
  readonly at: number
  readonly index: number | null
  readonly detail: SlotValue | null
}

export function toldBy({ header, index, slots }: OpenedEntry): Told {
  return { kind: header.kind, act: header.act, at: header.at, index, detail: detailOf(slots) }
}

/** One member of what was said; undefined where nothing of it is left. */
export function said({ detail }: Told, name: string): FoldedValue {
  if (detail === null) return undefined
  const value: Json | undefined = detail[name]
  return value === undefined || typeof value === 'object' ? null : value
}

export function saidText(told: Told, name: string): string {
  const value = said(told, name)
  return typeof value === 'string' ? value : ''
}
