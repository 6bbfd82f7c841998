// Keeps what was decided about pages: rows, entries, and a job for each that goes out from here, all or none of it.
import type { KeptPage } from '../../core/escalation/decidePage.ts'
import { isSentFromHere } from '../../core/escalation/page.ts'
import { endEntry, sentEntry } from '../../core/escalation/pageEntries.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { pageJob } from './pageJob.ts'
import { insertPage, saveEnd, touchIncident } from './pageStore.ts'

export type Decided = { ended: readonly KeptPage[]; made: readonly KeptPage[] }

export async function keepPages(
  tx: OrganizationTx,
  { jobs }: Pick<Services, 'jobs'>,
  incident: IncidentRow,
  { ended, made }: Decided,
  now: Instant,
): Promise<void> {
  const entries: NewEntry[] = []
  for (const page of ended) {
    await saveEnd(tx, page)
    entries.push(endEntry(incident, page))
  }
  for (const page of made) {
    await insertPage(tx, incident.incidentId, page)
    if (page.sentAt !== null) entries.push(sentEntry(incident, page, page.sentAt))
    if (page.end !== null) entries.push(endEntry(incident, page))
    else if (isSentFromHere(page.channel)) {
      const { organizationId } = tx
      await jobs.send(pageJob, { organizationId, pageId: page.pageId }, { tx, singletonKey: page.pageId })
    }
  }
  if (entries.length === 0 && made.length === 0) return
  await record(tx, entries, now)
  await touchIncident(tx, incident.incidentId, now)
}
