// What a package says it is about: the audit, its period, and between which checkpoints it lies. Believed only where the log says the same.
import { formatInstant, type Instant, parseInstant } from '../kernel/instant.ts'
import type { SlotValue } from '../ledger/entry.ts'
import { slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'
import { decodeUtf8, encodeUtf8 } from '../ledger/utf8.ts'
import { PackageDefect } from './packageDefect.ts'
import { packageFormat } from './packageLayout.ts'
import type { Period } from './population.ts'

/** Days are local calendar dates of `timeZone`, both included; `period` is the instants they meant when the audit was opened. */
export type AuditPeriod = { audit: string; name: string; firstDay: string; lastDay: string; timeZone: string; period: Period }

export type Statement = AuditPeriod & {
  package: string
  origin: string
  /** Number of entries before the first and after the last one of the package. */
  openingSize: number
  closingSize: number
}

/** What the `package.requested` entry says, as its `detail`. `known`: on how many of the first `size` entries documents rest. */
export function requestDetail(of: AuditPeriod, simulatedUntil: Instant | null, known: { size: number; documents: number }): SlotValue {
  return {
    audit: of.audit,
    name: of.name,
    first_day: of.firstDay,
    last_day: of.lastDay,
    time_zone: of.timeZone,
    period_start: of.period.start,
    period_end: of.period.end,
    simulated_until: simulatedUntil,
    known_size: known.size,
    known_for_documents: known.documents,
  }
}

export function readRequest(detail: SlotValue | undefined): AuditPeriod | undefined {
  const [audit, name, firstDay] = [slotText(detail, 'audit'), slotText(detail, 'name'), slotText(detail, 'first_day')]
  const [lastDay, timeZone] = [slotText(detail, 'last_day'), slotText(detail, 'time_zone')]
  const [start, end] = [slotInstant(detail, 'period_start'), slotInstant(detail, 'period_end')]
  if (audit === null || name === null || firstDay === null || lastDay === null || timeZone === null || start === null || end === null) {
    return undefined
  }
  return { audit, name, firstDay, lastDay, timeZone, period: { start, end } }
}

/** Null also where an earlier version asked, which counted other entries. */
export function readStatedDocuments(detail: SlotValue | undefined): { size: number; documents: number } | null {
  const [size, documents] = [slotInteger(detail, 'known_size'), slotInteger(detail, 'known_for_documents')]
  return size === null || documents === null ? null : { size, documents }
}

export function samePeriod(one: AuditPeriod, other: AuditPeriod): boolean {
  return (
    one.audit === other.audit &&
    one.name === other.name &&
    one.firstDay === other.firstDay &&
    one.lastDay === other.lastDay &&
    one.timeZone === other.timeZone &&
    one.period.start === other.period.start &&
    one.period.end === other.period.end
  )
}

export function formatStatement(statement: Statement): Uint8Array {
  const members = {
    format: packageFormat,
    package: statement.package,
    audit: statement.audit,
    name: statement.name,
    first_day: statement.firstDay,
    last_day: statement.lastDay,
    time_zone: statement.timeZone,
    period_start: formatInstant(statement.period.start),
    period_end: formatInstant(statement.period.end),
    origin: statement.origin,
    opening_size: statement.openingSize,
    closing_size: statement.closingSize,
  }
  return encodeUtf8(`${JSON.stringify(members, null, 2)}\n`)
}

/** Strict by writing it again: what is read must be exactly what `formatStatement` makes of it. */
export function parseStatement(bytes: Uint8Array): Statement {
  const text = decodeUtf8(bytes)
  const said = parseObject(text)
  if (said.format !== packageFormat)
    throw notReadable(`It is not of the format ${packageFormat}: another version of the verifier is needed.`)
  const words = (name: string) => (typeof said[name] === 'string' ? said[name] : '')
  const count = (name: string) => (typeof said[name] === 'number' ? said[name] : Number.NaN)
  const [start, end] = [parseInstant(words('period_start')), parseInstant(words('period_end'))]
  if (start === undefined || end === undefined || start >= end) throw notReadable('Its period is none.')
  const statement: Statement = {
    ...{ package: words('package'), audit: words('audit'), name: words('name'), firstDay: words('first_day'), lastDay: words('last_day') },
    ...{ timeZone: words('time_zone'), period: { start, end }, origin: words('origin') },
    ...{ openingSize: count('opening_size'), closingSize: count('closing_size') },
  }
  if (decodeUtf8(formatStatement(statement)) !== text) throw notReadable('It is not in the form a package has.')
  if (!isSize(statement.openingSize) || !isSize(statement.closingSize) || statement.openingSize >= statement.closingSize) {
    throw notReadable('Its checkpoints are not in order.')
  }
  return statement
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw notReadable('It is not a JSON object.')
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0
}

function notReadable(why: string): PackageDefect {
  return new PackageDefect('period', `data/audit.json cannot be read. ${why}`)
}
