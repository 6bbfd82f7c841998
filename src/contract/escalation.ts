// Who is called: rotations, escalation paths with what is wrong with each, and the pages of an incident.
import { z } from 'zod'
import { pageChannels, pageFailures } from '../core/escalation/page.ts'
import { pathRules } from '../core/people/escalationPath.ts'
import { endpoint } from './endpoint.ts'
import { TimeZone } from './organization.ts'
import { CalendarDate, idOf, none, Time, words } from './shapes.ts'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM')
const GivenTime = z.iso.datetime({ offset: true }).describe('RFC 3339 with its offset')
const Handover = z.object({ weekday: z.number().int().min(1).max(7).describe('1 is Monday'), time: TimeOfDay }).strict()

/** Somebody of the directory, with the name they have now. */
const Named = z.object({ id: idOf('person'), name: z.string() })
export const OnCall = z.object({
  person: Named,
  because: z.enum(['turn', 'override']),
  until: Time.nullable().describe('when the next hand-over or stand-in begins; null: not within the next 60 days'),
})

export const Rotation = z.object({
  id: idOf('rotation'),
  name: z.string(),
  time_zone: TimeZone,
  handover: Handover,
  starts_on: CalendarDate,
  people: z.array(Named).describe('in the order of their turns'),
  overrides: z.array(z.object({ person: Named, from: Time, to: Time })),
  on_call: OnCall.nullable().describe('now; null: nobody'),
  changed_at: Time,
})

const rotationFields = {
  name: words(120),
  time_zone: TimeZone,
  handover: Handover,
  starts_on: CalendarDate,
  people: z.array(idOf('person')).max(50),
  overrides: z.array(z.object({ person_id: idOf('person'), from: GivenTime, to: GivenTime }).strict()).max(200),
}

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
const levelShape = {
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

const PathProblem = z.object({ rule: z.enum(pathRules), level: z.number().int().nullable(), message: z.string() })
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

const Failure = z.enum(pageFailures)
const PageState = z.enum(['sending', 'open', 'answered', 'failed'])

export const Page = z.object({
  id: idOf('page'),
  incident_id: idOf('incident'),
  path_id: idOf('path').nullable(),
  level: z.number().int().nullable(),
  stands_in: z.boolean().describe('it went to the backup of the level'),
  to: z
    .object({ id: idOf('person').nullable(), name: z.string() })
    .nullable()
    .describe('null: there was nobody to reach'),
  channel: z.enum(pageChannels),
  by: z.object({ id: z.string(), name: z.string() }),
  asked_at: Time.describe('when it was asked for; for what was done by hand, when that was'),
  sent_at: Time.nullable().describe('when it left our hands; null: not yet, or never'),
  receipt: z.string().nullable().describe('what the mail server or webhook said; it proves that it was taken, not that it was read'),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  escalates_at: Time.nullable().describe('without an answer the next level is paged then'),
  state: PageState,
  ended_at: Time.nullable(),
  ended_by: z.object({ id: z.string(), name: z.string() }).nullable(),
  why: Failure.nullable(),
  note: z.string().nullable(),
})

const LastPage = z.object({
  id: idOf('page'),
  state: PageState,
  why: Failure.nullable(),
  to: z.string().nullable(),
  stands_in: z.boolean(),
  asked_at: Time,
  ended_at: Time.nullable(),
})

export const IncidentEscalation = z.object({
  path: z.object({ id: idOf('path'), key: z.string(), name: z.string() }).nullable(),
  named: z.string().nullable().describe('the path that the policy’s severity level names, also where nobody has written it yet'),
  severity: z.string().nullable().describe('the level whose path this is; the worst one until the severity is set'),
  levels: z.array(
    z.object({
      ...levelShape,
      person: Named.nullable().describe('who would be reached now'),
      stand_in: Named.nullable().describe('who the backup is now'),
      pages: z.array(LastPage).describe('oldest first'),
    }),
  ),
  next: z
    .object({ level: z.number().int(), stands_in: z.boolean(), person: Named.nullable() })
    .nullable()
    .describe('whom to page next; null: somebody answered, or everybody was tried'),
  waits: z
    .object({ page_id: idOf('page'), until: Time.nullable() })
    .nullable()
    .describe('the page that waits for an answer'),
  rests: z.enum(['not-begun', 'answered', 'stopped', 'exhausted']).nullable().describe('why nothing happens by itself'),
  problems: z.array(PathProblem),
})

export const PageChannel = z.object({
  name: z.string(),
  host: z.string().describe('where it goes, without the secret part'),
  changed_at: Time,
})

const happenedAt = GivenTime.optional().describe('when it was done, for what is reported later')
const ofIncident = z.object({ incidentId: idOf('incident') })
const ofPage = z.object({ incidentId: idOf('incident'), pageId: idOf('page') })

export const escalationApi = {
  rotations: endpoint({
    method: 'GET',
    path: '/rotations',
    needs: 'escalation:read',
    summary: 'Rotations, and who is on call in each now',
    reply: z.object({ items: z.array(Rotation) }),
  }),
  addRotation: endpoint({
    method: 'POST',
    path: '/rotations',
    needs: 'escalation:write',
    status: 201,
    summary: 'Add a rotation: people who take turns by the week',
    body: z.object({ ...rotationFields, overrides: rotationFields.overrides.default([]) }).strict(),
    reply: Rotation,
    refusals: ['already_exists', 'not_found'],
  }),
  rotation: endpoint({
    method: 'GET',
    path: '/rotations/:rotationId',
    needs: 'escalation:read',
    summary: 'One rotation',
    params: z.object({ rotationId: idOf('rotation') }),
    reply: Rotation,
    refusals: ['not_found'],
  }),
  changeRotation: endpoint({
    method: 'PATCH',
    path: '/rotations/:rotationId',
    needs: 'escalation:write',
    summary: 'Change a rotation; lists are given whole',
    params: z.object({ rotationId: idOf('rotation') }),
    body: z.object(rotationFields).partial().strict(),
    reply: Rotation,
    refusals: ['not_found', 'already_exists', 'nothing_changed'],
  }),
  shifts: endpoint({
    method: 'GET',
    path: '/rotations/:rotationId/shifts',
    needs: 'escalation:read',
    summary: 'Who is on call from when to when',
    description: 'At most 400 days at a time.',
    params: z.object({ rotationId: idOf('rotation') }),
    query: z.object({ from: GivenTime, to: GivenTime }).strict(),
    reply: z.object({ items: z.array(z.object({ person: Named, because: z.enum(['turn', 'override']), from: Time, to: Time })) }),
    refusals: ['not_found', 'period_not_valid'],
  }),
  onCall: endpoint({
    method: 'GET',
    path: '/on-call',
    needs: 'escalation:read',
    summary: 'Who is on call now, by rotation',
    reply: z.object({
      at: Time,
      items: z.array(z.object({ rotation: z.object({ id: idOf('rotation'), name: z.string() }), on_call: OnCall.nullable() })),
    }),
  }),
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
  channels: endpoint({
    method: 'GET',
    path: '/page-channels',
    needs: 'escalation:read',
    summary: 'Webhooks that pages can go to, without their secret addresses',
    reply: z.object({ items: z.array(PageChannel) }),
  }),
  setChannel: endpoint({
    method: 'POST',
    path: '/page-channels',
    needs: 'escalation:write',
    status: 201,
    summary: 'Set the webhook of a channel; Slack’s incoming webhooks and what is compatible with them',
    description: 'The name is what a level of a path calls its channel. The address is a secret: it is sealed, and never shown again.',
    body: z.object({ name: words(120), url: z.url({ protocol: /^https?$/ }).max(1000) }).strict(),
    reply: PageChannel,
    refusals: ['outgoing_not_allowed'],
  }),
  removeChannel: endpoint({
    method: 'POST',
    path: '/page-channels/remove',
    needs: 'escalation:write',
    status: 204,
    summary: 'Forget the webhook of a channel',
    body: z.object({ name: words(120) }).strict(),
    reply: none,
    refusals: ['not_found'],
  }),
  ofIncident: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/escalation',
    needs: 'incident:read',
    summary: 'Whom to call for this incident now: the path its severity names, resolved to people, with what was tried',
    params: ofIncident,
    reply: IncidentEscalation,
    refusals: ['not_found'],
  }),
  pages: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/pages',
    needs: 'incident:read',
    summary: 'Everybody who was paged for this incident, and how that ended; oldest first',
    params: ofIncident,
    reply: z.object({ items: z.array(Page) }),
    refusals: ['not_found'],
  }),
  page: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/pages',
    needs: 'incident:work',
    status: 201,
    summary: 'Page somebody: by e-mail or webhook from here, or on record as done by hand',
    description:
      'Without a person it is a level of a path: of the one the severity names, and the next level, unless said. E-mail and webhooks go out from here; phone, pager and chat say that somebody did it. `happened_at` is for these.',
    params: ofIncident,
    body: z
      .object({
        path_id: idOf('path').optional(),
        level: z.number().int().min(1).max(10).optional(),
        to_person_id: idOf('person').optional(),
        channel: z.enum(pageChannels),
        happened_at: happenedAt,
      })
      .strict(),
    reply: Page,
    refusals: ['not_found', 'incident_closed', 'nobody_to_page', 'outgoing_not_allowed'],
  }),
  answer: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/pages/:pageId/answer',
    needs: 'incident:work',
    summary: 'Record that a page was answered, by whoever was paged or on their behalf',
    params: ofPage,
    body: z.object({ note: words(2000).optional(), happened_at: happenedAt }).strict(),
    reply: Page,
    refusals: ['not_found', 'incident_closed', 'already_ended'],
  }),
  fail: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/pages/:pageId/fail',
    needs: 'incident:work',
    summary: 'Record that a page reached nobody, and why; the next one to be reached is paged by itself where the path says so',
    params: ofPage,
    body: z.object({ why: Failure, note: words(2000).optional(), happened_at: happenedAt }).strict(),
    reply: Page,
    refusals: ['not_found', 'incident_closed', 'already_ended', 'reason_needed'],
  }),
}
