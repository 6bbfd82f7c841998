// Notices: drafted from the incident, approved, sent or recorded as sent, late or in time for ever; and status updates while it goes on.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { RuleId } from './obligation.ts'
import { HappenedAt, idOf, Time, Who, words } from './shapes.ts'

export const noticeStates = ['draft', 'approved', 'sending', 'sent', 'failed', 'declined'] as const

const values = z.record(
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  z.string().max(10_000),
)
const covers = z.array(z.string().max(60)).max(50)
const text = words(50_000)

export const NoticeEvent = z.object({
  kind: z.enum(['approved', 'sent', 'failed', 'declined']),
  at: Time,
  by: Who,
  note: z.string().nullable().describe('the reason, the reference, or what the mail server answered'),
})

export const Notice = z.object({
  id: idOf('notice'),
  rule: RuleId.nullable().describe('null: told without being obliged to'),
  title: z.string(),
  template: z.string().nullable(),
  state: z.enum(noticeStates),
  to: z.string(),
  subject: z.string(),
  text: z.string().describe('Markdown; as filled from the template and `values`, or as somebody wrote it'),
  own_text: z.boolean().describe('somebody wrote over the template’s text'),
  values: z.record(z.string(), z.string()).describe('what fills the template’s blanks'),
  template_text: z.string().nullable().describe('the template with its blanks, `{{name}}`; null: it has none, or its text is fixed'),
  fields: z
    .array(z.object({ id: z.string(), asks: z.string() }))
    .describe('every blank of the template in the order of its text, filled or not, with what belongs there'),
  covers: z.array(z.string()).describe('content that the writer says their own text holds'),
  blanks: z.array(z.object({ id: z.string(), asks: z.string() })).describe('left in the text; none may be left when it is approved'),
  missing_content: z.array(z.object({ id: z.string(), words: z.string() })).describe('what the rule asks for and the text does not say'),
  incomplete_reason: z.string().nullable().describe('why it was approved although content is missing'),
  written_by: z.array(Who),
  written_at: Time,
  approved_by: Who.nullable(),
  approved_at: Time.nullable(),
  sent_at: Time.nullable(),
  sent_by: Who.nullable(),
  channel: z.string().nullable(),
  reference: z.string().nullable(),
  evidence_id: idOf('evidence').nullable(),
  due_at: Time.nullable().describe('the strict instant as it stood when it was sent; until then as it stands now'),
  late_by: z.number().int().nullable().describe('seconds; decided when it was sent, and never decided again'),
  attempts: z.number().int().describe('of sending it by e-mail'),
  events: z.array(NoticeEvent),
})

export const audiences = ['internal', 'management', 'customers', 'public'] as const

export const StatusUpdate = z.object({
  id: idOf('update'),
  text: z.string(),
  audience: z.enum(audiences),
  sent_at: Time,
  by: Who,
  next_due_at: Time.nullable().describe('when the next one was due after it, by the policy’s cadence then'),
})

const ofIncident = z.object({ incidentId: idOf('incident') })
const ofNotice = z.object({ incidentId: idOf('incident'), noticeId: idOf('notice') })

export const noticeApi = {
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/notices',
    needs: 'obligation:read',
    summary: 'Notices of an incident, and the templates to start from',
    params: ofIncident,
    reply: z.object({
      items: z.array(Notice),
      templates: z.array(z.object({ id: z.string(), title: z.string(), audience: z.string() })),
      mail_configured: z.boolean(),
      approvers: z.array(z.string()).describe('whom the policy names; where it names somebody, a second person approves'),
    }),
    refusals: ['not_found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/notices',
    needs: 'notice:write',
    status: 201,
    summary: 'Draft a notice: a template is filled from the incident; own text needs none',
    params: ofIncident,
    body: z
      .object({
        rule: RuleId.optional(),
        template: z.string().max(60).optional(),
        to: words(300),
        subject: words(300).optional(),
        text: text.optional(),
        values: values.optional(),
        covers: covers.optional(),
        happened_at: HappenedAt,
      })
      .strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed'],
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/incidents/:incidentId/notices/:noticeId',
    needs: 'notice:write',
    summary: 'Change a draft; what was approved never changes',
    description: '`values` are laid over those there are. `text: null` goes back to the template.',
    params: ofNotice,
    body: z
      .object({
        to: words(300).optional(),
        subject: words(300).optional(),
        text: text.nullable().optional(),
        values: values.optional(),
        covers: covers.optional(),
        happened_at: HappenedAt,
      })
      .strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'nothing_changed'],
  }),
  approve: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/notices/:noticeId/approve',
    needs: 'notice:approve',
    personOnly: true,
    summary: 'Approve a notice; from here on its text is fixed',
    description:
      'By somebody who did not write it, where the policy names an approver. Required content may be missing only with a reason.',
    params: ofNotice,
    body: z.object({ incomplete_reason: words(2000, 3).optional(), happened_at: HappenedAt }).strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'second_person_needed', 'not_complete', 'reason_needed'],
  }),
  send: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/notices/:noticeId/send',
    needs: 'notice:write',
    status: 202,
    summary: 'Send an approved notice by e-mail from here; the result follows in its events',
    params: ofNotice,
    body: z.object({ happened_at: HappenedAt }).strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'mail_not_configured'],
  }),
  recordSent: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/notices/:noticeId/record-sent',
    needs: 'notice:write',
    summary: 'Record that a notice went out another way: a portal, a letter, a call',
    description: 'What happened is recorded as it happened, also where nobody had approved it.',
    params: ofNotice,
    body: z
      .object({
        sent_at: z.iso.datetime({ offset: true }),
        channel: words(200),
        reference: words(300).optional(),
        evidence_id: idOf('evidence').optional(),
      })
      .strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed', 'state_not_possible'],
  }),
  decline: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/notices/:noticeId/decline',
    needs: 'obligation:decide',
    summary: 'Decide that a drafted notice does not go out, with the reason',
    params: ofNotice,
    body: z.object({ reason: words(2000, 3), happened_at: HappenedAt }).strict(),
    reply: Notice,
    refusals: ['not_found', 'incident_closed', 'state_not_possible', 'reason_needed'],
  }),
}

const Updates = z.object({
  items: z.array(StatusUpdate),
  every: z.string().nullable().describe('the policy’s cadence for this severity, ISO 8601; null: none was promised'),
  next_due_at: Time.nullable(),
  overdue: z.boolean(),
})

export const updateApi = {
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/updates',
    needs: 'incident:read',
    summary: 'Status updates of an incident, oldest first, and when the next one is due',
    params: ofIncident,
    reply: Updates,
    refusals: ['not_found'],
  }),
  send: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/updates',
    needs: 'notice:write',
    status: 201,
    summary: 'Put a status update on record',
    params: ofIncident,
    body: z.object({ text: words(10_000), audience: z.enum(audiences), happened_at: HappenedAt }).strict(),
    reply: Updates,
    refusals: ['not_found', 'incident_closed'],
  }),
}
