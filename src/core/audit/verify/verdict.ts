// What a verifier says: verified or not, why not, what is proved and, as plainly, what is not.
import { coverageInWords, coverageLimit, unknownInWords } from '../../document/coverageWords.ts'
import { formatInstant } from '../../kernel/instant.ts'
import { encodeBase64 } from '../../ledger/base64.ts'
import { limits, notAnchored, simulatedLimit } from '../../ledger/claims.ts'
import type { Findings } from '../findings.ts'
import { declaredIn } from '../incidentReceipt.ts'
import type { DefectArea } from '../packageDefect.ts'
import { paths } from '../packageLayout.ts'
import type { CheckedLog } from './checkLog.ts'
import type { CheckedStamps, TrustedStamp } from './checkStamps.ts'

export type Figures = {
  package: string
  audit: string
  name: string
  firstDay: string
  lastDay: string
  timeZone: string
  periodStart: string
  periodEnd: string
  origin: string
  openingSize: number
  closingSize: number
  closingRoot: string
  finalSize: number
  entries: number
  openings: number
  erased: number
  withheld: number
  incidents: number
  privateIncidents: number
  alerts: number
  reviewed: number
  reviewedLate: number
  notReviewed: number
  sources: number
  gaps: number
  refusedDeliveries: number
  timestamps: number
  trustedTimestamps: number
  simulatedEntries: number
}

export type Verdict =
  | { verified: true; proved: string[]; notProved: string[]; figures: Figures }
  | { verified: false; area: DefectArea; reason: string; proved: string[]; notProved: string[] }

/** Entries whose times were set by a demonstration. */
export type Simulated = { until: number; count: number; first: number; last: number }

export type Evidence = {
  findings: Findings
  log: CheckedLog
  stamps: CheckedStamps
  requestEntry: number
  simulated: Simulated | null
  stampsJudged: boolean
  /** Pages written again and found the same. */
  pages: readonly string[]
  /** How many incidents have a page; written again where the others were. */
  threads: number
  organization: string
}

export function verdictOf(evidence: Evidence): Verdict {
  return { verified: true, proved: proved(evidence), notProved: notProved(evidence), figures: figuresOf(evidence) }
}

function opensBefore({ findings: { statement }, stamps }: Evidence): TrustedStamp | undefined {
  return stamps.trusted.filter(({ at }) => at <= statement.period.start).sort((one, other) => other.at - one.at)[0]
}

function closesAfter({ findings: { statement }, stamps }: Evidence): TrustedStamp | undefined {
  return stamps.trusted.filter(({ at }) => at >= statement.period.end).sort((one, other) => one.at - other.at)[0]
}

function proved(evidence: Evidence): string[] {
  const { findings, log, requestEntry, pages, threads } = evidence
  const { statement, reading } = findings
  const { openingSize: a, closingSize: b } = statement
  const lines = [
    `Seals: the closing checkpoint (size ${b}) is signed by the key of ${log.closing.origin} that you gave, and the ${reading.count} entries #${a} to #${b - 1} are exactly those it seals, in their order: none changed, added, moved or left out.`,
    a === 0
      ? 'Completeness: the package begins with the log’s first entry.'
      : `Completeness: the package begins behind the opening checkpoint (size ${a}), whose hashes lead to the closing one; its first entry was recorded before the period, and the last ones after it.`,
    `Period: entry #${requestEntry} of the log names this audit and its period, ${statement.firstDay} to ${statement.lastDay} in ${statement.timeZone} (${formatInstant(statement.period.start)} up to ${formatInstant(statement.period.end)}).`,
    `Openings: ${reading.openingsRead} details and file hashes are the very bytes that their entries committed to.`,
    `Populations: P1 (${declaredIn(findings).length} incidents), P2 (${findings.alerts.received} alerts), P4 (${findings.sources.length} sources), P5 (reviews and corrective actions), P6 (notices) and P8 (${findings.documents.length} documents), with their receipts, were computed again from the entries and are the same byte for byte.`,
  ]
  const documents = reading.incidents.policyVersions().length
  if (documents > 0) {
    lines.push(
      `Policies: ${documents === 1 ? 'the text that incidents are judged by is the one' : `the ${documents} texts that incidents are judged by are those`} whose hash their entries name.`,
    )
  }
  lines.push(...acknowledgementsProved(findings))
  if (pages.length > 0) lines.push(`Pages: ${pages.join(' and ')} were written again from the entries and are the same.`)
  if (pages.length > 0 && threads > 0) lines.push(`Threads: ${threadsText(threads)} written again from the entries and are the same.`)
  for (const { name, checkpoint } of [...log.heldBefore, ...log.heldInside, ...log.heldAfter]) {
    lines.push(`Your checkpoint: the log extends the one you hold (${name}, size ${checkpoint.size}); nothing under it was rewritten.`)
  }
  if (log.final.size > b) lines.push(`The log went on to size ${log.final.size} and only added to what the package holds.`)
  return [...lines, ...bracketProved(evidence)]
}

/** So many are said in full; the others stand in the population. */
const mostSaid = 10

function acknowledgementsProved({ documents }: Findings): string[] {
  const said = documents.flatMap(({ title, answer }) => coverageInWords(answer).map((words) => `“${title}”: ${words}`))
  if (said.length === 0) return []
  const more = said.length > mostSaid ? [`${said.length - mostSaid} more versions stand in P8-acknowledgement-coverage.csv.`] : []
  return [
    `Acknowledgements: how many were asked and how many had acknowledged, at every change, was counted again from the entries, by id. ${[...said.slice(0, mostSaid), ...more].join(' ')}`,
  ]
}

/** What counting ids cannot show. */
function acknowledgementsNotProved({ documents }: Findings): string[] {
  if (documents.every(({ answer }) => coverageInWords(answer).length === 0)) return []
  const unknown = documents.flatMap(({ title, answer }) => {
    const words = unknownInWords(answer)
    return words === null ? [] : [`“${title}”: ${words}`]
  })
  return [
    `Whose the ids of those asked to acknowledge are: names are not in the package, and each can be shown and checked later. ${[coverageLimit, ...unknown].join(' ')}`,
  ]
}

function threadsText(threads: number): string {
  return threads === 1 ? 'the page of one incident in data/threads was' : `the pages of ${threads} incidents in data/threads were`
}

function bracketProved(evidence: Evidence): string[] {
  const [opens, closes] = [opensBefore(evidence), closesAfter(evidence)]
  const lines: string[] = []
  if (evidence.simulated !== null) return lines
  if (opens !== undefined) {
    lines.push(
      `Opening: all entries up to #${opens.size - 1} existed at ${formatInstant(opens.at)}, before the period began: ${opens.authority} vouches for it.`,
    )
  }
  if (closes !== undefined) {
    lines.push(
      `Closing: the log was sealed past the end of the period, for entry #${closes.entry} holds a timestamp of ${closes.authority} from ${formatInstant(closes.at)}: no short log was stamped late.`,
    )
  }
  const last = evidence.stamps.trusted.reduce<TrustedStamp | undefined>(
    (best, one) => (best === undefined || one.size > best.size ? one : best),
    undefined,
  )
  if (last !== undefined)
    lines.push(
      `Time: the entries up to #${last.size - 1} existed at ${formatInstant(last.at)}; ${evidence.stamps.trusted.length} timestamps bracket the others.`,
    )
  return lines
}

function notProved(evidence: Evidence): string[] {
  const { findings, log, simulated, pages, threads, organization } = evidence
  const lines = [...anchoring(evidence)]
  if (findings.statement.openingSize > 0) {
    lines.push(
      `That no entry that documents rest on was kept back from before #${findings.statement.openingSize}: those in the package lie under the opening checkpoint, and they are as many as entry #${evidence.requestEntry} says there were.`,
    )
  }
  if (simulated !== null) {
    const range =
      simulated.count === 1 ? `entry #${simulated.first}` : `${simulated.count} entries, from #${simulated.first} to #${simulated.last}`
    lines.push(`${simulatedLimit(simulated.until as Findings['asOf'])} These are ${range}: no time bracket is claimed for them.`)
  }
  if (log.heldBefore.length + log.heldInside.length + log.heldAfter.length === 0) {
    lines.push('You gave no checkpoint of your own (--checkpoint): that the log was the same when you last looked is not shown.')
  }
  lines.push(...acknowledgementsNotProved(findings))
  lines.push(limits.rewriting, limits.bracket, limits.neverRecorded, limits.actors)
  const notCompared = [paths.reportHtml, paths.readme].filter((path) => !pages.includes(path))
  const carried = [paths.reportPdf, ...notCompared, ...(threads > 0 && pages.length === 0 ? ['data/threads'] : []), paths.verifier]
  lines.push(
    `${carried.join(', ')}: they are as listed in the manifest, but nothing in the log says what they hold. The populations decide.`,
  )
  lines.push(`That the log is that of “${organization}”: the name stands in bag-info.txt alone. The key you gave says whose log it is.`)
  lines.push(
    'Personal slots and the bodies of deliveries are not in the package; their commitments and hashes are, so each can be shown and checked later.',
  )
  const { gaps, differences } = findings
  const hidden = declaredIn(findings).filter(({ isPrivate }) => isPrivate).length
  if (hidden > 0)
    lines.push(
      `What happened in ${hidden === 1 ? 'one private incident' : `${hidden} private incidents`}: number, state and severity are shown, and that each entry is there is proved; what they say stays closed.`,
    )
  const open = Object.values(differences)
    .flat()
    .filter(({ state }) => state === 'open').length
  if (open > 0)
    lines.push(
      `The receipts list ${open === 1 ? 'one open difference' : `${open} open differences`}: that ${open === 1 ? 'it is' : 'they are'} listed is proved, what ${open === 1 ? 'it means' : 'they mean'} is not.`,
    )
  if (gaps.length > 0)
    lines.push(`What happened while sources were silent (${gaps.length === 1 ? 'one gap' : `${gaps.length} gaps`}) is not in any log.`)
  return lines
}

function anchoring(evidence: Evidence): string[] {
  const { findings, stamps, stampsJudged, simulated } = evidence
  const stampCount = stamps.trusted.length + stamps.untrusted.count + stamps.unjudged
  const sent = findings.reading.anchors.length - stampCount
  const elsewhere =
    sent > 0
      ? ` ${sent} times the log says that a checkpoint was mailed, posted or copied: compare the ones you received (--checkpoint).`
      : ''
  if (stampCount === 0)
    return [
      `Not anchored by a timestamp authority (${notAnchored}): no timestamp lies between the checkpoints, so no time is proved.${elsewhere}`,
    ]
  if (!stampsJudged) {
    return [
      `${stampCount} timestamps are in the package and were not judged, because no authority was named (--tsa): no time is proved.${elsewhere}`,
    ]
  }
  const lines: string[] = []
  if (stamps.untrusted.count > 0) {
    lines.push(`${stamps.untrusted.count} timestamps are not vouched for by the authorities you named. ${stamps.untrusted.reason ?? ''}`)
  }
  if (simulated !== null) return lines
  if (opensBefore(evidence) === undefined) {
    lines.push(
      'No timestamp from before the period covers the opening: that the entries before the package existed when the period began is not proved.',
    )
  }
  if (closesAfter(evidence) === undefined) {
    lines.push('No timestamp from after the period lies in the log: that it was sealed past the end of the period rests on its own clock.')
  }
  return lines
}

function figuresOf({ findings, log, stamps, simulated }: Evidence): Figures {
  const { statement, reading, alerts } = findings
  return {
    ...{
      package: statement.package,
      audit: statement.audit,
      name: statement.name,
      firstDay: statement.firstDay,
      lastDay: statement.lastDay,
    },
    ...{ timeZone: statement.timeZone, periodStart: formatInstant(statement.period.start), periodEnd: formatInstant(statement.period.end) },
    ...{ origin: log.closing.origin, openingSize: statement.openingSize, closingSize: statement.closingSize },
    ...{ closingRoot: encodeBase64(log.closing.root), finalSize: log.final.size, entries: reading.count, openings: reading.openingsRead },
    ...{ erased: reading.missing.length - reading.withheld().length, withheld: reading.withheld().length },
    incidents: declaredIn(findings).length,
    privateIncidents: declaredIn(findings).filter(({ isPrivate }) => isPrivate).length,
    ...{ alerts: alerts.received, reviewed: alerts.reviewed, reviewedLate: alerts.late },
    ...{ notReviewed: alerts.overdue + alerts.open, sources: findings.sources.length, gaps: findings.gaps.length },
    ...{ refusedDeliveries: findings.deliveries.refused, trustedTimestamps: stamps.trusted.length },
    timestamps: stamps.trusted.length + stamps.untrusted.count + stamps.unjudged,
    simulatedEntries: simulated?.count ?? 0,
  }
}
