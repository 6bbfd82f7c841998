// The two ways DER writes an instant.
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { type DerReader, type DerValue, derTag } from './derReader.ts'
import { LedgerFormatError } from './ledgerFormatError.ts'
import { textOfUnits } from './utf8.ts'

const utc = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
/** RFC 3161 §2.4.2: always UTC, always with seconds, a fraction without trailing zeros. */
const generalized = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{0,11}[1-9]))?Z$/

/** `fraction` are the digits behind the second as they were sent; `at` keeps the first three of them. */
export type DerTime = { at: Instant; fraction: string }

export function parseGeneralizedTime({ content }: DerValue): DerTime {
  const match = generalized.exec(textOfUnits(content))
  if (!match) throw new LedgerFormatError('A time is not written as RFC 3161 wants it.')
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  return { at: instantOf(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}Z`), fraction }
}

/** RFC 5280 §4.1.2.5: two digits of a year mean 1950 to 2049. */
export function readTime(reader: DerReader): Instant {
  if (reader.nextIs(derTag.generalizedTime)) return parseGeneralizedTime(reader.next()).at
  const match = utc.exec(textOfUnits(reader.next(derTag.utcTime).content))
  if (!match) throw new LedgerFormatError('A certificate’s time is not written as RFC 5280 wants it.')
  const [, year, month, day, hour, minute, second] = match
  return instantOf(`${Number(year) < 50 ? '20' : '19'}${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function instantOf(text: string): Instant {
  const at = parseInstant(text)
  if (at === undefined) throw new LedgerFormatError(`${text} is not an instant.`)
  return at
}
