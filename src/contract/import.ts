// Importing: a file becomes Markdown with a report of how it stands, and what is taken of it becomes drafts.
import { z } from 'zod'
import { LintSummary } from './consistency.ts'
import { DocumentKind, Markdown, NewDocumentId } from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { SavedDrafts, Stands } from './setup.ts'

/** An export of a space with its pictures; the text in it is a small part. */
export const longestImport = 32 * 1024 * 1024
/** More than anybody reads through in one sitting. */
export const mostImported = 200

const ImportedDocument = z.object({
  from: z.string().describe('the file, with the place in a ZIP behind it'),
  kind: DocumentKind,
  id: NewDocumentId,
  title: z.string(),
  markdown: z.string().describe('its words as they were, below a front matter that says what it is and where it came from'),
  left: z.array(z.string()).describe('what could not be taken along, for instance “2 pictures”'),
  stands: Stands,
  revision: z.number().int().describe('of the draft that it would replace; 0 where there is none'),
  linted: LintSummary.describe('of the text as it came'),
})

export const importApi = {
  report: endpoint({
    method: 'POST',
    path: '/documents/import',
    needs: 'document:write',
    repeatable: false,
    summary: 'What a file would become, and what the linter thinks of it as it is: Markdown, Word, HTML, a ZIP of Confluence or Notion',
    description: `The body is the file. It is told by its bytes, not by its name. Nothing is kept. At most ${longestImport / 1024 / 1024} MiB and ${mostImported} pages are taken at once; macros, passwords, PDF and Word files of before 2007 are refused by name.`,
    query: z.object({ name: z.string().trim().min(1).max(300).describe('of the file') }).strict(),
    takes: 'bytes',
    reply: z.object({
      documents: z.array(ImportedDocument),
      skipped: z.array(z.object({ from: z.string(), because: z.string() })).describe('the first hundred'),
      skipped_more: z.number().int(),
    }),
    refusals: ['payload_too_large', 'payload_not_readable', 'unsupported_media_type', 'request_timeout', 'too_many_uploads'],
  }),
  drafts: endpoint({
    method: 'POST',
    path: '/documents/import/drafts',
    needs: 'document:write',
    takesUpTo: 16 * 1024 * 1024,
    status: 201,
    summary: 'Make drafts of imported texts',
    description: 'All or none. `revision` is the one that the report gave; a draft that somebody saved meanwhile is not written over.',
    body: z
      .object({
        documents: z
          .array(z.object({ kind: DocumentKind, id: NewDocumentId, revision: z.number().int().min(0), markdown: Markdown }).strict())
          .min(1)
          .max(mostImported),
      })
      .strict(),
    reply: SavedDrafts,
    refusals: ['draft_changed', 'payload_too_large', 'payload_not_readable'],
  }),
}
