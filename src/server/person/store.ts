// People, invitations and API tokens in the database.
import type { Role } from '../../core/kernel/actor.ts'
import type { InvitationId, PersonId, TokenId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { PersonStanding } from '../../core/people/access.ts'
import type { TokenStanding } from '../../core/people/peopleEntries.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

/** False where the address is somebody's already, also if that happened in this very moment. */
export async function insertPerson(
  { db, organizationId }: OrganizationTx,
  person: PersonStanding,
  passwordHash: string | null,
  now: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('person')
    .values({
      org_id: organizationId,
      person_id: person.personId,
      email: person.email,
      name: person.name,
      role: person.role,
      active_from: person.activeFrom,
      active_until: person.activeUntil,
      password_hash: passwordHash,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

type Row = { person_id: PersonId; name: string; email: string; role: Role; active_from: Instant; active_until: Instant | null }

const columns = ['person_id', 'name', 'email', 'role', 'active_from', 'active_until'] as const

function standing(row: Row): PersonStanding {
  return {
    personId: row.person_id,
    name: row.name,
    email: row.email,
    role: row.role,
    activeFrom: row.active_from,
    activeUntil: row.active_until,
  }
}

/**
 * The person and every admin, locked in one order: two admins who demote each other at once wait for each other,
 * and the second sees what the first did.
 */
export async function lockWithAdmins(
  { db }: OrganizationTx,
  personId: PersonId,
): Promise<{ person: PersonStanding | undefined; admins: PersonStanding[] }> {
  const rows = await db
    .selectFrom('person')
    .select(columns)
    .where((where) => where.or([where('person_id', '=', personId), where('role', '=', 'admin')]))
    .orderBy('person_id')
    .forUpdate()
    .execute()
  const all = rows.map(standing)
  return { person: all.find((one) => one.personId === personId), admins: all.filter(({ role }) => role === 'admin') }
}

export async function lockByEmail({ db }: OrganizationTx, email: string): Promise<PersonStanding | undefined> {
  const row = await db
    .selectFrom('person')
    .select(columns)
    .where((where) => where(where.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .forUpdate()
    .executeTakeFirst()
  return row && standing(row)
}

export async function saveAccess({ db }: OrganizationTx, person: PersonStanding): Promise<void> {
  await db
    .updateTable('person')
    .set({ role: person.role, active_until: person.activeUntil })
    .where('person_id', '=', person.personId)
    .execute()
}

/** Somebody who left and was invited again is the same person: what they did before stays theirs. */
export async function saveReturn({ db }: OrganizationTx, person: PersonStanding, passwordHash: string): Promise<void> {
  await db
    .updateTable('person')
    .set({
      name: person.name,
      role: person.role,
      active_from: person.activeFrom,
      active_until: person.activeUntil,
      password_hash: passwordHash,
    })
    .where('person_id', '=', person.personId)
    .execute()
}

export type NewInvitation = {
  invitationId: InvitationId
  email: string
  role: Role
  accessUntil: Instant | null
  tokenHash: Uint8Array
  invitedBy: string
  now: Instant
  expiresAt: Instant
}

export async function insertInvitation({ db, organizationId }: OrganizationTx, invitation: NewInvitation): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      org_id: organizationId,
      invitation_id: invitation.invitationId,
      email: invitation.email,
      role: invitation.role,
      access_until: invitation.accessUntil,
      token_hash: invitation.tokenHash,
      invited_by: invitation.invitedBy,
      created_at: invitation.now,
      expires_at: invitation.expiresAt,
    })
    .execute()
}

export type InvitationStanding = {
  email: string
  role: Role
  accessUntil: Instant | null
  expiresAt: Instant
  acceptedAt: Instant | null
  withdrawnAt: Instant | null
}

export async function lockInvitation({ db }: OrganizationTx, invitationId: InvitationId): Promise<InvitationStanding | undefined> {
  const row = await db.selectFrom('invitation').selectAll().where('invitation_id', '=', invitationId).forUpdate().executeTakeFirst()
  return (
    row && {
      email: row.email,
      role: row.role,
      accessUntil: row.access_until,
      expiresAt: row.expires_at,
      acceptedAt: row.accepted_at,
      withdrawnAt: row.withdrawn_at,
    }
  )
}

export async function saveAccepted({ db }: OrganizationTx, invitationId: InvitationId, now: Instant): Promise<void> {
  await db.updateTable('invitation').set({ accepted_at: now }).where('invitation_id', '=', invitationId).execute()
}

export async function saveWithdrawn({ db }: OrganizationTx, invitationId: InvitationId, now: Instant): Promise<void> {
  await db.updateTable('invitation').set({ withdrawn_at: now }).where('invitation_id', '=', invitationId).execute()
}

/** A new invitation to an address replaces those that are still open. */
export async function withdrawOpenTo({ db }: OrganizationTx, email: string, now: Instant): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where((where) => where(where.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
}

export type NewToken = TokenStanding & { tokenHash: Uint8Array; hint: string; createdBy: PersonId; now: Instant }

export async function insertToken({ db, organizationId }: OrganizationTx, token: NewToken): Promise<void> {
  await db
    .insertInto('api_token')
    .values({
      org_id: organizationId,
      token_id: token.tokenId,
      name: token.name,
      role: token.role,
      token_hash: token.tokenHash,
      hint: token.hint,
      created_by: token.createdBy,
      created_at: token.now,
      expires_at: token.expiresAt,
    })
    .execute()
}

export async function lockToken(
  { db }: OrganizationTx,
  tokenId: TokenId,
): Promise<(TokenStanding & { revokedAt: Instant | null }) | undefined> {
  const row = await db.selectFrom('api_token').selectAll().where('token_id', '=', tokenId).forUpdate().executeTakeFirst()
  return row && { tokenId, name: row.name, role: row.role, expiresAt: row.expires_at, revokedAt: row.revoked_at }
}

export async function saveRevoked({ db }: OrganizationTx, tokenId: TokenId, now: Instant): Promise<void> {
  await db.updateTable('api_token').set({ revoked_at: now }).where('token_id', '=', tokenId).execute()
}
