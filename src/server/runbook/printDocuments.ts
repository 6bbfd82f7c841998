// Copies for paper and for when nothing works: of a runbook, and of whom to reach.
import type { runbookApi } from '../../contract/runbook.ts'
import type { Paper, PrintedDocument } from '../../core/document/printedDocument.ts'
import { printedHtml } from '../../core/document/printedHtml.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import { type NamedContact, printedContacts } from '../../core/policy/printedContacts.ts'
import { printedRunbook } from '../../core/runbook/printedRunbook.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { versionOf } from '../document/documentStore.ts'
import { versionInForce, versionsInForce } from '../document/inForce.ts'
import { keptPdf } from '../files/keptPdf.ts'
import type { OpenCall } from '../http/route.ts'
import { contactsIn } from './contactsIn.ts'
import { organizationName, peopleToReach } from './contactViews.ts'
import { structureOf } from './parsedRunbooks.ts'
import { requireRunbook } from './readRunbooks.ts'
import { whomToCall } from './whomToCall.ts'

type Asked = OpenCall<typeof runbookApi.print> | OpenCall<typeof runbookApi.printContacts>

/** `at` stands in the PDF as when it was made: the same document is the same file. */
type ToPrint = { document: PrintedDocument; at: Instant; name: string }

const template = new URL('../files/document.typ', import.meta.url)

/** The page brings its own style and nothing else; a browser that opens it here runs nothing and asks nobody. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups"

export async function printRunbook(call: OpenCall<typeof runbookApi.print>): Promise<Uint8Array | string> {
  const { documentId } = call.params
  const { version } = call.query
  const toPrint = await reading(call, async (tx) => {
    const stored = await requireRunbook(tx, documentId, version, call.now)
    const document = printedRunbook(stored.markdown, stored, await organizationName(tx))
    return { document, at: stored.publishedAt, name: `${documentId}-v${stored.number}` }
  })
  return answer(call, toPrint)
}

export async function printContacts(call: OpenCall<typeof runbookApi.printContacts>): Promise<Uint8Array | string> {
  const { documentId } = call.params
  const { version } = call.query
  const toPrint = await reading(call, async (tx) => {
    const stored =
      version === undefined ? await versionInForce(tx, 'policy', documentId, call.now) : await versionOf(tx, 'policy', documentId, version)
    if (stored === undefined) throw new Refusal('not_found', 'There is no such policy here.')
    const runbooks = await versionsInForce(tx, 'runbook', call.now)
    const named: NamedContact[] = [
      ...contactsIn(structureOf(stored).runbook, stored.title),
      ...runbooks.flatMap((document) => contactsIn(structureOf(document).runbook, document.title)),
    ]
    const { paths, turns, numbers } = await whomToCall(tx, call.now)
    const document = printedContacts({
      ...{ policy: parsePolicy(stored.markdown).policy, version: stored, organization: await organizationName(tx) },
      ...{ people: await peopleToReach(tx, numbers, call.now), paths, turns, contacts: named, printedOn: call.now },
    })
    return { document, at: call.now, name: `${documentId}-contacts` }
  })
  return answer(call, toPrint)
}

function reading({ services, by, organizationId }: Asked, work: (tx: OrganizationTx) => Promise<ToPrint>): Promise<ToPrint> {
  if (by === null || organizationId === null) throw new Error('a print was reached without a sign-in')
  return inOrganization(services.database, organizationId, by, work, { readOnly: true })
}

async function answer({ query, reply }: Asked, { document, at, name }: ToPrint): Promise<Uint8Array | string> {
  const { format, paper }: { format: 'html' | 'pdf'; paper: Paper } = query
  reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`)
  if (format === 'html') {
    reply.header('content-security-policy', policy)
    return printedHtml(document)
  }
  reply.header('content-type', 'application/pdf')
  return keptPdf(template, { ...document, paper }, at)
}
