// The thread of an incident as a paper to take away: one page of HTML, or a PDF for archives.
import type { incidentApi } from '../../contract/incident.ts'
import type { ThreadPaper } from '../../core/incident/paper/paper.ts'
import { threadHtml } from '../../core/incident/paper/threadHtml.ts'
import { threadPaper } from '../../core/incident/paper/threadPaper.ts'
import { incidentRecord } from '../../core/incident/record/incidentRecord.ts'
import { incidentNumber } from '../../core/incident/words.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { type Instant, minute, toInstant } from '../../core/kernel/instant.ts'
import { simulatedLimit } from '../../core/ledger/claims.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { keptPdf } from '../files/keptPdf.ts'
import type { OpenCall } from '../http/route.ts'
import { readLedger } from '../ledger/ledgerStore.ts'
import { openedEntriesOf } from '../ledger/objectViews.ts'
import { whoIs } from '../ledger/whoViews.ts'
import { noSuchIncident, seeIncident } from './incidentAccess.ts'
import { organizationOnPaper } from './paperViews.ts'
import { pinnedPolicy } from './policyInForce.ts'

type Asked = OpenCall<typeof incidentApi.threadHtml> | OpenCall<typeof incidentApi.threadPdf>
type ToPrint = { paper: ThreadPaper; name: string; at: Instant }

const template = new URL('./thread.typ', import.meta.url)

/** The page brings its own style and nothing else; a browser that opens it here runs nothing and asks nobody. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

export async function printThreadHtml(call: OpenCall<typeof incidentApi.threadHtml>): Promise<string> {
  const { paper, name } = await paperOf(call)
  call.reply.headers({ 'content-disposition': inline(`${name}.html`), 'content-security-policy': policy })
  return threadHtml(paper)
}

export async function printThreadPdf(call: OpenCall<typeof incidentApi.threadPdf>): Promise<Uint8Array> {
  const { paper, name, at } = await paperOf(call)
  call.reply.header('content-disposition', inline(`${name}.pdf`))
  return keptPdf(template, paper, at)
}

function inline(name: string): string {
  return `inline; filename="${name}"`
}

function paperOf({ services, by, organizationId, params, now }: Asked): Promise<ToPrint> {
  if (by === null || organizationId === null) throw new Error('a print was reached without a sign-in')
  const work = (tx: OrganizationTx) => compose(tx, by, params.incidentId, now)
  return inOrganization(services.database, organizationId, by, work, { readOnly: true })
}

async function compose(tx: OrganizationTx, by: Actor, incidentId: IncidentId, now: Instant): Promise<ToPrint> {
  const { row, open } = await seeIncident(tx, by, incidentId)
  const entries = await openedEntriesOf(tx, incidentId)
  const { policy: judge, version } = await pinnedPolicy(tx, row)
  const last = Math.max(row.declaredAt, ...entries.map(({ header }) => header.rec))
  // By the minute: whoever presses twice is given the same paper.
  const asOf = toInstant(Math.max(last, now - (now % minute)))
  const judged = { madePrivate: row.isPrivate, seesPrivate: open, policies: new Map([[version, judge]]), asOf }
  const record = incidentRecord(entries, judged)
  if (record === undefined) throw noSuchIncident()
  const who = await whoIs(tx, idsIn(entries.flatMap(({ header, slots }) => [header.act, JSON.stringify(slots)])))
  const { name, simulatedUntil } = await organizationOnPaper(tx)
  const ledger = await readLedger(tx)
  const waiting = entries.filter(({ index }) => index === null).length
  const paper = threadPaper({
    ...{ organization: name, record: { ...record, number: row.number }, entries, isRedacted: !open, asOf },
    reading: { nameOf: (id) => who(id).name, namesStayHome: false },
    identity: ledger === undefined ? 'no ledger yet' : `ledger ${ledger.origin}`,
    notes: [
      ...(waiting > 0 && open
        ? [`${waiting === 1 ? 'One entry waits' : `${waiting} entries wait`} to be sealed: it has no number yet.`]
        : []),
      ...(simulatedUntil === null ? [] : [simulatedLimit(simulatedUntil)]),
    ],
  })
  return { paper, name: `${incidentNumber(row.number)}-thread`, at: asOf }
}

/** Whoever is named by id anywhere in what was said. */
function idsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/\b(?:per|tok|src)_[0-9a-f]{32}\b|^system$/g) ?? [])
}
