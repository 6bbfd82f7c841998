// Escalation paths: whom to reach level by level, and what would keep each from reaching somebody tonight.
import { z } from 'zod'
import { pathRules } from '../core/people/escalationPath.ts'
import { endpoint } from './endpoint.ts'
import { idOf, Time, words } from './shapes.ts'

const TargetSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rotation'), rotation_id: idOf('rotation') }).strict(),
  z.object({ kind: z.literal('person'), person_id: idOf('person') }).strict(),
])

const levelFields = {
  mechanism: words(60).nullable().default(null).describe('how they are reached: pagerduty, phone, email, …'),
  paging_policy: words(200).nullable().default(null).describe('what the mechanism calls it'),
  channel: words(120)
    .nullable()
    .default(null)
    .describe('where the work is talked about; where a page channel has this name, pages can go there'),
  call: z
    .string()
    .regex(/^tel:\+?[0-9().-]{3,30}$/, 'like tel:+41441234567')
    .nullable()
    .default(null),
  chat: z
    .string()
    .max(500)
    .regex(/^https:\/\/\S+$/, 'an https address')
    .nullable()
    .default(null),
  wait_minutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .nullable()
    .default(null)
    .describe('how long to wait for an answer before the next level; null: it does not go on by itself'),
}
const LevelSettings = z.object({ target: TargetSettings, backup: TargetSettings.nullable().default(null), ...levelFields }).strict()

const Target = z.object({ kind: z.enum(['rotation', 'person']), id: z.string(), name: z.string() })
export const levelShape = {
  level: z.number().int().describe('counted from 1'),
  target: Target,
  backup: Target.nullable(),
  mechanism: z.string().nullable(),
  paging_policy: z.string().nullable(),
  channel: z.string().nullable(),
  call: z.string().nullable(),
  chat: z.string().nullable(),
  wait_minutes: z.number().int().nullable(),
  last_verified_at: Time.nullable(),
}

export const PathProblem = z.object({ rule: z.enum(pathRules), level: z.number().int().nullable(), message: z.string() })
/** As policies and runbooks name it in their front matter: `escalation: security-oncall`. */
const PathKey = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'lower-case letters, digits and hyphens')

export const EscalationPath = z.object({
  id: idOf('path'),
  key: z.string(),
  name: z.string(),
  levels: z.array(z.object(levelShape)),
  problems: z.array(PathProblem).describe('what would keep it from reaching somebody tonight'),
  changed_at: Time,
})

export const escalationPathApi = {
  paths: endpoint({
    method: 'GET',
    path: '/escalation-paths',
    needs: 'escalation:read',
    summary: 'Escalation paths, and what would keep each from reaching somebody tonight',
    reply: z.object({ items: z.array(EscalationPath) }),
  }),
  addPath: endpoint({
    method: 'POST',
    path: '/escalation-paths',
    needs: 'escalation:write',
    status: 201,
    summary: 'Add an escalation path',
    body: z.object({ key: PathKey, name: words(120), levels: z.array(LevelSettings).max(10) }).strict(),
    reply: EscalationPath,
    refusals: ['already_exists', 'not_found'],
  }),
  path: endpoint({
    method: 'GET',
    path: '/escalation-paths/:pathId',
    needs: 'escalation:read',
    summary: 'One escalation path',
    params: z.object({ pathId: idOf('path') }),
    reply: EscalationPath,
    refusals: ['not_found'],
  }),
  changePath: endpoint({
    method: 'PATCH',
    path: '/escalation-paths/:pathId',
    needs: 'escalation:write',
    summary: 'Change an escalation path; its levels are given whole',
    description: 'A level whose target, mechanism, policy and telephone number stay as they were keeps when it was last verified.',
    params: z.object({ pathId: idOf('path') }),
    body: z
      .object({ name: words(120), levels: z.array(LevelSettings).max(10) })
      .partial()
      .strict(),
    reply: EscalationPath,
    refusals: ['not_found', 'nothing_changed'],
  }),
  verifyLevel: endpoint({
    method: 'POST',
    path: '/escalation-paths/:pathId/levels/:level/verify',
    needs: 'escalation:write',
    summary: 'Record that a level was tried and reached somebody',
    params: z.object({ pathId: idOf('path'), level: z.coerce.number().int().min(1).max(10) }),
    body: z.object({ note: words(2000, 3) }).strict(),
    reply: EscalationPath,
    refusals: ['not_found'],
  }),
}
