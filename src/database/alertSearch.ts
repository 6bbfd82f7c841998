// Which words an alert is found by, and the search for them: the same words on both engines, whatever their locale.
import { type RawBuilder, sql } from 'kysely'
import type { AlertId } from '../core/kernel/ids.ts'
import type { Instant } from '../core/kernel/instant.ts'
import { timestamp } from './columnPlugin.ts'
import type { OrganizationTx } from './inOrganization.ts'

/** Longer words are cut, in alerts and in what is asked: PostgreSQL refuses lexemes above 2 kB, and nobody types them. */
const longestWord = 64
/** More words than anybody means to ask for. */
const mostAsked = 12

/** Runs of letters and digits in lower case; everything else only stands between them (`db-01.example.com` → db 01 example com). */
function wordsOf(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu)
  return (words ?? []).map((word) => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join('')))
}

/** `ALR-4031` is one word, so that the number people see finds its alert and not every alert. */
const numberName = /\balr-(\d+)\b/giu
const joinNumbers = (text: string) => text.replace(numberName, 'alr$1')

export type AlertWords = {
  number: number
  title: string
  fingerprint: string
  severity: string | null
  labels: Readonly<Record<string, string>>
}

/** The words of one alert, each once, with spaces between: the parameter of `alertSearchVector`, or of `unnest` for many. */
export function alertSearchWords(alert: AlertWords): string {
  const texts = [alert.title, alert.fingerprint, alert.severity ?? '', ...Object.values(alert.labels)]
  const words = [`alr${alert.number}`, String(alert.number), ...texts.flatMap((text) => wordsOf(joinNumbers(text)))]
  return [...new Set(words)].join(' ')
}

/** The value of `alert.search`. In a batch: `array_to_tsvector(string_to_array(words, ' '))` over the unnested texts. */
export function alertSearchVector(alert: AlertWords): RawBuilder<string> {
  return sql<string>`array_to_tsvector(string_to_array(${alertSearchWords(alert)}, ' '))`
}

export type AlertSearch = {
  /** What somebody typed: alerts are found that have, for each word, one beginning with it. */
  text: string
  state?: 'unreviewed' | 'reviewed' | undefined
  sourceId?: string | undefined
  disposition?: string | undefined
  severity?: string | undefined
  status?: string | undefined
  /** Received at or after, and before. */
  from?: Instant | undefined
  to?: Instant | undefined
  /** Continue after this one, the last of the page before. */
  after?: { receivedAt: Instant; number: number } | undefined
  limit: number
}

export type AlertFound = { alertId: AlertId; receivedAt: Instant; number: number }

/** Newest first, within the transaction's organization. A text without any word finds nothing. */
export async function searchAlerts(tx: OrganizationTx, search: AlertSearch): Promise<AlertFound[]> {
  const words = wordsOf(joinNumbers(search.text)).slice(0, mostAsked)
  const { rows } = await sql<{ alert_id: AlertId; received_at: Instant; number: number }>`
    select alert_id, received_at, number from door.search_alerts(
      ${words.join(' ')}, ${search.state ?? null}, ${search.sourceId ?? null}, ${search.disposition ?? null}, ${search.severity ?? null},
      ${search.status ?? null}, ${timestamp(search.from ?? null)}, ${timestamp(search.to ?? null)},
      ${timestamp(search.after?.receivedAt ?? null)}, ${search.after?.number ?? null}, ${search.limit})`.execute(tx.db)
  return rows.map((row) => ({ alertId: row.alert_id, receivedAt: row.received_at, number: row.number }))
}
