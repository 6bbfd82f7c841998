// Which path does an incident's policy name for its severity?

import type { StoredPath } from '../../core/escalation/storedPath.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { pathByKey } from './pathStore.ts'
import { policyMarkdown } from './policyViews.ts'

export type NamedPath = { named: string | null; severity: string | null; path: StoredPath | null }

/** Until the severity is set it is taken for the worst: calling one too many costs less than calling none. */
export async function namedPath(tx: OrganizationTx, incident: IncidentRow): Promise<NamedPath> {
  const markdown = await policyMarkdown(tx, incident.policyId, incident.policyVersion)
  const levels = markdown === undefined ? [] : parsePolicy(markdown).policy.severities
  const level = levels.find((one) => one.level === incident.severity) ?? levels[0]
  const named = level?.escalation ?? null
  return { named, severity: level?.level ?? null, path: named === null ? null : ((await pathByKey(tx, named)) ?? null) }
}
