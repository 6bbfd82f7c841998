// What is learned from an incident: whether a review is required, the review itself, and the corrective actions until their effect is checked.
import { z } from 'zod'
import { causeKinds } from '../core/postIncident/rootCause.ts'
import { endpoint } from './endpoint.ts'
import { CalendarDate, HappenedAt, idOf, Time, Who, words } from './shapes.ts'

const longText = z.string().trim().max(20_000)
const amount = z.number().int().min(0).max(10_000_000_000).nullable()

const Impact = z
  .object({
    customers_affected: amount,
    records_affected: amount,
    minutes_down: amount,
    cost: z
      .object({ amount: z.number().int().min(0).max(10_000_000_000), currency: z.string().regex(/^[A-Z]{3}$/) })
      .strict()
      .nullable(),
  })
  .strict()

const Cause = z.object({ text: words(2000), kind: z.enum(causeKinds) }).strict()

export const ReviewRequirement = z.object({
  by_rule: z.enum(['required', 'optional', 'not-needed']),
  basis: z.string().describe('which rule says so'),
  decision: z.object({ required: z.boolean(), reason: z.string().nullable(), by: Who, decided_at: Time }).nullable(),
  required: z.boolean().describe('as the decision says; without one, as the rule says'),
  due_at: Time.nullable().describe('counted from closing; null while it is open, or where no time was promised'),
  overdue: z.boolean(),
})

export const ReviewDraft = z.object({
  id: idOf('postIncidentReview'),
  state: z.enum(['draft', 'approved']),
  summary: z.string(),
  impact: Impact,
  causes: z.array(Cause),
  what_went_well: z.string(),
  what_was_lucky: z.string(),
  written_by: z.array(Who),
  written_at: Time,
  approved_by: Who.nullable(),
  approved_at: Time.nullable(),
})

export const TimelineLine = z.object({
  leaf_hash: z.string(),
  index: z.number().int().nullable().describe('null while pending'),
  kind: z.string(),
  at: Time,
  recorded_at: Time,
  by: Who,
  note: z.string().nullable().describe('what the review says about it'),
})

export const actionStates = ['open', 'overdue', 'closed', 'effective', 'not-effective'] as const

export const CorrectiveAction = z.object({
  id: idOf('action'),
  incident: z.object({ id: idOf('incident'), number: z.string(), title: z.string() }),
  title: z.string(),
  detail: z.string(),
  owner: z.object({ id: idOf('person'), name: z.string() }).nullable(),
  due_on: CalendarDate.nullable().describe('had to its end, in the organization’s time zone'),
  state: z.enum(actionStates).describe('derived: `overdue` as soon as its day is over'),
  opened_at: Time,
  opened_by: Who,
  closed: z.object({ at: Time, by: Who, evidence: z.string(), note: z.string(), late: z.boolean() }).nullable(),
  check_due_at: Time.nullable().describe('90 days after it was closed'),
  check: z.object({ at: Time, by: Who, effective: z.boolean(), note: z.string() }).nullable(),
})

export const PostIncident = z.object({
  requirement: ReviewRequirement,
  review: ReviewDraft.nullable().describe('null: nobody has begun'),
  advice: z.array(z.string()).describe('what keeps it from being approved'),
  timeline: z.array(TimelineLine),
  actions: z.array(CorrectiveAction),
})

const ofIncident = z.object({ incidentId: idOf('incident') })
const ofAction = z.object({ incidentId: idOf('incident'), actionId: idOf('action') })

export const postIncidentApi = {
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/review',
    needs: 'incident:read',
    summary: 'Whether a review is required and why, the review so far, its timeline and actions',
    params: ofIncident,
    reply: PostIncident,
    refusals: ['not_found'],
  }),
  decide: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/review/decision',
    needs: 'post_incident:write',
    status: 201,
    summary:
      'Decide whether a review is held; to go without one that the policy requires takes a reason and somebody who may approve reviews',
    params: ofIncident,
    body: z.object({ required: z.boolean(), reason: words(2000, 3).optional(), happened_at: HappenedAt }).strict(),
    reply: PostIncident,
    refusals: ['not_found', 'incident_closed', 'role_needed', 'reason_needed', 'nothing_changed', 'state_not_possible'],
  }),
  write: endpoint({
    method: 'PATCH',
    path: '/incidents/:incidentId/review',
    needs: 'post_incident:write',
    summary: 'Write the review; what is left out stays as it is',
    description:
      'Causes are a chain from what happened to the weakness that let it happen; a weakness that only names the event is refused.',
    params: ofIncident,
    body: z
      .object({
        summary: longText.optional(),
        impact: Impact.partial().optional(),
        causes: z.array(Cause).max(20).optional(),
        what_went_well: longText.optional(),
        what_was_lucky: longText.optional(),
        timeline_notes: z
          .record(z.string().max(60), z.string().trim().max(2000))
          .optional()
          .describe('by leaf hash of the entry; laid over those there are, an empty one takes its note away'),
        happened_at: HappenedAt,
      })
      .strict(),
    reply: PostIncident,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'cause_not_specific', 'nothing_changed'],
  }),
  approve: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/review/approve',
    needs: 'post_incident:approve',
    personOnly: true,
    summary: 'Approve the review; from here on its text is fixed',
    params: ofIncident,
    body: z.object({ happened_at: HappenedAt }).strict(),
    reply: PostIncident,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'second_person_needed', 'not_complete', 'cause_not_specific'],
  }),
}

const action = {
  title: words(300),
  detail: longText,
  owner: idOf('person').nullable(),
  due_on: CalendarDate.nullable(),
}

export const actionApi = {
  all: endpoint({
    method: 'GET',
    path: '/actions',
    needs: 'incident:read',
    summary: 'Corrective actions of all incidents that one may see, the most urgent first',
    query: z
      .object({
        state: z.enum(['open', 'overdue', 'all']).default('open').describe('open: also those overdue, and those found not effective'),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      })
      .strict(),
    reply: z.object({ items: z.array(CorrectiveAction) }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/actions',
    needs: 'incident:read',
    summary: 'Corrective actions of an incident',
    params: ofIncident,
    reply: z.object({ items: z.array(CorrectiveAction) }),
    refusals: ['not_found'],
  }),
  open: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/actions',
    needs: 'post_incident:write',
    status: 201,
    summary: 'Open a corrective action',
    params: ofIncident,
    body: z
      .object({
        ...action,
        detail: longText.default(''),
        owner: action.owner.default(null),
        due_on: action.due_on.default(null),
        happened_at: HappenedAt,
      })
      .strict(),
    reply: CorrectiveAction,
    refusals: ['not_found', 'incident_closed'],
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/incidents/:incidentId/actions/:actionId',
    needs: 'post_incident:write',
    summary: 'Give an action an owner, a date or other words',
    params: ofAction,
    body: z.object(action).partial().extend({ happened_at: HappenedAt }).strict(),
    reply: CorrectiveAction,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'nothing_changed'],
  }),
  close: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/actions/:actionId/close',
    needs: 'post_incident:write',
    summary: 'Close an action by what shows that it is done',
    params: ofAction,
    body: z
      .object({
        evidence: words(2000, 3).describe('a link, the id of a piece of evidence, a commit: what shows that it is done'),
        note: words(2000, 3),
        happened_at: HappenedAt,
      })
      .strict(),
    reply: CorrectiveAction,
    refusals: ['not_found', 'incident_closed', 'state_not_possible'],
  }),
  check: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/actions/:actionId/check',
    needs: 'post_incident:write',
    summary: 'Say whether a closed action had its effect',
    params: ofAction,
    body: z.object({ effective: z.boolean(), note: words(2000, 3), happened_at: HappenedAt }).strict(),
    reply: CorrectiveAction,
    refusals: ['not_found', 'incident_closed', 'state_not_possible'],
  }),
}
