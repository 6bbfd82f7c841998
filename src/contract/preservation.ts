// What is still to be kept of an incident before it is lost, and what became of it.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { happened_at } from './evidence.ts'
import { idOf, Time, Who, words } from './shapes.ts'

const incidentParams = z.object({ incidentId: idOf('incident') })
const preservationParams = z.object({ incidentId: idOf('incident'), preservationId: idOf('preservation') })

export const Preservation = z.object({
  id: idOf('preservation'),
  evidence: z.string().describe('what is to be kept'),
  log: z
    .object({
      retention_id: z.string(),
      product: z.string(),
      log: z.string(),
      note: z.string().nullable(),
      availability_lag: z.string().nullable(),
      source_url: z.string().nullable(),
      as_of: z.string(),
    })
    .nullable()
    .describe('the catalogue’s entry, where one was named'),
  window: z.string().nullable().describe('how long it is kept by what was said here, ISO 8601; it outranks the catalogue'),
  where: z.string().nullable(),
  how: z.string().nullable(),
  commands: z.array(z.string()).describe('patterns of the catalogue, to be read before they are run'),
  began_at: Time.describe('the incident’s first moment, from which its loss is counted'),
  lost_at: Time.nullable(),
  certainty: z.enum(['confirmed', 'documented', 'usual', 'doubtful', 'at-latest']).nullable(),
  only_if_switched_on: z.boolean().describe('it is off unless somebody turned it on'),
  left: z.string().describe('what is left, in words'),
  standing: z.enum(['open', 'past', 'captured', 'lost', 'not_needed']).describe('past: open, and gone by the clock'),
  evidence_id: idOf('evidence').nullable(),
  lost_since: Time.nullable(),
  reason: z.string().nullable(),
  settled_at: Time.nullable(),
  settled_by: Who.nullable(),
  listed_at: Time,
  listed_by: Who,
  reminders: z.array(z.object({ at: Time, is_due: z.boolean() })),
})

export const preservationApi = {
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/preservation',
    needs: 'incident:read',
    summary: 'What is to be kept before it is lost: what is lost first comes first',
    params: incidentParams,
    reply: z.object({ items: z.array(Preservation) }),
    refusals: ['not_found'],
  }),
  add: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/preservation',
    needs: 'evidence:write',
    status: 201,
    summary: 'List what is to be kept',
    description:
      '`retention_id` names a log of the catalogue; `window` is how long it is kept here, and outranks the catalogue. What stands in the list already with the same words is left as it is.',
    params: incidentParams,
    body: z
      .object({
        items: z
          .array(
            z
              .object({
                evidence: words(2000),
                retention_id: z.string().min(1).max(100).optional(),
                window: z.string().max(40).optional().describe('ISO 8601 without months and years: P90D, PT1H'),
                where: words(2000).optional(),
                how: words(20_000).optional(),
              })
              .strict(),
          )
          .min(1)
          .max(200),
        happened_at,
      })
      .strict(),
    reply: z.object({ items: z.array(Preservation) }),
    refusals: ['not_found', 'nothing_changed'],
  }),
  captured: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/preservation/:preservationId/captured',
    needs: 'evidence:write',
    summary: 'Say which evidence keeps it',
    params: preservationParams,
    body: z.object({ evidence_id: idOf('evidence'), happened_at }).strict(),
    reply: Preservation,
    refusals: ['not_found', 'already_captured', 'nothing_changed'],
  }),
  lost: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/preservation/:preservationId/lost',
    needs: 'evidence:write',
    summary: 'Say that it is lost; before its time, or where no time is known, with a reason',
    params: preservationParams,
    body: z.object({ since: z.iso.datetime({ offset: true }).optional(), reason: words(2000).optional(), happened_at }).strict(),
    reply: Preservation,
    refusals: ['not_found', 'already_captured', 'already_lost', 'reason_needed'],
  }),
  notNeeded: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/preservation/:preservationId/not-needed',
    needs: 'evidence:write',
    summary: 'Say why it need not be kept',
    params: preservationParams,
    body: z.object({ reason: words(2000), happened_at }).strict(),
    reply: Preservation,
    refusals: ['not_found', 'already_captured', 'already_lost', 'nothing_changed', 'reason_needed'],
  }),
}
