// Has the linter read what it has not read as it stands. Whoever looks at a list asks; the linter itself lives above, in `consistency`.
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Services } from '../services.ts'

export const scoresJob = 'document.scores'
export type ScoresPayload = { organizationId: OrganizationId }

/** However many ask at the same time, it is done once. */
export function askForScores({ jobs }: Pick<Services, 'jobs'>, organizationId: OrganizationId): Promise<void> {
  return jobs.send<ScoresPayload>(scoresJob, { organizationId }, { singletonKey: organizationId })
}
