// A runbook as it goes on paper: its whole text, with what it is and which version it is at its head.

import type { DocumentVersion } from '../document/documentVersion.ts'
import { durationInWords } from '../document/duration.ts'
import { printBlocks } from '../document/printBlocks.ts'
import { documentIdentity, type PrintedDocument, placeholderNotice } from '../document/printedDocument.ts'
import { readDocument } from '../document/readDocument.ts'
import { formatInstant } from '../kernel/instant.ts'
import { parseRunbook } from './parseRunbook.ts'

export function printedRunbook(markdown: string, version: DocumentVersion, organization: string): PrintedDocument {
  const { runbook } = parseRunbook(markdown)
  const blocks = printBlocks(readDocument(markdown).blocks)
  const [first, ...rest] = blocks
  const facts: [string, string | null][] = [
    ['Version', `${version.number}, published ${formatInstant(version.publishedAt).slice(0, 16).replace('T', ' ')} UTC`],
    ['SHA-256', version.version],
    ['Owner', runbook.owner],
    ['For incidents of type', runbook.incidentType],
    ['Escalation path', runbook.escalation],
    ['Policy', runbook.policy],
    ['To be reviewed every', runbook.reviewEvery === null ? null : durationInWords(runbook.reviewEvery)],
  ]
  return {
    title: version.title,
    organization,
    facts: facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    notice: placeholderNotice(markdown),
    // The title stands above already.
    blocks: first?.kind === 'heading' && first.level === 1 ? rest : blocks,
    identity: documentIdentity(version),
  }
}
