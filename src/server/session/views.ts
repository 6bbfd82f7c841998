// Who somebody is and where they are signed in, as they are shown it.
import type { z } from 'zod'
import type { Me, Session } from '../../contract/session.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { mayRole, type Permission, permissions } from '../../core/people/permission.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'

type MeView = z.output<typeof Me>
type SessionView = z.output<typeof Session>

type Standing = { name: string; email: string | null; accessUntil: Instant | null }

async function standingOf({ db }: OrganizationTx, by: SignedIn): Promise<Standing | undefined> {
  if (by.kind === 'token') {
    const token = await db.selectFrom('api_token').select(['name', 'expires_at']).where('token_id', '=', by.id).executeTakeFirst()
    return token && { name: token.name, email: null, accessUntil: token.expires_at }
  }
  const person = await db.selectFrom('person').select(['name', 'email', 'active_until']).where('person_id', '=', by.id).executeTakeFirst()
  return person && { name: person.name, email: person.email, accessUntil: person.active_until }
}

export async function meView(tx: OrganizationTx, by: SignedIn): Promise<MeView> {
  const organization = await tx.db.selectFrom('organization').selectAll().executeTakeFirst()
  const standing = await standingOf(tx, by)
  if (!organization || !standing) throw new Refusal('not_signed_in', 'This sign-in belongs to nobody any more.')
  return {
    actor: { id: by.id, kind: by.kind, name: standing.name, email: standing.email, role: by.role },
    organization: {
      id: organization.org_id,
      name: organization.name,
      time_zone: organization.time_zone,
      created_at: formatInstant(organization.created_at),
      simulated_until: organization.simulated_until === null ? null : formatInstant(organization.simulated_until),
    },
    permissions: (Object.keys(permissions) as Permission[]).filter((permission) => mayRole(by.role, permission)),
    access_until: standing.accessUntil === null ? null : formatInstant(standing.accessUntil),
  }
}

/** Sessions that would still be let in. `idle` is how long one may go unseen. */
export async function sessionViews({ db }: OrganizationTx, by: SignedIn, now: Instant, idle: number): Promise<SessionView[]> {
  if (by.kind !== 'person') return []
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('person_id', '=', by.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
  return rows
    .filter((row) => now - row.last_seen_at < idle)
    .map((row) => ({
      id: row.session_id,
      created_at: formatInstant(row.created_at),
      last_seen_at: formatInstant(row.last_seen_at),
      expires_at: formatInstant(row.expires_at),
      user_agent: row.user_agent,
      current: row.session_id === by.sessionId,
    }))
}
