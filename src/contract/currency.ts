// Was it current from … to …? Answered for any past period from the ledger’s entries, with the entries.
import { z } from 'zod'
import { gapCauses } from '../core/document/currency.ts'
import { Approval, Basis, Coverage, DocumentKind } from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { Time, Who } from './shapes.ts'

const Stretch = { from: Time, to: Time.describe('up to and without'), days: z.number().describe('one decimal') }
const Version = z.object({ number: z.number().int(), hash: DocumentHash })

export const Currency = z.object({
  kind: DocumentKind,
  id: DocumentId,
  title: z.string(),
  from: Time,
  to: Time.describe('up to and without; never after now'),
  current: z.boolean().describe('a version was in force all the time, and its review was never overdue'),
  answer: z.string().describe('in one sentence'),
  remarks: z.array(z.string()).describe('what an auditor should know besides: approved by nobody, approved late, corrected since'),
  versions: z
    .array(
      Version.extend({
        ...Stretch,
        title: z.string(),
        in_force_since: Time.describe('may lie before the period'),
        basis: Basis,
        emergency: z.string().nullable(),
        approvers: z.array(z.string()).describe('as the text names them'),
        quorum: z.number().int(),
        approvals: z.array(Approval).describe('those given before the period ended'),
        approved_by_the_end: z.boolean(),
      }),
    )
    .describe('in order, each stretch of the period that one was in force'),
  reviews: z
    .array(
      z.object({
        ...Stretch,
        rests_on: z.object({
          what: z.enum(['review', 'version']),
          at: Time,
          by: Who,
          reason: z.string().nullable(),
          version: Version,
        }),
        every: z.string().nullable(),
        grace: z.string().nullable(),
        due_at: Time.nullable(),
        overdue_at: Time.nullable(),
      }),
    )
    .describe('the look that each stretch of the period rests on'),
  gaps: z
    .array(
      z.object({
        ...Stretch,
        cause: z.enum(gapCauses),
        since: Time.describe('may lie before the period'),
        due_at: Time.nullable().describe('of the review that was overdue'),
        reason: z.string().nullable().describe('why it was retired'),
      }),
    )
    .describe('what of the period is not covered'),
  gap_days: z.number(),
  acknowledgement: z
    .array(Coverage.extend({ at: Time, version: Version.nullable() }))
    .describe('at the beginning, and wherever it changes; empty where nobody was asked'),
  acknowledgement_in_words: z
    .array(z.string())
    .describe('a sentence for each version that asks somebody, and what the figures do not say; the words of the verifier of packages'),
  corrections: z
    .array(z.object({ at: Time, by: Who, reason: z.string(), of: Time.describe('when what is corrected was recorded') }))
    .describe('corrections of what the period rests on, whenever they were made: the answer is given with them'),
  afterwards: z
    .array(z.object({ at: Time, by: Who, what: z.string() }))
    .describe('approvals of these versions after the period ended: shown, and not counted'),
  entries: z
    .array(
      z.object({ index: z.number().int().nullable().describe('null while pending'), leaf_hash: z.string(), kind: z.string(), at: Time }),
    )
    .describe('the ledger entries that it rests on'),
})

const period = z
  .object({
    from: z.string().min(1).max(40).describe('an instant (RFC 3339), or a date'),
    to: z.string().min(1).max(40).describe('an instant, not included; or a date, included to its end'),
  })
  .strict()

const asked = {
  time_zone: z.string().describe('of the organization: where dates begin and end'),
  as: z.enum(['instants', 'dates']),
  until_now: z.boolean().describe('the period is not over: answered up to now'),
}

const answer = Currency.extend(asked)
const one = { method: 'GET', needs: 'runbook:read', query: period, reply: answer, refusals: ['not_found', 'period_not_valid'] } as const

export const currencyApi = {
  policy: endpoint({
    ...one,
    path: '/policies/:documentId/currency',
    summary: 'Was this policy current from … to …?',
    params: z.object({ documentId: DocumentId }),
  }),
  document: endpoint({
    ...one,
    path: '/documents/:kind/:documentId/currency',
    summary: 'Was this document current from … to …?',
    params: z.object({ kind: DocumentKind, documentId: DocumentId }),
  }),
  all: endpoint({
    method: 'GET',
    path: '/currency',
    needs: 'runbook:read',
    summary: 'Which documents were current from … to …? All that were ever in force before its end',
    query: period.extend({ kind: DocumentKind.optional() }).strict(),
    reply: z.object({ ...asked, from: Time, to: Time, items: z.array(Currency) }),
    refusals: ['period_not_valid'],
  }),
}
