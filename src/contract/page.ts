// Pages: whom to reach about an incident, everybody who was tried and how that ended; and the webhooks that pages can go to.
import { z } from 'zod'
import { pageChannels, pageFailures } from '../core/escalation/page.ts'
import { endpoint } from './endpoint.ts'
import { levelShape, PathProblem } from './escalationPath.ts'
import { GivenTime, idOf, Named, none, Time, words } from './shapes.ts'

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

export const pageApi = {
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
