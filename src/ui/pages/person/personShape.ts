// The contract's person as the pages of this noun name it.
import type { z } from 'zod'
import type { Person as PersonShape } from '../../../contract/person.ts'

export type Person = z.output<typeof PersonShape>

/** The end of a chosen day, in the reader's own zone, as it is sent. */
export function endOfDay(date: string): string | null {
  if (!date) return null
  const at = new Date(`${date}T23:59:59`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

export function dateOf(at: string | null): string {
  if (!at) return ''
  const local = new Date(at)
  return `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}`
}
