// Signing in and out.
import { z } from 'zod'
import { roles } from '../core/kernel/actor.ts'
import { type Permission, permissions } from '../core/people/permission.ts'
import { endpoint } from './endpoint.ts'
import { EmailAddress, Organization, Password } from './organization.ts'
import { idOf, none, Time, words } from './shapes.ts'

export const Me = z.object({
  actor: z.object({
    id: z.string(),
    kind: z.enum(['person', 'token']),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
  }),
  organization: Organization,
  permissions: z.array(z.enum(Object.keys(permissions) as [Permission, ...Permission[]])),
  access_until: Time.nullable().describe('When this access ends by itself; null: no end is set'),
})

export const Session = z.object({
  id: idOf('session'),
  created_at: Time,
  last_seen_at: Time,
  expires_at: Time,
  user_agent: z.string(),
  current: z.boolean(),
})

export const sessionApi = {
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    needs: 'anyone',
    status: 201,
    summary: 'Sign in with e-mail address and password; sets the session cookie',
    description: 'The same answer, in the same time, whether the address is known or not.',
    body: z.object({ email: EmailAddress, password: z.string().min(1).max(256) }).strict(),
    reply: Me,
    refusals: ['sign_in_failed', 'too_many_attempts'],
  }),
  followLink: endpoint({
    method: 'POST',
    path: '/session/link',
    needs: 'anyone',
    status: 201,
    summary: 'Sign in with a sign-in link; sets the session cookie',
    body: z.object({ token: z.string().max(200) }).strict(),
    reply: Me,
    refusals: ['link_not_valid', 'too_many_attempts'],
  }),
  me: endpoint({ method: 'GET', path: '/session', needs: 'signed_in', summary: 'Who the caller is and what they may do', reply: Me }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    repeatable: false,
    needs: 'signed_in',
    personOnly: true,
    status: 204,
    summary: 'Sign out here',
    reply: none,
  }),
  list: endpoint({
    method: 'GET',
    path: '/sessions',
    needs: 'signed_in',
    personOnly: true,
    summary: 'Where the caller is signed in',
    reply: z.object({ items: z.array(Session) }),
  }),
  signOutEverywhere: endpoint({
    method: 'DELETE',
    path: '/sessions',
    repeatable: false,
    needs: 'signed_in',
    personOnly: true,
    status: 204,
    summary: 'End every session of the caller, this one too',
    reply: none,
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/session/password',
    repeatable: false,
    needs: 'signed_in',
    personOnly: true,
    status: 204,
    summary: 'Change the caller’s password; ends their other sessions',
    body: z.object({ current_password: z.string().max(256), new_password: Password }).strict(),
    reply: none,
    refusals: ['sign_in_failed', 'too_many_attempts'],
  }),
  changeName: endpoint({
    method: 'PATCH',
    path: '/session/person',
    needs: 'signed_in',
    personOnly: true,
    summary: 'Change the caller’s own name',
    body: z.object({ name: words(120) }).strict(),
    reply: Me,
  }),
}
