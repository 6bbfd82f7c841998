// The tables of the report: what was monitored, what became of the alerts, who was late, who was silent, how the counts agree.
import { dispositionMeanings, dispositions } from '../../alert/disposition.ts'
import { count, lengthText, plural, stretches, timeText } from '../../document/phrases.ts'
import type { Listing, Table } from '../../document/table.ts'
import type { Findings, PopulationId, SourceFindings } from '../findings.ts'
import { populationPath } from '../packageLayout.ts'
import type { ListedAlert } from '../populations/alerts.ts'
import { gapSeconds } from '../populations/coverage.ts'
import { filterOf, type HashedFile, receiptTitle } from '../receipt.ts'

/** More than this many lines of one list are not read on paper; the population has them all. */
const mostListed = 200

export function sourceTable({ sources, reading }: Findings): Table {
  return {
    caption: 'What was monitored',
    columns: ['Source', 'Integration', 'Heard every', 'Review within', '#Heartbeats', '#Days on record', '#Alerts', '#Gaps'],
    rows: sources.map(({ record, heartbeats, days, daysOnRecord, alerts, gaps: own }) => {
      const settings = reading.coverage.settingsOf(record)
      return [
        ...[
          record.name ?? record.source,
          record.integration ?? '–',
          settings.heartbeatSeconds === null ? 'no interval' : lengthText(settings.heartbeatSeconds),
        ],
        ...[lengthText(settings.reviewTargetSeconds), count(heartbeats), `${count(daysOnRecord)} of ${count(days.length)}`],
        ...[count(alerts.received), count(own.length)],
      ]
    }),
  }
}

export function dispositionTable({ sources, alerts }: Findings): Table {
  const used = dispositions.filter((disposition) => (alerts.byDisposition[disposition] ?? 0) > 0)
  const row = (name: string, of: SourceFindings['alerts']) => [
    ...[name, count(of.received)],
    ...used.map((disposition) => blankZero(of.byDisposition[disposition] ?? 0)),
    ...[blankZero(of.late), blankZero(of.overdue + of.open)],
  ]
  return {
    caption: 'Alerts by source and disposition',
    columns: ['Source', '#Received', ...used.map((disposition) => `#${dispositionMeanings[disposition].label}`), '#Late', '#No review'],
    rows: [...sources.map(({ record, alerts: own }) => row(record.name ?? record.source, own)), row('All sources', alerts)],
  }
}

function blankZero(value: number): string {
  return value === 0 ? '·' : count(value)
}

/** `last`: the column that says how long it took, or is taking. */
function alertTable(listed: readonly ListedAlert[], { asOf }: Findings, last: string, caption: string): Table {
  const seconds = (alert: ListedAlert) => Math.floor(((alert.firstReviewedAt ?? asOf) - alert.receivedAt) / 1000)
  const target = ({ dueAt, receivedAt }: ListedAlert) => (dueAt === null ? null : Math.floor((dueAt - receivedAt) / 1000))
  return {
    caption,
    columns: ['Alert', 'Source', 'Title', 'Received (UTC)', '#Target', `#${last}`, '#Entry'],
    rows: listed.map((alert) => [
      ...[alert.number ?? 'erased', alert.sourceName ?? '–', alert.title ?? 'erased', timeText(alert.receivedAt)],
      ...[lengthText(target(alert)), lengthText(seconds(alert)), `#${alert.entry}`],
    ]),
  }
}

function listing(total: number, table: Table, all: string): Listing {
  if (total === 0) return { said: all, table: null }
  const rest = total - table.rows.length
  const more =
    rest > 0 ? ` The first ${count(table.rows.length)} stand here; the other ${count(rest)} are in ${populationPath('P2-alerts.csv')}.` : ''
  return { said: `${all}${more}`, table }
}

export function notReviewed(findings: Findings): Listing {
  const { alerts, reading, asOf } = findings
  const listed = [...reading.alerts.list('overdue', asOf, mostListed), ...reading.alerts.list('open', asOf, mostListed)]
  const total = alerts.overdue + alerts.open
  const table = alertTable(listed.slice(0, mostListed), findings, 'Open for', 'Alerts without a review')
  const asOfText = `${timeText(asOf)} UTC`
  const notDue = alerts.open === 0 ? '' : ` ${count(alerts.open)} more ${alerts.open === 1 ? 'is' : 'are'} not due yet.`
  const said = `${plural(alerts.overdue, 'alert')} without a review ${alerts.overdue === 1 ? 'is' : 'are'} past the target as of ${asOfText}.${notDue}`
  return listing(total, table, total === 0 ? 'Every alert of the period has a review.' : said)
}

export function reviewedLate(findings: Findings): Listing {
  const { alerts, reading, asOf } = findings
  const said =
    alerts.late === 0
      ? 'No alert was reviewed after its target.'
      : `${plural(alerts.late, 'alert')} ${alerts.late === 1 ? 'was' : 'were'} reviewed after the target that was in force when it was received. Late stays late.`
  return listing(
    alerts.late,
    alertTable(reading.alerts.list('late', asOf, mostListed), findings, 'Reviewed after', 'Alerts reviewed late'),
    said,
  )
}

/** Absence is a statement: how often a source was heard on the days on which it raised nothing. */
export function quietOf({ record, days, alerts }: SourceFindings): { source: string; said: string } {
  const source = record.name ?? record.source
  const quiet = days.filter((day) => (record.alertsByDay.get(day) ?? 0) === 0)
  const heard = quiet.reduce((total, day) => total + (record.days.get(day)?.heartbeats ?? 0) + (record.days.get(day)?.deliveries ?? 0), 0)
  const silent = quiet.filter((day) => {
    const known = record.days.get(day)
    return known !== undefined && (known.heartbeats ?? 0) + (known.deliveries ?? 0) === 0
  })
  if (quiet.length === 0) return { source, said: 'Alerts were received on every day.' }
  const which = alerts.received === 0 ? 'on any day of the period' : `on ${plural(quiet.length, 'day')} (${shortened(stretches(quiet))})`
  const on = quiet.length === 1 ? 'it' : 'them'
  if (heard === 0) return { source, said: `No alert ${which}, and the source was not heard on ${on} either.` }
  const not = silent.length === 0 ? '' : ` On ${plural(silent.length, 'day')} it was not heard at all (${shortened(stretches(silent))}).`
  return { source, said: `No alert ${which}; on ${on} the source was heard ${plural(heard, 'time')}.${not}` }
}

function shortened(texts: readonly string[]): string {
  const most = 12
  return texts.length <= most
    ? texts.join(', ')
    : `${texts.slice(0, most).join(', ')} and ${plural(texts.length - most, 'more stretch', 'more stretches')}`
}

export function gapListing({ gaps: all, asOf }: Findings): Listing {
  const table: Table = {
    caption: 'Silences and their explanations',
    columns: ['Source', 'From (UTC)', '#Length', 'Explanation', '#Entry'],
    rows: all
      .slice(0, mostListed)
      .map((gap) => [
        ...[gap.sourceName ?? gap.source ?? '–', timeText(gap.startedAt)],
        `${lengthText(gapSeconds(gap, asOf))}${gap.endedAt === null ? ', not ended' : ''}`,
        ...[explanationOf(gap), gap.openedEntry === null ? '–' : `#${gap.openedEntry}`],
      ]),
  }
  if (all.length === 0) return { said: 'No source was silent for longer than its interval.', table: null }
  const rest = all.length - table.rows.length
  const more = rest > 0 ? ` ${count(rest)} more are in ${populationPath('P4-gaps.csv')}.` : ''
  return { said: `A silence begins with the last sign of life and ends with the next one.${more}`, table }
}

function explanationOf(gap: Findings['gaps'][number]): string {
  const own = gap.notRunningFrom === null ? '' : ' Tickmark itself was not running for a part of it.'
  return `${gap.explanation ?? (gap.explainedAt === null ? 'None recorded.' : 'Erased.')}${own}`
}

export function refusedListing({ deliveries, reading, sources }: Findings): Listing {
  if (deliveries.refused === 0) return { said: 'No delivery was refused.', table: null }
  const table: Table = {
    caption: 'Refused deliveries by source and reason',
    columns: ['Source', 'Reason', '#Deliveries', '#Read later'],
    rows: reading.deliveries
      .refusedByReason(mostListed)
      .map(({ source, reason, refused: number, readLater }) => [
        ...[
          sources.find(({ record }) => record.source === source)?.record.name ?? source,
          reason ?? 'erased',
          count(number),
          count(readLater),
        ],
      ]),
  }
  const file = populationPath('P4-refused-deliveries.csv')
  return { said: `What cannot be read or vouched for is kept and counted, never dropped. Each one is in ${file}.`, table }
}

export function reconciliation({ deliveries, alerts, reading, numbering }: Findings): Table {
  const total = deliveries.accepted + deliveries.repeated + deliveries.refused
  const numbers =
    numbering.first === null ? '–' : `ALR-${numbering.first} to ALR-${numbering.last}${numbering.missing === 0 ? ', none missing' : ''}`
  return {
    caption: 'From deliveries to alerts',
    columns: ['Step', '#Count', 'Meaning'],
    rows: [
      ['Deliveries', count(total), 'requests that sources made'],
      ['– accepted', count(deliveries.accepted), 'read and vouched for'],
      ['– repeated', count(deliveries.repeated), 'the same delivery again; makes no observation'],
      ['– refused', count(deliveries.refused), `kept, not readable or not vouched for; ${count(deliveries.readLater)} read later`],
      ['Observations', count(deliveries.observations), 'what accepted deliveries said about alerts'],
      ['Alerts received', count(alerts.received), `population P2; numbers ${numbers}`],
      ['Alerts ended', count(reading.alerts.resolved), 'ends recorded in the period'],
      ['Left out by sources', count(deliveries.omitted), 'alerts that sources say they did not send'],
    ],
  }
}

export function differenceListing({ differences }: Findings): Listing {
  const all = Object.values(differences).flat()
  if (all.length === 0) return { said: 'The counts agree, and nothing is left to ask.', table: null }
  const open = all.filter(({ state }) => state === 'open').length
  return {
    said:
      open === 0
        ? 'Every difference is explained.'
        : `${plural(open, 'difference')} ${open === 1 ? 'is' : 'are'} open: somebody should ask about ${open === 1 ? 'it' : 'them'}.`,
    table: {
      caption: 'Differences',
      columns: ['', 'What', '#Count', 'Why'],
      rows: [...all]
        .sort((one, other) => Number(one.state === 'explained') - Number(other.state === 'explained'))
        .map((difference) => [
          ...[difference.state === 'open' ? '! open' : '✓ explained', difference.what, count(difference.count), difference.why],
        ]),
    },
  }
}

export function receiptTables(findings: Findings, hashed: Record<PopulationId, readonly HashedFile[]>) {
  return (Object.keys(hashed) as PopulationId[]).map((population) => ({
    title: `${population} – ${receiptTitle(population)}`,
    filter: filterOf(population, findings),
    table: {
      caption: `Files of population ${population}`,
      columns: ['File', 'One row is', '#Rows', 'SHA-256'],
      rows: hashed[population].map(({ file, sha256 }) => [file.name, file.holds, count(file.rowCount), sha256]),
    },
  }))
}
