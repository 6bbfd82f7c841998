// Sessions and sign-in links in the database.
import type { PersonId, SessionId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { PersonStanding } from '../../core/people/access.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type NewSession = {
  sessionId: SessionId
  personId: PersonId
  tokenHash: Uint8Array
  userAgent: string
  now: Instant
  expiresAt: Instant
}

export async function insertSession({ db, organizationId }: OrganizationTx, session: NewSession): Promise<void> {
  await db
    .insertInto('session')
    .values({
      org_id: organizationId,
      session_id: session.sessionId,
      person_id: session.personId,
      token_hash: session.tokenHash,
      user_agent: session.userAgent,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function endSession({ db }: OrganizationTx, sessionId: SessionId, now: Instant): Promise<void> {
  await db.updateTable('session').set({ ended_at: now }).where('session_id', '=', sessionId).where('ended_at', 'is', null).execute()
}

/** Every session of a person but `keep`. */
export async function endSessionsOf({ db }: OrganizationTx, personId: PersonId, now: Instant, keep?: SessionId): Promise<void> {
  const sessions = db.updateTable('session').set({ ended_at: now }).where('person_id', '=', personId).where('ended_at', 'is', null)
  await (keep === undefined ? sessions : sessions.where('session_id', '<>', keep)).execute()
}

/** Sessions that ended long ago say nothing any more: what they did is on record under the person. */
export async function deleteSessionsBefore({ db }: OrganizationTx, at: Instant): Promise<void> {
  await db
    .deleteFrom('session')
    .where((where) => where.or([where('ended_at', '<', at), where('expires_at', '<', at)]))
    .execute()
}

export async function lockPassword({ db }: OrganizationTx, personId: PersonId): Promise<string | null | undefined> {
  const row = await db.selectFrom('person').select('password_hash').where('person_id', '=', personId).forUpdate().executeTakeFirst()
  return row?.password_hash
}

export async function savePassword({ db }: OrganizationTx, personId: PersonId, hash: string | null): Promise<void> {
  await db.updateTable('person').set({ password_hash: hash }).where('person_id', '=', personId).execute()
}

/** Only where the hash is still the one that was checked: somebody may have changed the password meanwhile. */
export async function replacePassword({ db }: OrganizationTx, personId: PersonId, from: string, to: string): Promise<void> {
  await db.updateTable('person').set({ password_hash: to }).where('person_id', '=', personId).where('password_hash', '=', from).execute()
}

export type NewSignInLink = { personId: PersonId; tokenHash: Uint8Array; singleUse: boolean; now: Instant; expiresAt: Instant }

export async function insertSignInLink({ db, organizationId }: OrganizationTx, link: NewSignInLink): Promise<void> {
  await db
    .insertInto('sign_in_link')
    .values({
      org_id: organizationId,
      token_hash: link.tokenHash,
      person_id: link.personId,
      single_use: link.singleUse,
      created_at: link.now,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** True for exactly one caller where the link is for one use. */
export async function spendSignInLink({ db }: OrganizationTx, tokenHash: Uint8Array, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where((where) => where.or([where('used_at', 'is', null), where('single_use', '=', false)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Links of a person that were not used yet stop working. */
export async function voidSignInLinksOf({ db }: OrganizationTx, personId: PersonId, now: Instant): Promise<void> {
  await db.updateTable('sign_in_link').set({ expires_at: now }).where('person_id', '=', personId).where('expires_at', '>', now).execute()
}

/** Locked until the transaction ends. */
export async function lockStanding({ db }: OrganizationTx, personId: PersonId): Promise<PersonStanding | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['name', 'email', 'role', 'active_from', 'active_until'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  return row && { personId, name: row.name, email: row.email, role: row.role, activeFrom: row.active_from, activeUntil: row.active_until }
}

export async function saveName({ db }: OrganizationTx, personId: PersonId, name: string): Promise<void> {
  await db.updateTable('person').set({ name }).where('person_id', '=', personId).execute()
}
