// People, invitations and API tokens: who has access, with which role, until when.
import { z } from 'zod'
import { roles } from '../core/kernel/actor.ts'
import { endpoint } from './endpoint.ts'
import { EmailAddress, Password } from './organization.ts'
import { Me } from './session.ts'
import { idOf, none, Time, Who, words } from './shapes.ts'

export const Person = z.object({
  id: idOf('person'),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  active_from: Time,
  active_until: Time.nullable(),
  active: z.boolean(),
  last_seen_at: Time.nullable(),
})

export const Invitation = z.object({
  id: idOf('invitation'),
  email: z.string(),
  role: z.enum(roles),
  access_until: Time.nullable(),
  invited_by: Who,
  created_at: Time,
  expires_at: Time,
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
})

export const ApiToken = z.object({
  id: idOf('token'),
  name: z.string(),
  role: z.enum(roles),
  hint: z.string().describe('the last four characters'),
  created_by: Who,
  created_at: Time,
  expires_at: Time.nullable(),
  revoked_at: Time.nullable(),
  last_used_at: Time.nullable(),
})

export const personApi = {
  list: endpoint({
    method: 'GET',
    path: '/people',
    needs: 'person:read',
    summary: 'Everyone who has or had access',
    reply: z.object({ items: z.array(Person) }),
  }),
  changeRole: endpoint({
    method: 'PATCH',
    path: '/people/:personId',
    needs: 'person:write',
    summary: 'Give a person another role, or set when their access ends',
    params: z.object({ personId: idOf('person') }),
    body: z.object({ role: z.enum(roles).optional(), active_until: z.iso.datetime({ offset: true }).nullable().optional() }).strict(),
    reply: Person,
    refusals: ['not_found', 'last_admin', 'nothing_changed'],
  }),
  endAccess: endpoint({
    method: 'POST',
    path: '/people/:personId/end-access',
    needs: 'person:write',
    summary: 'End a person’s access now; what they did stays',
    params: z.object({ personId: idOf('person') }),
    reply: Person,
    refusals: ['not_found', 'last_admin', 'nothing_changed'],
  }),
}

export const invitationApi = {
  list: endpoint({
    method: 'GET',
    path: '/invitations',
    needs: 'person:write',
    summary: 'Invitations, open ones first',
    reply: z.object({ items: z.array(Invitation) }),
  }),
  invite: endpoint({
    method: 'POST',
    path: '/invitations',
    needs: 'person:write',
    status: 201,
    summary: 'Invite someone by link',
    description: 'The link is shown once, here. Auditors need `access_until`.',
    body: z
      .object({
        email: EmailAddress,
        role: z.enum(roles),
        access_until: z.iso.datetime({ offset: true }).nullable().default(null),
      })
      .strict(),
    reply: z.object({ invitation: Invitation, link: z.string() }),
    refusals: ['already_exists'],
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/invitations/:invitationId',
    needs: 'person:write',
    status: 204,
    summary: 'Withdraw an invitation that was not accepted',
    params: z.object({ invitationId: idOf('invitation') }),
    reply: none,
    refusals: ['not_found', 'nothing_changed'],
  }),
  lookUp: endpoint({
    method: 'POST',
    path: '/invitations/look-up',
    needs: 'anyone',
    summary: 'What an invitation link is for',
    body: z.object({ token: z.string().max(200) }).strict(),
    reply: z.object({
      organization_name: z.string(),
      email: z.string(),
      role: z.enum(roles),
      expires_at: Time,
      access_until: Time.nullable(),
    }),
    refusals: ['link_not_valid', 'too_many_attempts'],
  }),
  accept: endpoint({
    method: 'POST',
    path: '/invitations/accept',
    needs: 'anyone',
    status: 201,
    summary: 'Accept an invitation, set a password, and be signed in',
    body: z.object({ token: z.string().max(200), name: words(120), password: Password }).strict(),
    reply: Me,
    refusals: ['link_not_valid', 'too_many_attempts', 'already_exists'],
  }),
}

export const tokenApi = {
  list: endpoint({
    method: 'GET',
    path: '/tokens',
    needs: 'token:read',
    summary: 'API tokens, without their secrets',
    reply: z.object({ items: z.array(ApiToken) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/tokens',
    needs: 'token:write',
    personOnly: true,
    status: 201,
    summary: 'Make an API token',
    description: 'The token itself (`tmk_…`) is shown once, here, and kept only as a hash.',
    body: z
      .object({ name: words(120), role: z.enum(roles), expires_at: z.iso.datetime({ offset: true }).nullable().default(null) })
      .strict(),
    reply: z.object({ token: ApiToken, secret: z.string() }),
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/tokens/:tokenId',
    needs: 'token:write',
    status: 204,
    summary: 'Revoke an API token at once',
    params: z.object({ tokenId: idOf('token') }),
    reply: none,
    refusals: ['not_found', 'nothing_changed'],
  }),
}
