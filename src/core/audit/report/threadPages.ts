// The threads of a package: one page for every incident of the period, written from its entries alone, the same by builder and verifier.
import { shortHash } from '../../document/phrases.ts'
import type { ThreadPaper } from '../../incident/paper/paper.ts'
import { threadHtml } from '../../incident/paper/threadHtml.ts'
import { threadPaper } from '../../incident/paper/threadPaper.ts'
import { incidentNumber } from '../../incident/words.ts'
import { simulatedLimit } from '../../ledger/claims.ts'
import type { Findings } from '../findings.ts'
import { declaredIn } from '../incidentReceipt.ts'
import { threadPath } from '../packageLayout.ts'
import type { AuditedIncident } from '../populations/incidents.ts'
import type { ReportFacts } from './reportModel.ts'

export type ThreadFacts = Pick<ReportFacts, 'findings' | 'organization' | 'closingRoot'>

/** Where the page of each incident of the period lies; by its number, and by its id where two should ever say they are the same. */
export function threadPaths(findings: Findings): Map<AuditedIncident, string> {
  return new Map(declaredIn(findings).map((record) => [record, threadPath(nameOfPage(record))]))
}

function nameOfPage({ number, incident }: AuditedIncident): string {
  return `${number === null ? 'incident' : incidentNumber(number)}-${incident.slice(-8)}`
}

/** One at a time: its entries are parsed when its page is written, and let go of again. */
export function threadPage({ findings, organization, closingRoot }: ThreadFacts, record: AuditedIncident): string {
  const { statement, reading, asOf } = findings
  const paper: ThreadPaper = threadPaper({
    ...{ organization, record, asOf, isRedacted: record.isPrivate },
    entries: reading.incidents.entriesOf(record.incident),
    reading: { nameOf: packageName, namesStayHome: true },
    identity: `ledger ${statement.origin} · checkpoint ${statement.closingSize} · root ${shortHash(closingRoot)}`,
    notes: [
      'People are named by the last characters of their id: names stay where the incident was recorded.',
      ...(reading.simulatedUntil === null ? [] : [simulatedLimit(reading.simulatedUntil)]),
    ],
  })
  return threadHtml(paper)
}

const kinds: Readonly<Record<string, string>> = { per: 'person', tok: 'token', src: 'source' }

/** Enough of an id to tell people apart; the whole of it stands at the end of each thread. */
function packageName(id: string): string | null {
  if (id === 'system') return 'Tickmark'
  const kind = kinds[id.slice(0, 3)]
  return kind === undefined ? null : `${kind} …${id.slice(-8)}`
}
