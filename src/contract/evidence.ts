// Evidence of incidents: bytes that were kept, and who had them in hand since.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idOf, Time, Who, words } from './shapes.ts'

const anInstant = z.iso.datetime({ offset: true })
/** Shared with what is to be kept: both are done on phones and in shells that may be without connection. */
export const happened_at = anInstant
  .optional()
  .describe('When it was done, where that is earlier than now: a phone or a shell without connection. RFC 3339')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits')

const incidentParams = z.object({ incidentId: idOf('incident') })
const evidenceParams = z.object({ incidentId: idOf('incident'), evidenceId: idOf('evidence') })

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

const Query = z.string().trim().min(1).max(20_000)

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
