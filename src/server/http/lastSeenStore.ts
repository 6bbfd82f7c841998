// Writes down when a session was last seen and a token last used.
import type { PersonActor, TokenActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { Database } from '../../database/connect.ts'
import { inOrganization } from '../../database/inOrganization.ts'

export async function noteSessionSeen(database: Database, organizationId: OrganizationId, by: PersonActor, now: Instant): Promise<void> {
  await inOrganization(database, organizationId, by, ({ db }) =>
    db
      .updateTable('session')
      .set({ last_seen_at: now })
      .where('session_id', '=', by.sessionId)
      .where('ended_at', 'is', null)
      .where('last_seen_at', '<', now)
      .execute(),
  )
}

export async function noteTokenUsed(database: Database, organizationId: OrganizationId, by: TokenActor, now: Instant): Promise<void> {
  await inOrganization(database, organizationId, by, ({ db }) =>
    db.updateTable('api_token').set({ last_used_at: now }).where('token_id', '=', by.id).execute(),
  )
}
