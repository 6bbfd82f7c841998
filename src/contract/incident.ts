// Incidents: declared, worked on by named people, judged by the policy in force, closed when nothing is missing; and their threads.
import { z } from 'zod'
import { clockIds } from '../core/obligation/clock.ts'
import { endpoint } from './endpoint.ts'
import { Disposed, declareBody, IncidentRole, incidentAnswers } from './incidentParts.ts'
import { Incident, IncidentLine, Missing, ThreadItem } from './incidentShapes.ts'
import { idOf, words } from './shapes.ts'

const params = z.object({ incidentId: idOf('incident') })

/** When the person did it, where that is not now: a phone may have been offline. */
const happened = { happened_at: z.iso.datetime({ offset: true }).optional() }

const reason = words(2000, 3)

const work = {
  method: 'POST',
  needs: 'incident:work',
  params,
  reply: Incident,
} as const

const closedRefusals = ['not_found', 'incident_closed'] as const

export const incidentApi = {
  list: endpoint({
    method: 'GET',
    path: '/incidents',
    needs: 'incident:read',
    summary: 'Incidents, the latest declared first',
    description:
      'Private ones that the caller is not on stand in the list with their number, state and severity (`is_redacted`); words (`q`) do not find them.',
    query: z
      .object({
        state: z.enum(['open', 'closed', 'all']).default('all').describe('open: from declared to recovered'),
        severity: z.string().max(100).optional(),
        exercise: z.enum(['true', 'false']).optional(),
        q: z.string().max(200).optional().describe('part of the title or the summary, or a number'),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      })
      .strict(),
    reply: z.object({ items: z.array(IncidentLine), next_cursor: z.string().nullable() }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId',
    needs: 'incident:read',
    summary: 'One incident with all that a responder needs on one screen',
    params,
    reply: Incident,
    refusals: ['not_found'],
  }),
  byNumber: endpoint({
    method: 'GET',
    path: '/incidents/number/:number',
    needs: 'incident:read',
    summary: 'One incident by the number people know it by',
    params: z.object({ number: z.string().regex(/^(INC-)?\d{1,12}$/i, 'a number like INC-12') }),
    reply: Incident,
    refusals: ['not_found'],
  }),
  thread: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/thread',
    needs: 'incident:read',
    summary: 'Everything on record about an incident, in the order of the ledger',
    params,
    reply: z.object({ is_redacted: z.boolean(), items: z.array(ThreadItem) }),
    refusals: ['not_found'],
  }),
  threadHtml: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/thread.html',
    needs: 'incident:read',
    summary: 'The thread of an incident as one page to take away: no script, nothing loaded, prints on A4',
    description: 'Of a private incident that the caller is not on it holds number, state and severity. Times are in UTC.',
    params,
    reply: { plain: 'bytes', mediaType: 'text/html; charset=utf-8' },
    refusals: ['not_found'],
  }),
  threadPdf: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/thread.pdf',
    needs: 'incident:read',
    summary: 'The same as a tagged PDF for archives (PDF/A-2a)',
    params,
    reply: { plain: 'bytes', mediaType: 'application/pdf' },
    refusals: ['not_found'],
  }),
  closing: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/closing',
    needs: 'incident:read',
    summary: 'What is still missing before an incident may be recovered or closed',
    params,
    reply: z.object({ missing: z.array(Missing) }),
    refusals: ['not_found'],
  }),
  declare: endpoint({
    method: 'POST',
    path: '/incidents',
    needs: 'incident:declare',
    status: 201,
    summary: 'Declare an incident: from alerts, from a report, or from what somebody observed',
    description:
      'Without a title it takes that of the worst alert. Detection is when the earliest alert occurred, unless `detected_at` says otherwise. Linked alerts that are not reviewed as an incident yet are, in the same transaction.',
    body: declareBody.extend(happened).strict(),
    reply: Incident,
    refusals: ['not_found', 'already_linked', 'already_reviewed', 'nothing_changed', 'reason_needed'],
  }),
  acknowledge: endpoint({
    ...work,
    path: '/incidents/:incidentId/acknowledge',
    summary: 'Say that somebody is on it',
    body: z.object(happened).strict(),
    refusals: [...closedRefusals, 'nothing_changed'],
  }),
  severity: endpoint({
    ...work,
    path: '/incidents/:incidentId/severity',
    summary: 'Answer the policy’s questions, and override what they give with a reason',
    description: 'The answers are the whole of what is known now: one that is left out counts as not answered.',
    body: z
      .object({
        answers: incidentAnswers,
        override: z
          .object({ level: words(100), reason })
          .strict()
          .optional(),
        ...happened,
      })
      .strict(),
    refusals: [...closedRefusals, 'nothing_changed', 'reason_needed'],
  }),
  assignRole: endpoint({
    ...work,
    path: '/incidents/:incidentId/roles',
    summary: 'Give somebody a role in the incident',
    body: z.object({ role: IncidentRole, person_id: idOf('person'), ...happened }).strict(),
    refusals: [...closedRefusals, 'already_exists'],
  }),
  handOverRole: endpoint({
    ...work,
    path: '/incidents/:incidentId/roles/hand-over',
    summary: 'Hand a role over, with a note of what is done, what runs, and what would come next',
    body: z
      .object({
        role: IncidentRole,
        to_person_id: idOf('person'),
        note: reason,
        from_person_id: idOf('person').optional().describe('needed where several people hold the role and the caller is none of them'),
        ...happened,
      })
      .strict(),
    refusals: [...closedRefusals, 'already_exists', 'role_needed', 'reason_needed'],
  }),
  leaveRole: endpoint({
    ...work,
    path: '/incidents/:incidentId/roles/leave',
    summary: 'Leave a role; a commander hands over instead',
    body: z.object({ role: IncidentRole, person_id: idOf('person').optional().describe('the caller unless said'), ...happened }).strict(),
    refusals: [...closedRefusals, 'role_needed'],
  }),
  readClock: endpoint({
    ...work,
    path: '/incidents/:incidentId/clocks',
    status: 201,
    summary: 'State when a clock started, and what that rests on; or correct such a statement',
    body: z
      .object({
        clock: z.enum(clockIds),
        at: z.iso.datetime({ offset: true }),
        basis: words(2000, 3),
        corrects: idOf('reading').optional(),
        ...happened,
      })
      .strict(),
    refusals: [...closedRefusals, 'nothing_changed'],
  }),
  note: endpoint({
    ...work,
    path: '/incidents/:incidentId/notes',
    status: 201,
    summary: 'Write a line into the thread',
    body: z.object({ text: words(20_000), ...happened }).strict(),
    refusals: ['not_found'],
  }),
  linkAlerts: endpoint({
    ...work,
    path: '/incidents/:incidentId/alerts',
    summary: 'Link alerts; those not reviewed as an incident yet are, in the same transaction',
    body: z.object({ alert_ids: z.array(idOf('alert')).min(1).max(100), ...happened }).strict(),
    refusals: [...closedRefusals, 'already_linked', 'nothing_changed'],
  }),
  unlinkAlert: endpoint({
    ...work,
    path: '/incidents/:incidentId/alerts/unlink',
    summary: 'Take an alert out of an incident; that it was linked stays on record',
    body: z.object({ alert_id: idOf('alert'), reason, ...happened }).strict(),
    refusals: [...closedRefusals, 'nothing_changed', 'reason_needed'],
  }),
  changeState: endpoint({
    ...work,
    path: '/incidents/:incidentId/state',
    summary: 'Move an incident on: triaged, contained, recovered, closed, or open again',
    description:
      'One step after another. What `closing` says is missing is refused as `not_complete`, unless `override` gives a reason; to close so, a second person is named who agreed. Opening again needs a reason.',
    body: z
      .object({
        to: z.enum(['triaged', 'contained', 'recovered', 'closed', 'reopened']),
        reason: reason.optional(),
        override: z
          .object({ reason, second_person_id: idOf('person').optional() })
          .strict()
          .optional(),
        ...happened,
      })
      .strict(),
    refusals: [...closedRefusals, 'state_not_possible', 'not_complete', 'second_person_needed', 'reason_needed', 'nothing_changed'],
  }),
  dismiss: endpoint({
    ...work,
    path: '/incidents/:incidentId/dismiss',
    summary: 'Not an incident after all: it keeps its number and its place, and the reviews of its alerts are corrected',
    body: z.object({ reason, disposition: Disposed, ...happened }).strict(),
    refusals: [...closedRefusals, 'state_not_possible', 'reason_needed'],
  }),
  merge: endpoint({
    ...work,
    path: '/incidents/:incidentId/merge',
    summary: 'Merge an incident into another: both keep their numbers and their threads; answers the other',
    body: z.object({ into: idOf('incident'), reason, ...happened }).strict(),
    refusals: [...closedRefusals, 'state_not_possible', 'reason_needed'],
  }),
  split: endpoint({
    ...work,
    path: '/incidents/:incidentId/split',
    status: 201,
    summary: 'Split alerts off into an incident of their own; answers the new one',
    body: z.object({ alert_ids: z.array(idOf('alert')).min(1).max(100), title: words(300), reason, ...happened }).strict(),
    refusals: [...closedRefusals, 'reason_needed'],
  }),
  restrict: endpoint({
    ...work,
    path: '/incidents/:incidentId/privacy',
    needs: 'incident:restrict',
    summary: 'Make an incident private, so that only those on it and compliance see it; or open again',
    description: 'Whoever makes it private is put on it as a responder, unless they are on it already.',
    body: z.object({ is_private: z.boolean(), reason, ...happened }).strict(),
    refusals: ['not_found', 'nothing_changed', 'reason_needed'],
  }),
  change: endpoint({
    ...work,
    path: '/incidents/:incidentId/title',
    summary: 'Say better what it is: title, summary, type',
    body: z
      .object({
        title: words(300),
        summary: z.string().trim().max(20_000).optional(),
        incident_type: words(100).nullable().optional(),
        ...happened,
      })
      .strict(),
    refusals: [...closedRefusals, 'nothing_changed'],
  }),
}
