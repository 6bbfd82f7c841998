// What a policy promises, and the records of a period that show each promise kept or broken.
import { z } from 'zod'
import { natures } from '../core/commitment/nature.ts'
import { outcomes } from '../core/commitment/outcome.ts'
import { endpoint } from './endpoint.ts'
import { Period, periodQuery } from './population.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { idOf, Time } from './shapes.ts'

/** What a record is, and so where it is gone to. */
export const recordKinds = [
  ...(['incident', 'updates', 'page', 'review', 'action', 'notice', 'evidence', 'alert'] as const),
  ...(['acknowledgement', 'look', 'version'] as const),
] as const

const Span = { from: Time, to: Time.describe('up to and without; never after now'), days: z.number().describe('one decimal') }

export const CommitmentRecord = z.object({
  id: z.string().describe('tells it apart from the others of its commitment'),
  kind: z.enum(recordKinds),
  name: z.string().describe('INC-7, ALT-12, or what else it is called'),
  title: z.string().nullable().describe('null where it belongs to what the caller may not see'),
  is_redacted: z.boolean().describe('of a private incident, or of what the caller may not read: its name and outcome alone'),
  outcome: z.enum(outcomes),
  counted_from: Time.nullable(),
  due_at: Time.nullable().describe('the strict instant, kept up to and including its second; null where none can be counted'),
  done_at: Time.nullable(),
  late_by: z.number().int().nullable().describe('seconds, to when it was done or to now; null where it is not late'),
  why: z.string().nullable().describe('why it cannot be judged, or what else broke it than being late'),
  in_force: z.number().int().describe('the version that it is judged by'),
  incident: z.object({ id: idOf('incident'), number: z.string() }).nullable(),
  alert: idOf('alert').nullable(),
  notice: idOf('notice').nullable(),
  version: DocumentHash.nullable(),
})

const OutcomeCounts = z.object({
  all: z.number().int().describe('the sum of the others; private incidents included'),
  broken: z.number().int(),
  unjudged: z.number().int(),
  running: z.number().int().describe('not done, and not due yet'),
  kept: z.number().int(),
})

export const CommitmentLine = z.object({
  id: z.string().describe('severity/SEV1/acknowledge; a promise that changed has a line for each of its values'),
  version: z.number().int().describe('the newest of the versions that promise just this'),
  about: z.string(),
  what: z.string(),
  value: z.string(),
  nature: z
    .enum(natures)
    .describe('judged: by records · rule: what others go by, nothing to keep by itself · not-recorded: nothing in Tickmark records it'),
  says: z.string().nullable().describe('why nothing is counted; null where something is'),
  in_force: z
    .array(z.object({ ...Span, number: z.number().int() }))
    .describe('when it was promised in the period; empty where only a record that was judged by it lies there'),
  counts: OutcomeCounts,
  broken: z.array(CommitmentRecord).describe('the first ten'),
})

export const Commitments = z.object({
  id: DocumentId,
  title: z.string(),
  period: Period,
  until_now: z.boolean().describe('the period is not over'),
  versions: z.array(z.object({ ...Span, number: z.number().int(), hash: DocumentHash })).describe('that were in force in the period'),
  exercises: z.number().int().describe('declared in the period; they are incidents by practice, and not judged here'),
  commitments: z.array(CommitmentLine),
})

const about =
  'Days are calendar days in the organization’s time zone, both included; without them the last quarter that is over. Incidents count in the period they were declared in, alerts in that they were received in; what a document asks of itself, in every period its time ran in. Each record is judged by the version in force at its own instant.'
const params = z.object({ documentId: DocumentId })

export const commitmentApi = {
  list: endpoint({
    method: 'GET',
    path: '/policies/:documentId/commitments',
    needs: 'incident:read',
    summary: 'What a policy promises, and how many records of a period show each promise kept or broken',
    description: about,
    params,
    query: z.object(periodQuery).strict(),
    reply: Commitments,
    refusals: ['not_found', 'period_not_valid'],
  }),
  records: endpoint({
    method: 'GET',
    path: '/policies/:documentId/commitments/records',
    needs: 'incident:read',
    summary: 'The records of a period that one commitment is judged by: broken ones first, then by when they began',
    description: about,
    params,
    query: z
      .object({
        ...periodQuery,
        commitment: z.string().min(1).max(400).describe('the id of its line'),
        version: z.coerce.number().int().min(1).describe('a version that promises it: what another one promised is left out'),
        outcome: z.enum(outcomes).optional(),
        cursor: z.string().max(200).optional().describe('next_cursor of the page before'),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      })
      .strict(),
    reply: z.object({ total: z.number().int(), items: z.array(CommitmentRecord), next_cursor: z.string().nullable() }),
    refusals: ['not_found', 'period_not_valid'],
  }),
}
