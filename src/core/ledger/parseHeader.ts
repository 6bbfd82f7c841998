// What a header's bytes say, if they are a header: a closed list of members, ids and numbers, in canonical form, and nothing else.
import { isInstant } from '../kernel/instant.ts'
import { decodeBase64 } from './base64.ts'
import { parseCanonical } from './canonicalJson.ts'
import { type EntryHeader, type EntryKind, entryKinds, type Json, type Slot, slots } from './entry.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { textOfUnits } from './utf8.ts'

/** A longer header is not one of ours. Keeps an entry within the 65,535 bytes a tile's entry bundle can hold. */
export const longestHeader = 4096
const mostCriteria = 32

/** An id of ours or the word `system`: random, so that the headers alone name nobody. */
const id = '(?:[a-z]{3}_[0-9a-f]{32}|system)'
/** A criterion as frameworks write it, for instance `CC7.2`, `A.5.25`, `164.308(a)(1)`: no spaces, so no sentences. */
const criterion = '[A-Za-z0-9][A-Za-z0-9.:()_/-]{0,39}'
/** 32 bytes in canonical base64: the last character before the padding carries only four bits. */
const hash = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]='
const whole = '(?:0|-?[1-9][0-9]{0,14})'
/** Any of the slots, in order, each at most once; a comma stands between two and nowhere else. */
const commitments = slots.map((slot) => `(?:"${slot}":"(${hash})"(?:,(?=")|(?=\\})))?`).join('')

/**
 * The whole language of headers as one pattern. Text it matches is its own canonical form: members stand in JCS order, each once; every
 * string is ASCII that JSON does not escape; every number is a plain integer below 10^15. `parseHeader.test.ts` holds it against the
 * step-by-step reading below.
 */
const headerText = new RegExp(
  `^\\{"act":"(${id})","at":(${whole}),"c":\\{${commitments}\\},(?:"cor":"(${hash})",)?` +
    `"ctl":\\[((?:"${criterion}"(?:,"${criterion}"){0,${mostCriteria - 1}})?)\\],"kind":"([a-z_]+(?:\\.[a-z_]+)?)","obj":"(${id})","rec":(${whole}),"v":1\\}$`,
)

/** To the one text for each kind, so that comparing kinds is comparing places in memory. */
const kinds: ReadonlyMap<string, EntryKind> = new Map(entryKinds.map((kind) => [kind, kind]))

/** Each byte as the character of the same number. An edge that has a faster way may hand it in: it is a third of the time spent here. */
export type Latin1 = (bytes: Uint8Array) => string

/**
 * Strict on purpose: an unknown member or kind is refused, with the advice to use a newer verifier, because a population counted by
 * someone who does not know every kind of entry is not a population.
 */
export function parseHeader(bytes: Uint8Array, latin1: Latin1 = textOfUnits): EntryHeader {
  return (bytes.length <= longestHeader ? parsePlainHeader(latin1(bytes)) : undefined) ?? parseHeaderStepByStep(bytes)
}

/** What the pattern found, without asking a JSON parser as well: millions of headers pass here. */
function parsePlainHeader(text: string): EntryHeader | undefined {
  const found = headerText.exec(text)
  if (found === null) return undefined
  const [, act = '', atText, detail, file, personal, cor, criteria = '', kindText = '', obj = '', recText] = found
  const [at, rec, kind, ctl] = [Number(atText), Number(recText), kinds.get(kindText), criteriaOf(criteria)]
  if (kind === undefined || ctl === undefined || !isInstant(at) || !isInstant(rec)) return undefined
  const c: EntryHeader['c'] = {}
  if (detail !== undefined) c.detail = detail
  if (file !== undefined) c.file = file
  if (personal !== undefined) c.personal = personal
  return cor === undefined ? { act, at, c, ctl, kind, obj, rec, v: 1 } : { act, at, c, cor, ctl, kind, obj, rec, v: 1 }
}

/** A few dozen lists recur in all headers of a ledger; a hostile one must not fill the memory with others. */
const mostLists = 1000
const criteriaLists = new Map<string, string[]>()

function criteriaOf(list: string): string[] | undefined {
  const known = criteriaLists.get(list)
  if (known !== undefined) return known
  const criteria = JSON.parse(`[${list}]`) as string[]
  if (!ascending(criteria)) return undefined
  if (criteriaLists.size < mostLists) criteriaLists.set(list, Object.freeze(criteria) as string[])
  return criteria
}

const beforeCommitment = Object.fromEntries(slots.map((slot) => [slot, `"${slot}":"`])) as Record<Slot, string>
const committedLength = 44

/**
 * What a header commits to for a slot, cut from its text without reading the rest: the same as `parseHeader` answers wherever that answers
 * at all. No string in a header can hold a quotation mark, so the name of a slot with its colon stands nowhere else.
 */
export function committedIn(headerText: string, slot: Slot): string | undefined {
  const at = headerText.indexOf(beforeCommitment[slot])
  if (at === -1) return undefined
  const from = at + beforeCommitment[slot].length
  return headerText.slice(from, from + committedLength)
}

function ascending(texts: readonly string[]): boolean {
  for (let index = 1; index < texts.length; index++) if ((texts[index - 1] as string) >= (texts[index] as string)) return false
  return true
}

const members = ['act', 'at', 'c', 'cor', 'ctl', 'kind', 'obj', 'rec', 'v']
const wholeId = new RegExp(`^${id}$`)
const wholeCriterion = new RegExp(`^${criterion}$`)

/** The same, slowly and with reasons. What it says is the definition; the pattern above only makes it fast. */
export function parseHeaderStepByStep(bytes: Uint8Array): EntryHeader {
  if (bytes.length > longestHeader) throw new LedgerFormatError(`A header of ${bytes.length} bytes; at most ${longestHeader} are allowed.`)
  const value = parseCanonical(bytes)
  demand(isObject(value), 'A header is a JSON object.')
  const unknown = Object.keys(value).find((name) => !members.includes(name))
  if (unknown !== undefined) demand(false, `A header has no member “${unknown}”: it may come from a newer version of Tickmark.`)
  demand(value.v === 1, 'The header’s version (v) is not 1: it may come from a newer version of Tickmark.')
  const { act, at, c, cor, ctl, kind, obj, rec } = value
  demand(typeof act === 'string' && wholeId.test(act), 'The header’s actor (act) is not an id.')
  demand(typeof obj === 'string' && wholeId.test(obj), 'The header’s object (obj) is not an id.')
  demand(typeof at === 'number' && isInstant(at), 'The header’s time (at) is not an instant in milliseconds.')
  demand(typeof rec === 'number' && isInstant(rec), 'The header’s time of recording (rec) is not an instant in milliseconds.')
  demand(typeof kind === 'string', 'The header has no kind.')
  if (!kinds.has(kind)) demand(false, `This version does not know entries of kind “${kind}”: use a newer one.`)
  demand(Array.isArray(ctl) && ctl.length <= mostCriteria, `The header’s criteria (ctl) are not a list of at most ${mostCriteria}.`)
  for (const one of ctl)
    demand(typeof one === 'string' && wholeCriterion.test(one), 'One of the header’s criteria (ctl) is not a criterion id.')
  demand(ascending(ctl as string[]), 'The header’s criteria (ctl) are not in order, each once.')
  demand(isObject(c), 'The header has no commitments (c).')
  for (const [slot, committed] of Object.entries(c)) {
    demand((slots as readonly string[]).includes(slot), `A header has no slot “${slot}”.`)
    demandHash(committed, `The commitment of slot “${slot}”`)
  }
  if (Object.hasOwn(value, 'cor')) demandHash(cor, 'The corrected entry’s hash (cor)')
  return value as unknown as EntryHeader
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new LedgerFormatError(message)
}

function demandHash(value: Json | undefined, what: string): void {
  demand(typeof value === 'string' && value.length === 44 && decodeBase64(value).length === 32, `${what} is not 32 bytes in base64.`)
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value)
}
