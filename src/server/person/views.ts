// People, invitations and tokens as they are shown.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ApiToken, Invitation, Person } from '../../contract/person.ts'
import type { Who } from '../../contract/shapes.ts'
import { type InvitationId, isId, type PersonId, type TokenId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { isActive } from '../../core/people/access.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

type PersonView = z.output<typeof Person>
type InvitationView = z.output<typeof Invitation>
type TokenView = z.output<typeof ApiToken>
type WhoView = z.output<typeof Who>

const time = (at: Instant | null) => (at === null ? null : formatInstant(at))

/** Those with access first, by name. */
export async function personViews({ db }: OrganizationTx, now: Instant, only?: PersonId): Promise<PersonView[]> {
  const people = db
    .selectFrom('person')
    .leftJoin('session', (join) => join.onRef('session.org_id', '=', 'person.org_id').onRef('session.person_id', '=', 'person.person_id'))
    .select(['person.person_id', 'name', 'email', 'role', 'active_from', 'active_until'])
    .select((select) => select.fn.max('session.last_seen_at').as('last_seen_at'))
    .groupBy(['person.org_id', 'person.person_id'])
    .orderBy(sql`lower(name)`)
    .orderBy('person.person_id')
  const rows = await (only === undefined ? people : people.where('person.person_id', '=', only)).execute()
  return rows
    .map((row) => ({
      id: row.person_id,
      name: row.name,
      email: row.email,
      role: row.role,
      active_from: formatInstant(row.active_from),
      active_until: time(row.active_until),
      active: isActive({ role: row.role, activeFrom: row.active_from, activeUntil: row.active_until }, now),
      last_seen_at: time(row.last_seen_at),
    }))
    .sort((left, right) => Number(right.active) - Number(left.active))
}

/** Names of whoever made something: people and tokens, by id. */
async function namesOf({ db }: OrganizationTx, ids: readonly string[]): Promise<(id: string) => WhoView> {
  const people = ids.filter((id) => isId('person', id))
  const tokens = ids.filter((id) => isId('token', id))
  const found = new Map<string, WhoView>()
  if (people.length > 0) {
    const rows = await db.selectFrom('person').select(['person_id', 'name']).where('person_id', 'in', people).execute()
    for (const { person_id: id, name } of rows) found.set(id, { id, kind: 'person', name })
  }
  if (tokens.length > 0) {
    const rows = await db.selectFrom('api_token').select(['token_id', 'name']).where('token_id', 'in', tokens).execute()
    for (const { token_id: id, name } of rows) found.set(id, { id, kind: 'token', name })
  }
  return (id) => found.get(id) ?? { id, kind: 'system', name: 'Tickmark' }
}

type InvitationTimes = { accepted_at: Instant | null; withdrawn_at: Instant | null; expires_at: Instant }

function invitationState({ accepted_at: accepted, withdrawn_at: withdrawn, expires_at: expires }: InvitationTimes, now: Instant) {
  if (accepted !== null) return 'accepted'
  if (withdrawn !== null) return 'withdrawn'
  return now < expires ? 'open' : 'expired'
}

export async function invitationViews(tx: OrganizationTx, now: Instant, only?: InvitationId): Promise<InvitationView[]> {
  const invitations = tx.db.selectFrom('invitation').selectAll().orderBy('created_at', 'desc').orderBy('invitation_id', 'desc').limit(500)
  const rows = await (only === undefined ? invitations : invitations.where('invitation_id', '=', only)).execute()
  const who = await namesOf(tx, [...new Set(rows.map((row) => row.invited_by))])
  return rows
    .map(
      (row) =>
        ({
          id: row.invitation_id,
          email: row.email,
          role: row.role,
          access_until: time(row.access_until),
          invited_by: who(row.invited_by),
          created_at: formatInstant(row.created_at),
          expires_at: formatInstant(row.expires_at),
          state: invitationState(row, now),
        }) satisfies InvitationView,
    )
    .sort((left, right) => Number(right.state === 'open') - Number(left.state === 'open'))
}

/** Working ones first, newest first. */
export async function tokenViews(tx: OrganizationTx, only?: TokenId): Promise<TokenView[]> {
  const tokens = tx.db.selectFrom('api_token').selectAll().orderBy('created_at', 'desc').orderBy('token_id', 'desc')
  const rows = await (only === undefined ? tokens : tokens.where('token_id', '=', only)).execute()
  const who = await namesOf(tx, [...new Set(rows.map((row) => row.created_by))])
  return rows
    .map((row) => ({
      id: row.token_id,
      name: row.name,
      role: row.role,
      hint: row.hint,
      created_by: who(row.created_by),
      created_at: formatInstant(row.created_at),
      expires_at: time(row.expires_at),
      revoked_at: time(row.revoked_at),
      last_used_at: time(row.last_used_at),
    }))
    .sort((left, right) => Number(left.revoked_at !== null) - Number(right.revoked_at !== null))
}
