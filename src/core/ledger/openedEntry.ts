// An entry with those of its slots that are at hand: what every population, thread and comparison is folded from.
import { type Instant, isInstant } from '../kernel/instant.ts'
import type { EntryHeader, Json, Slot, SlotValue } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'

export type OpenedEntry = {
  /** Its place in the log; null while it waits to be sealed. */
  index: number | null
  /** What the database knows it by, where there is one. */
  entryId?: string
  header: EntryHeader
  /** Base64. */
  leafHash: string
  /** A slot that the header commits to and that is absent here was erased or not handed over. */
  slots: Partial<Record<Slot, SlotValue>>
}

/** One member of a slot. Null where the slot or the member is absent; a member of another type is a defect of the writer, and said. */
function member<T>(value: SlotValue | undefined, name: string, read: (found: Json) => T | undefined, what: string): T | null {
  const found = value?.[name]
  if (found === undefined || found === null) return null
  const told = read(found)
  if (told === undefined) throw new LedgerFormatError(`The member “${name}” of a slot is not ${what}.`)
  return told
}

export function slotText(value: SlotValue | undefined, name: string): string | null {
  return member(value, name, (found) => (typeof found === 'string' ? found : undefined), 'text')
}

export function slotInteger(value: SlotValue | undefined, name: string): number | null {
  return member(value, name, (found) => (typeof found === 'number' && Number.isSafeInteger(found) ? found : undefined), 'a whole number')
}

export function slotBoolean(value: SlotValue | undefined, name: string): boolean | null {
  return member(value, name, (found) => (typeof found === 'boolean' ? found : undefined), 'true or false')
}

export function slotInstant(value: SlotValue | undefined, name: string): Instant | null {
  return member(value, name, (found) => (typeof found === 'number' && isInstant(found) ? found : undefined), 'an instant in milliseconds')
}
