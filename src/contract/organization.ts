// The organization: its name, its time zone, and the very first step of making one.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idOf, Time, words } from './shapes.ts'

export const TimeZone = z.string().min(1).max(64).describe('An IANA time zone, for instance Europe/Zurich')
export const Password = z.string().min(12, 'at least 12 characters').max(256, 'at most 256 characters')
export const EmailAddress = z.email('an e-mail address').max(254)

export const Organization = z.object({
  id: idOf('organization'),
  name: z.string(),
  time_zone: z.string(),
  created_at: Time,
  simulated_until: Time.nullable().describe('Entries recorded before this instant carry simulated times (the demo); null otherwise'),
})

export const organizationApi = {
  get: endpoint({
    method: 'GET',
    path: '/organization',
    needs: 'organization:read',
    summary: 'The organization of the caller',
    reply: Organization,
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/organization',
    needs: 'organization:write',
    summary: 'Rename the organization or move it to another time zone',
    body: z.object({ name: words(120).optional(), time_zone: TimeZone.optional() }).strict(),
    reply: Organization,
    refusals: ['nothing_changed'],
  }),
  setupState: endpoint({
    method: 'POST',
    path: '/setup/look-up',
    needs: 'anyone',
    summary: 'Is this one-time set-up link still good?',
    body: z.object({ token: z.string().max(200) }).strict(),
    reply: z.object({ valid: z.literal(true), expires_at: Time }),
    refusals: ['link_not_valid', 'too_many_attempts'],
  }),
  setUp: endpoint({
    method: 'POST',
    path: '/setup',
    needs: 'anyone',
    status: 201,
    summary: 'Make the organization and its first admin from the one-time link, and sign them in',
    body: z
      .object({
        token: z.string().max(200),
        organization_name: words(120),
        time_zone: TimeZone,
        name: words(120),
        email: EmailAddress,
        password: Password,
      })
      .strict(),
    reply: z.object({ organization: Organization }),
    refusals: ['link_not_valid', 'too_many_attempts'],
  }),
}
