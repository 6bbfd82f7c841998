// Documents that live: drafts, proposals, approvals, what is in force since when, reviews and acknowledgements.
import { z } from 'zod'
import { overalls } from '../core/lint/element.ts'
import {
  Acknowledgements,
  Document,
  DocumentKind,
  DocumentText,
  Draft,
  ListedDocument,
  Markdown,
  NewDocumentId,
  Origin,
  PlaceCursor,
} from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { none, Time, words } from './shapes.ts'

const ofDocument = z.object({ kind: DocumentKind, documentId: DocumentId })
const ofNewDocument = z.object({ kind: DocumentKind, documentId: NewDocumentId })
const ofVersion = ofDocument.extend({ hash: DocumentHash })
const reason = words(2000, 3)

/** A text of 1 MiB, however its characters are escaped in JSON. */
const textBody = 7 * 1024 * 1024

export const documentFilters = [
  'all',
  'waiting',
  'waiting-for-me',
  'review-due',
  'review-overdue',
  'acknowledgements-missing',
  ...overalls,
  'retired',
] as const

const textRefusals = ['payload_too_large', 'payload_not_readable', 'document_not_valid'] as const

export const documentApi = {
  list: endpoint({
    method: 'GET',
    path: '/documents',
    needs: 'runbook:read',
    summary: 'Policies and runbooks by title, with what is in force, waiting, due and missing, and what the linter says of each as a whole',
    description:
      'The linter reads a text once: what it said is kept until the text, the policy that it cites, a whole escalation path or the linter itself is another. What it has not read yet has no word of it, and has one moments after somebody asked for the list.',
    query: z
      .object({
        kind: DocumentKind.optional(),
        filter: z.enum(documentFilters).default('all').describe('all: without those retired'),
        search: z.string().trim().max(200).optional().describe('in title, id and owner'),
        cursor: PlaceCursor.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      })
      .strict(),
    reply: z.object({
      items: z.array(ListedDocument),
      next_cursor: z.string().nullable(),
      counts: z
        .record(z.enum(documentFilters), z.number().int())
        .describe('how many each filter would show, of the kind and search asked for'),
    }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/documents/:kind/:documentId',
    needs: 'runbook:read',
    summary: 'One document: its versions with who approved them, its reviews, and how it stands',
    params: ofDocument,
    reply: Document,
    refusals: ['not_found'],
  }),
  text: endpoint({
    method: 'GET',
    path: '/documents/:kind/:documentId/versions/:hash',
    needs: 'runbook:read',
    summary: 'The text of one version, byte for byte',
    params: ofVersion,
    reply: DocumentText,
    refusals: ['not_found'],
  }),
  draft: endpoint({
    method: 'GET',
    path: '/documents/:kind/:documentId/draft',
    needs: 'document:write',
    summary: 'The draft of a document, the one text that may still change',
    params: ofNewDocument,
    reply: Draft,
  }),
  saveDraft: endpoint({
    method: 'PATCH',
    path: '/documents/:kind/:documentId/draft',
    needs: 'document:write',
    takesUpTo: textBody,
    summary: 'Save the draft; a new document begins here',
    description:
      '`revision` is the one that was loaded, 0 where there was none. Where somebody saved another meanwhile the answer is `draft_changed`, and says who and when.',
    params: ofNewDocument,
    body: z.object({ revision: z.number().int().min(0), markdown: Markdown }).strict(),
    reply: Draft,
    refusals: ['draft_changed', 'nothing_changed', 'payload_too_large', 'payload_not_readable'],
  }),
  deleteDraft: endpoint({
    method: 'DELETE',
    path: '/documents/:kind/:documentId/draft',
    needs: 'document:write',
    summary: 'Throw the draft away',
    params: ofNewDocument,
    query: z.object({ revision: z.coerce.number().int().min(1) }).strict(),
    reply: Draft,
    refusals: ['not_found', 'draft_changed'],
  }),
  propose: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/propose',
    needs: 'document:write',
    takesUpTo: textBody,
    status: 201,
    summary: 'Make the draft, or the text that is given, a version and propose it',
    description:
      'A text that names approvers waits for them. One that names none takes effect at once where the caller may publish, and otherwise waits for somebody who may. `emergency` puts it in force before its approval, with the reason, for ever marked as such. A proposed draft is gone as a draft.',
    params: ofNewDocument,
    body: z
      .object({
        markdown: Markdown.optional().describe('instead of the draft'),
        draft_revision: z.number().int().min(1).optional().describe('the draft as it was seen; another one is `draft_changed`'),
        note: words(2000).optional().describe('what changed and why'),
        takes_effect_at: z.iso.datetime({ offset: true }).optional().describe('RFC 3339; not before now: nothing is back-dated'),
        emergency: z.object({ reason }).strict().optional(),
        origin: Origin.optional(),
      })
      .strict(),
    reply: Document,
    refusals: ['not_found', 'draft_changed', 'nothing_changed', 'state_not_possible', 'role_needed', ...textRefusals],
  }),
  approve: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/versions/:hash/approve',
    needs: 'document:approve',
    personOnly: true,
    summary: 'Approve a proposed version; with the last approval it takes effect',
    description:
      'Whoever proposed it does not approve it, and nobody approves twice. `as` names the approver of the text that is signed for; it may be left out where there is one choice. A title, like `cto`, is signed as by somebody who may publish. An emergency change is approved after the fact, and shown with how late.',
    params: ofVersion,
    body: z.object({ as: words(320).optional() }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible', 'second_person_needed', 'role_needed', 'already_approved'],
  }),
  publish: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/versions/:hash/publish',
    needs: 'document:publish',
    personOnly: true,
    summary: 'Put a proposed version in force that names no approvers, or vouch for it after an emergency',
    params: ofVersion,
    body: none,
    reply: Document,
    refusals: ['not_found', 'state_not_possible'],
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/versions/:hash/withdraw',
    needs: 'document:write',
    summary: 'Withdraw a version before it takes effect',
    params: ofVersion,
    body: z.object({ reason }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible', 'role_needed'],
  }),
  review: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/reviews',
    needs: 'document:write',
    personOnly: true,
    status: 201,
    summary: 'Say that the version in force is still valid, and why',
    description: 'A text that names approvers is reviewed by somebody who could approve it.',
    params: ofDocument,
    body: z.object({ hash: DocumentHash.describe('the version that was looked at'), reason }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible', 'role_needed'],
  }),
  takeBackReview: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/reviews/:position/take-back',
    needs: 'document:approve',
    personOnly: true,
    summary: 'Take a review back by a correction, with a reason; both stay on record',
    params: ofDocument.extend({ position: z.coerce.number().int().min(0) }),
    body: z.object({ reason }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible'],
  }),
  retire: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/retire',
    needs: 'document:publish',
    personOnly: true,
    summary: 'Retire a document: nothing of it is in force any more',
    params: ofDocument,
    body: z.object({ reason }).strict(),
    reply: Document,
    refusals: ['not_found', 'already_retired'],
  }),
  resume: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/resume',
    needs: 'document:publish',
    personOnly: true,
    summary: 'Take a retired document up again: what was in force last is so again',
    params: ofDocument,
    body: z.object({ reason }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible'],
  }),
  acknowledgements: endpoint({
    method: 'GET',
    path: '/documents/:kind/:documentId/acknowledgements',
    needs: 'runbook:read',
    summary: 'Who has acknowledged the version in force and who has not yet, now or at an instant',
    params: ofDocument,
    query: z.object({ at: z.iso.datetime({ offset: true }).optional() }).strict(),
    reply: Acknowledgements,
    refusals: ['not_found', 'period_not_valid'],
  }),
  acknowledge: endpoint({
    method: 'POST',
    path: '/documents/:kind/:documentId/acknowledge',
    needs: 'runbook:read',
    personOnly: true,
    status: 201,
    summary: 'Acknowledge the version in force: I have read it and will follow it',
    params: ofDocument,
    body: z.object({ hash: DocumentHash.describe('the version that was read') }).strict(),
    reply: Document,
    refusals: ['not_found', 'state_not_possible'],
  }),
  waitingForMe: endpoint({
    method: 'GET',
    path: '/documents/waiting',
    needs: 'runbook:read',
    personOnly: true,
    summary: 'What waits for the caller: versions to approve or publish, texts to acknowledge, reviews that are due; the most urgent first',
    reply: z.object({
      items: z.array(
        z.object({
          what: z.enum(['approve', 'publish', 'acknowledge', 'review']),
          kind: DocumentKind,
          id: DocumentId,
          title: z.string(),
          number: z.number().int(),
          hash: DocumentHash,
          due_at: Time.nullable(),
          overdue: z.boolean(),
        }),
      ),
    }),
  }),
}
