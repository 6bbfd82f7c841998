// The questions that may be asked before an organization is known, typed. Their SQL, and what each may see, is in guarantees/doors.sql.
import type { Role } from '../core/kernel/actor.ts'
import type { InvitationId, OrganizationId, PersonId, SessionId, SourceId, TokenId } from '../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../core/kernel/instant.ts'
import type { Database } from './database.ts'
import type { JsonObject } from './tables.generated.ts'

type Hash = Uint8Array

/** Columns come as `expires_at` and leave as `expiresAt`. */
function camel<Answer>(row: object): Answer {
  const renamed = Object.entries(row).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value])
  return Object.fromEntries(renamed) as Answer
}

async function one<Answer>(database: Database, call: string, values: unknown[]): Promise<Answer | undefined> {
  const { rows } = await database.execute<object>(`select * from door.${call}`, values)
  return rows[0] && camel<Answer>(rows[0])
}

async function value<T>(database: Database, call: string, values: unknown[]): Promise<T> {
  const { rows } = await database.execute<{ answer: T }>(`select door.${call} as answer`, values)
  const [row] = rows
  if (!row) throw new Error(`door.${call} gave no answer`)
  return row.answer
}

export type SourceAtDoor = {
  orgId: OrganizationId
  sourceId: SourceId
  name: string
  integration: string
  keyHash: Uint8Array
  /** What the tool signs with, sealed with the server's secret key; null where it signs nothing. */
  secretSealed: Uint8Array | null
  settings: JsonObject
  heartbeatSeconds: number | null
  reviewTargetSeconds: number
  coverageIntent: '24x7' | 'business_hours'
  createdAt: Instant
  retiredAt: Instant | null
}

/** Which source a webhook's key opens: also a retired one, so that the answer can say so. */
export function sourceByKeyHash(database: Database, hash: Hash): Promise<SourceAtDoor | undefined> {
  return one(database, 'source_by_key_hash($1)', [hash])
}

export type SessionAtDoor = {
  orgId: OrganizationId
  organizationName: string
  timeZone: string
  sessionId: SessionId
  createdAt: Instant
  lastSeenAt: Instant
  expiresAt: Instant
  endedAt: Instant | null
  personId: PersonId
  personName: string
  email: string
  role: Role
  activeFrom: Instant
  activeUntil: Instant | null
}

/** The session and its person as they stand; whether they are still good is decided by the caller, who knows the time. */
export function sessionByTokenHash(database: Database, hash: Hash): Promise<SessionAtDoor | undefined> {
  return one(database, 'session_by_token_hash($1)', [hash])
}

export type ApiTokenAtDoor = {
  orgId: OrganizationId
  organizationName: string
  timeZone: string
  tokenId: TokenId
  name: string
  role: Role
  expiresAt: Instant | null
  revokedAt: Instant | null
  lastUsedAt: Instant | null
}

export function apiTokenByHash(database: Database, hash: Hash): Promise<ApiTokenAtDoor | undefined> {
  return one(database, 'api_token_by_hash($1)', [hash])
}

export type SignInCandidate = {
  orgId: OrganizationId
  organizationName: string
  personId: PersonId
  name: string
  role: Role
  /** argon2id in PHC form; null until a password was set. */
  passwordHash: string | null
  activeFrom: Instant
  activeUntil: Instant | null
}

/** The people with this address, at most twenty: one may be known in several organizations. */
export async function signInCandidates(database: Database, email: string): Promise<SignInCandidate[]> {
  const { rows } = await database.execute<object>('select * from door.sign_in_candidates($1)', [email])
  return rows.map((row) => camel<SignInCandidate>(row))
}

export type InvitationAtDoor = {
  orgId: OrganizationId
  organizationName: string
  invitationId: InvitationId
  email: string
  role: Role
  accessUntil: Instant | null
  expiresAt: Instant
  acceptedAt: Instant | null
  withdrawnAt: Instant | null
}

export function invitationByTokenHash(database: Database, hash: Hash): Promise<InvitationAtDoor | undefined> {
  return one(database, 'invitation_by_token_hash($1)', [hash])
}

export type SignInLinkAtDoor = {
  orgId: OrganizationId
  organizationName: string
  personId: PersonId
  personName: string
  role: Role
  activeFrom: Instant
  activeUntil: Instant | null
  singleUse: boolean
  expiresAt: Instant
  usedAt: Instant | null
}

export function signInLinkByTokenHash(database: Database, hash: Hash): Promise<SignInLinkAtDoor | undefined> {
  return one(database, 'sign_in_link_by_token_hash($1)', [hash])
}

export type SetupLink = { tokenHash: Uint8Array; createdAt: Instant; expiresAt: Instant; usedAt: Instant | null }

export async function createSetupLink(database: Database, hash: Hash, at: Instant, until: Instant): Promise<void> {
  await database.execute('select door.create_setup_link($1, $2, $3)', [hash, formatInstant(at), formatInstant(until)])
}

export function setupLinkByHash(database: Database, hash: Hash): Promise<SetupLink | undefined> {
  return one(database, 'setup_link_by_hash($1)', [hash])
}

/** True for exactly one caller, and never after the link has expired. */
export function useSetupLink(database: Database, hash: Hash, at: Instant): Promise<boolean> {
  return value(database, 'use_setup_link($1, $2)', [hash, formatInstant(at)])
}

/** Links that were never used stop working. */
export async function voidSetupLinks(database: Database, at: Instant): Promise<void> {
  await database.execute('select door.void_setup_links($1)', [formatInstant(at)])
}

export type Attempt = { keyHash: Uint8Array; failures: number; firstAt: Instant; lastAt: Instant }

export function attemptByKeyHash(database: Database, hash: Hash): Promise<Attempt | undefined> {
  return one(database, 'attempt_by_key_hash($1)', [hash])
}

/** Counts one failure and answers the count; a count that began before `since` begins anew. */
export function countFailure(database: Database, hash: Hash, at: Instant, since: Instant): Promise<number> {
  return value(database, 'count_failure($1, $2, $3)', [hash, formatInstant(at), formatInstant(since)])
}

export async function forgetAttempt(database: Database, hash: Hash): Promise<void> {
  await database.execute('select door.forget_attempt($1)', [hash])
}

export function forgetAttemptsBefore(database: Database, at: Instant): Promise<number> {
  return value(database, 'forget_attempts_before($1)', [formatInstant(at)])
}

/** Organizations with recorded entries that wait to be sealed. */
export async function organizationsWithInbox(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>('select id from door.organizations_with_inbox() as id')
  return rows.map(({ id }) => id)
}

/** Organizations that send checkpoints anywhere. */
export async function organizationsWithDestinations(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>('select id from door.organizations_with_destinations() as id')
  return rows.map(({ id }) => id)
}

/** Every organization, in byte order. */
export async function organizationIds(database: Database): Promise<OrganizationId[]> {
  const { rows } = await database.execute<{ id: OrganizationId }>('select id from door.organization_ids() as id')
  return rows.map(({ id }) => id)
}

export function organizationCount(database: Database): Promise<number> {
  return value(database, 'organization_count()', [])
}
