// The two roles every organization's rows are guarded with, made where they are missing, without being a superuser.
import type { Session } from './database.ts'

/** `tickmark_app`: what a request may do. `tickmark_door`: owns the few functions that open before an organization is known. */
const roles = ['tickmark_app', 'tickmark_door'] as const
type RoleName = (typeof roles)[number]

/** Roles belong to the whole cluster: other databases may be making the same ones in this moment, under another database's lock. */
const alreadyThere = new Set(['42710', '23505'])
const tries = 20

function code(error: unknown): string {
  return String((error as { code?: unknown }).code)
}

function isRace(error: unknown): boolean {
  return error instanceof Error && (alreadyThere.has(code(error)) || /tuple concurrently (updated|deleted)/.test(error.message))
}

async function settle(session: Session, statement: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      await session.query(statement)
      return
    } catch (error) {
      if (alreadyThere.has(code(error)) && statement.startsWith('create role')) return
      if (!isRace(error) || attempt === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, 25 * attempt))
    }
  }
}

type Standing = { name: string; version: number; superuser: boolean; may_create: boolean }

async function standing(session: Session): Promise<Standing> {
  const { rows } = await session.query<Standing>(`
    select current_user::text as name, current_setting('server_version_num')::int as version,
      rolsuper as superuser, rolcreaterole or rolsuper as may_create
    from pg_roles where rolname = current_user`)
  const [found] = rows
  if (!found) throw new Error('The connecting role is not to be found in pg_roles.')
  return found
}

async function exists(session: Session, role: RoleName): Promise<boolean> {
  const { rows } = await session.query('select 1 from pg_roles where rolname = $1', [role])
  return rows.length > 0
}

/** SET: may become it. USAGE: has what it has, without becoming it. */
async function may(session: Session, role: RoleName, version: number): Promise<boolean> {
  const ways = role === 'tickmark_app' ? ['member', 'usage'] : ['member']
  if (version >= 160000) ways[0] = 'set'
  for (const way of ways) {
    const { rows } = await session.query<{ yes: boolean }>('select pg_has_role(current_user, $1, $2) as yes', [role, way])
    if (!rows[0]?.yes) return false
  }
  return true
}

/** From version 16 on the door's policies need not rub off on the connecting role: it may become the door, and inherits nothing. */
function grantStatement(role: RoleName, version: number): string {
  if (version < 160000) return `grant ${role} to current_user`
  return `grant ${role} to current_user with set true, inherit ${role === 'tickmark_app'}`
}

function ask(name: string, role: RoleName): Error {
  return new Error(
    `The database role "${name}" may not use "${role}". Let a superuser run this once, then start again:\n` +
      `  create role tickmark_app nologin;  create role tickmark_door nologin;  -- those that are missing\n` +
      `  grant tickmark_app, tickmark_door to "${name}";`,
  )
}

export async function ensureRoles(session: Session): Promise<void> {
  const { name, version, superuser, may_create: mayCreate } = await standing(session)
  for (const role of roles) {
    if (!(await exists(session, role))) {
      if (!mayCreate) throw ask(name, role)
      await settle(session, `create role ${role} nologin`)
    }
    if (superuser || (await may(session, role, version))) continue
    try {
      await settle(session, grantStatement(role, version))
    } catch (error) {
      if (code(error) === '42501') throw ask(name, role)
      throw error
    }
    if (!(await may(session, role, version))) throw ask(name, role)
  }
}
