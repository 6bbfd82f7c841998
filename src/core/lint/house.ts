// What is known of the house that a document is written for, beside its other documents: who works here, whom paths reach, how long logs live.
import type { TextIndex } from './shingles.ts'

/** `leftOn`: `2026-03-31`; null for whoever is still here. */
export type HousePerson = { name: string; email: string | null; leftOn: string | null }

/** An escalation path by the id that documents cite. `lastVerified`: the day a level was last seen to reach somebody. */
export type HousePath = { id: string; name: string; levels: readonly { lastVerified: string | null }[] }

/** A log of the retention catalogue. */
export type HouseLog = {
  id: string
  name: string
  /** The words that name it, in lower case; with `product` where they alone could be another's. */
  phrase: string
  product: string | null
  /** The longest it can live, in days. Null: nobody knows, or for ever. */
  days: number | null
}

/** Null is not the same as nothing: it is not known, and then nothing is said about it. */
export type House = {
  people: readonly HousePerson[] | null
  paths: readonly HousePath[] | null
  logs: readonly HouseLog[] | null
  /** When this document was last looked at by record, `2026-01-12`. */
  reviewedOn: string | null
  /** Other documents, and the templates that documents begin from. */
  texts: TextIndex | null
}

export const unknownHouse: House = { people: null, paths: null, logs: null, reviewedOn: null, texts: null }
