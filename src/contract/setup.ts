// The set-up: questions about a company’s tools, what its documents would then say, and drafts of those it takes.
import { z } from 'zod'
import { toolKinds } from '../core/setup/tool.ts'
import { LintSummary } from './consistency.ts'
import { DocumentKind, NewDocumentId } from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { DocumentHash, DocumentId } from './runbook.ts'

const Named = z.record(z.string().max(60), z.string().max(300))

/** What is in them is held against the catalogue, and refused field by field. */
const answers = {
  tools: z
    .partialRecord(z.enum(toolKinds), z.string().max(60))
    .default({})
    .describe('the id of a tool, by kind; what is left out stays a place to fill in'),
  names: Named.default({}).describe('fixed names that commands need'),
  places: Named.default({}).describe('words that stand in every document'),
  channel: z.string().max(100).nullable().default(null).describe('where incidents are talked about; null: #incident-security'),
}

const LineCounts = z.object({ added: z.number().int(), removed: z.number().int(), changed: z.number().int() })

/** What is there of a document before a draft is made. */
export const Stands = z
  .enum(['nothing', 'shipped', 'draft', 'own'])
  .describe('shipped: it came with the software · draft: somebody is writing it · own: the organization put a text forward')

export const SavedDrafts = z.object({
  drafts: z.array(z.object({ kind: DocumentKind, id: DocumentId, title: z.string(), revision: z.number().int() })),
})

const SetUpDocument = z.object({
  kind: DocumentKind,
  id: DocumentId,
  title: z.string(),
  owner: z.string().nullable().describe('who fills the open places in, as the text says; null where it does not yet'),
  approvers: z.array(z.string()),
  stands: Stands,
  before: z.string().nullable().describe('the text that is there now'),
  markdown: z.string().describe('what the draft would say'),
  hash: DocumentHash.describe('of what the draft would say: give it back to make the draft'),
  revision: z.number().int().describe('of the draft that it would replace; 0 where there is none'),
  differs: LineCounts,
  open: z.array(z.object({ line: z.number().int(), what: z.string() })).describe('places still to be filled in'),
  tools: z.array(z.object({ kind: z.enum(toolKinds), id: z.string(), name: z.string() })).describe('for which it is written'),
  names: z.array(z.object({ name: z.string(), value: z.string() })).describe('filled into its commands'),
  linted: LintSummary,
})

const Question = z.object({ id: z.string(), ask: z.string(), example: z.string() })

export const setupApi = {
  questions: endpoint({
    method: 'GET',
    path: '/documents/setup/questions',
    needs: 'document:write',
    summary: 'What the set-up asks, the tools it knows, and what the documents here answer already',
    reply: z.object({
      kinds: z.array(
        z.object({
          kind: z.enum(toolKinds),
          ask: z.string(),
          tools: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              names: z.array(z.string()).describe('that its commands need'),
              document_names: z.array(z.string()).describe('that documents need which are written for it alone'),
            }),
          ),
        }),
      ),
      names: z.array(Question).describe('the same in every incident of a company'),
      always: z.array(z.string()).describe('names that are needed whatever the tools'),
      places: z.array(Question),
      known: z.object({ tools: z.partialRecord(z.enum(toolKinds), z.string()), company: z.string() }),
    }),
  }),
  preview: endpoint({
    method: 'POST',
    path: '/documents/setup/preview',
    needs: 'document:write',
    repeatable: false,
    summary: 'Which documents a set-up comes to, and what the linter thinks of each',
    description:
      'Nothing is kept. A document that the organization has already goes on from its text: only parts that depend on a tool are written again.',
    body: z.object(answers).strict(),
    reply: z.object({
      documents: z.array(SetUpDocument),
      left_out: z.array(z.object({ title: z.string(), because: z.string() })),
      missing_paths: z
        .array(z.object({ id: z.string(), name: z.string() }))
        .describe('escalation paths that the documents name and that are not here yet; the linter judges as if they were'),
    }),
    refusals: ['request_timeout', 'payload_too_large'],
  }),
  drafts: endpoint({
    method: 'POST',
    path: '/documents/setup/drafts',
    needs: 'document:write',
    status: 201,
    summary: 'Make drafts of the documents that are taken, from the same answers',
    description: 'All or none. Where a text is not the one that was looked at any more, the answer is `draft_changed`.',
    body: z
      .object({
        ...answers,
        take: z
          .array(z.object({ kind: DocumentKind, id: NewDocumentId, hash: DocumentHash, revision: z.number().int().min(0) }).strict())
          .min(1)
          .max(100),
      })
      .strict(),
    reply: SavedDrafts,
    refusals: ['draft_changed', 'not_found', 'payload_too_large', 'payload_not_readable'],
  }),
}
