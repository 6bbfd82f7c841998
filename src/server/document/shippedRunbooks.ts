// The runbooks that come with the software: what every organization has to begin with, until it has its own.
import { readdirSync, readFileSync } from 'node:fs'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { publishShipped } from './publishShipped.ts'

const folder = new URL('../../../catalogues/templates/runbooks/', import.meta.url)

type Shipped = { documentId: string; markdown: string }

let read: readonly Shipped[] | undefined

/** A file is named after its document. Read once: they change only with the software. */
function shippedRunbooks(): readonly Shipped[] {
  read ??= readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ documentId: name.slice(0, -'.md'.length), markdown: readFileSync(new URL(name, folder), 'utf8') }))
  return read
}

/** Those that are versions already stay as they are. */
export async function publishShippedRunbooks(tx: OrganizationTx, now: Instant): Promise<void> {
  for (const { documentId, markdown } of shippedRunbooks()) await publishShipped(tx, 'runbook', documentId, markdown, now)
}
