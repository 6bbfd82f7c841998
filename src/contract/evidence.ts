// Evidence of incidents: bytes that were kept, who had them in hand since, and what is still to be kept before it is lost.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idOf, none, Time, Who, words } from './shapes.ts'

const anInstant = z.iso.datetime({ offset: true })
const happened_at = anInstant
  .optional()
  .describe('When it was done, where that is earlier than now: a phone or a shell without connection. RFC 3339')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits')

const incidentParams = z.object({ incidentId: idOf('incident') })
const uploadParams = z.object({ incidentId: idOf('incident'), uploadId: idOf('upload') })
const evidenceParams = z.object({ incidentId: idOf('incident'), evidenceId: idOf('evidence') })
const preservationParams = z.object({ incidentId: idOf('incident'), preservationId: idOf('preservation') })

export const Upload = z.object({
  id: idOf('upload'),
  name: z.string(),
  size: z.number().int().nullable().describe('as said when it began'),
  offset: z.number().int().describe('so many bytes would survive a power cut; the next part begins here'),
})

const StepOfRun = z.object({ run_id: idOf('run'), step_id: z.string().min(1).max(120) })

const CommandRun = z.object({
  line: words(20_000),
  exit_code: z.number().int().nullable().describe('null where a signal ended it'),
  host: words(300),
  tool_version: words(500).nullable(),
  started_at: Time,
  ended_at: Time,
})

export const Evidence = z.object({
  id: idOf('evidence'),
  incident_id: idOf('incident'),
  name: z.string().describe('safe for screens and for disks'),
  description: z.string().nullable(),
  size: z.number().int(),
  sha256: Sha256,
  type: z.string().describe('what the bytes were sniffed as, never what somebody said they are'),
  showing: z.enum(['image', 'text', 'download']).describe('whether a page may show it; everything else is only handed over as a file'),
  step: StepOfRun.nullable(),
  source: z.string().nullable().describe('where it was taken from'),
  query: z.string().nullable().describe('what was asked of the source, so that somebody else can ask it again'),
  row_count: z.number().int().nullable(),
  command: CommandRun.nullable(),
  covers_from: Time.nullable().describe('the time the evidence speaks of'),
  covers_to: Time.nullable(),
  happened_at: Time.describe('when it was taken'),
  recorded_at: Time.describe('when we kept it'),
  captured_by: Who,
  preservation_id: idOf('preservation').nullable(),
  custody_entries: z.number().int().describe('how often somebody had it in hand, whoever kept it included'),
})

export const CustodyEntry = z.object({
  what: z.enum(['captured', 'shown', 'downloaded', 'handed_over']),
  by: Who,
  at: Time,
  recorded_at: Time,
  range: z.object({ first: z.number().int(), last: z.number().int() }).nullable().describe('where only a part of the bytes was asked for'),
  to: z.string().nullable().describe('whom it was handed over to'),
  note: z.string().nullable(),
})

export const EvidenceWithCustody = Evidence.extend({
  custody: z.array(CustodyEntry).describe('everybody who had it in hand, in order'),
})

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

const Query = z.string().trim().min(1).max(20_000)

export const uploadApi = {
  begin: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/uploads',
    needs: 'evidence:write',
    status: 201,
    repeatable: false,
    summary: 'Begin to send a file; parts follow, and can be gone on with after a broken connection',
    params: incidentParams,
    body: z.object({ name: z.string().min(1).max(20_000), size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }).strict(),
    reply: Upload,
    refusals: ['not_found', 'payload_too_large', 'too_many_uploads'],
  }),
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/uploads/:uploadId',
    needs: 'evidence:write',
    summary: 'Where an upload continues',
    params: uploadParams,
    reply: Upload,
    refusals: ['not_found'],
  }),
  append: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/uploads/:uploadId/parts',
    needs: 'evidence:write',
    repeatable: false,
    summary: 'Send the bytes from `offset` on; answers how many are durable',
    description:
      'The body is bytes of any content type, as many as arrive within TICKMARK_BODY_TIMEOUT. Where the connection breaks, what came is kept: ask where the upload continues. A part that begins elsewhere is refused with the right offset in `fields`. A newer request ends an older one of the same upload.',
    params: uploadParams,
    query: z.object({ offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }).strict(),
    takes: 'bytes',
    reply: z.object({ offset: z.number().int() }),
    refusals: ['not_found', 'already_exists', 'upload_offset_wrong', 'payload_too_large', 'request_timeout'],
  }),
  abandon: endpoint({
    method: 'DELETE',
    path: '/incidents/:incidentId/uploads/:uploadId',
    needs: 'evidence:write',
    status: 204,
    repeatable: false,
    summary: 'Give an upload up; its bytes are thrown away',
    params: uploadParams,
    reply: none,
    refusals: ['not_found'],
  }),
}

export const evidenceApi = {
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/evidence',
    needs: 'evidence:read',
    summary: 'The evidence of an incident, the earliest kept first',
    params: incidentParams,
    reply: z.object({ items: z.array(Evidence) }),
    refusals: ['not_found'],
  }),
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/evidence/:evidenceId',
    needs: 'evidence:read',
    summary: 'One piece of evidence, and who had it in hand',
    params: evidenceParams,
    reply: EvidenceWithCustody,
    refusals: ['not_found'],
  }),
  capture: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/evidence',
    needs: 'evidence:write',
    status: 201,
    repeatable: false,
    summary: 'Keep an uploaded file, or a text, as evidence',
    description:
      'Either `upload_id` or `text`. The bytes are kept by their SHA-256 before anything is recorded; with `sha256` others are refused. The same upload again answers the evidence it became. Also closed and merged incidents take evidence.',
    params: incidentParams,
    body: z
      .object({
        upload_id: idOf('upload').optional(),
        text: z.string().min(1).max(1_000_000).optional(),
        name: z.string().min(1).max(20_000),
        description: words(20_000).optional(),
        step: StepOfRun.strict().optional(),
        happened_at,
        covers_from: anInstant.optional(),
        covers_to: anInstant.optional(),
        source: words(2000).optional(),
        query: Query.optional(),
        row_count: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
        command: CommandRun.extend({ started_at: anInstant, ended_at: anInstant }).strict().optional(),
        sha256: Sha256.optional(),
        preservation_id: idOf('preservation').optional().describe('what is to be kept, and is kept by this'),
      })
      .strict(),
    reply: EvidenceWithCustody,
    refusals: [
      ...(['not_found', 'payload_not_readable', 'payload_too_large', 'upload_offset_wrong'] as const),
      ...(['already_captured', 'already_exists', 'request_timeout'] as const),
    ],
  }),
  file: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/evidence/:evidenceId/file',
    needs: 'evidence:read',
    summary: 'The bytes: shown in a page where that is safe, or as a file',
    description:
      'The same bytes either way; `page` only says that a picture or a text may be shown. Every access is on record before the first byte goes out. One range is answered with 206.',
    params: evidenceParams,
    query: z.object({ as: z.enum(['page', 'file']).default('file') }).strict(),
    reply: { plain: 'bytes', mediaType: 'application/octet-stream' },
    refusals: ['not_found'],
  }),
  handOver: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/evidence/:evidenceId/hand-over',
    needs: 'evidence:write',
    status: 201,
    summary: 'Record that evidence was handed over to somebody outside of Tickmark',
    params: evidenceParams,
    body: z.object({ to: words(500), note: words(2000, 3), happened_at }).strict(),
    reply: EvidenceWithCustody,
    refusals: ['not_found'],
  }),
}

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
    body: z.object({ since: anInstant.optional(), reason: words(2000).optional(), happened_at }).strict(),
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
