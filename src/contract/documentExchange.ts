// Documents as files: pushed from a repository, and pulled into one.
import { z } from 'zod'
import { Basis, DocumentKind, Markdown, Origin, PlaceCursor, TextProblem } from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { Time } from './shapes.ts'

const pushOutcomes = ['unchanged', 'proposed', 'in-force', 'refused'] as const

const FilePath = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\\\p{Cc}]+$/u, 'a path with forward slashes')
  .describe('relative to the root of the repository, with forward slashes')

export const documentExchangeApi = {
  push: endpoint({
    method: 'POST',
    path: '/documents/push',
    needs: 'document:write',
    takesUpTo: 16 * 1024 * 1024,
    summary: 'Propose many files at once; what is there already stays as it is',
    description:
      'Each file is taken whole or refused whole, and one that is refused does not keep the others. Sending the same files again changes nothing. A path that leads out of the repository is refused. Markdown without front matter is a runbook, named after its path. `dry_run` answers the same and does nothing. One request takes up to 200 files and 16 MiB.',
    body: z
      .object({
        files: z
          .array(z.object({ path: FilePath, markdown: Markdown }).strict())
          .min(1)
          .max(200),
        origin: Origin.optional(),
        dry_run: z.boolean().default(false),
      })
      .strict(),
    reply: z.object({
      dry_run: z.boolean(),
      files: z.array(
        z.object({
          path: z.string(),
          kind: DocumentKind.nullable().describe('null where the text cannot be read'),
          id: DocumentId.nullable(),
          outcome: z.enum(pushOutcomes),
          because: z.string().describe('in words'),
          number: z.number().int().nullable().describe('of the version; null where it is refused, or would be a new one in a dry run'),
          hash: DocumentHash.nullable(),
          replaces: z
            .object({ number: z.number().int(), hash: DocumentHash })
            .nullable()
            .describe(
              'the version in force until now, else the one put forward last: what it differs from; null where it is refused or the first',
            ),
          waits_for: z.array(z.string()).describe('whose approval is missing'),
          problems: z.array(TextProblem),
        }),
      ),
    }),
    refusals: ['payload_too_large'],
  }),
  pull: endpoint({
    method: 'GET',
    path: '/documents/pull',
    needs: 'runbook:read',
    summary: 'Every document that is in force as a file, page by page',
    query: z
      .object({
        kind: DocumentKind.optional(),
        cursor: PlaceCursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      })
      .strict(),
    reply: z.object({
      items: z.array(
        z.object({
          path: z.string().describe('where it was pushed from, else policies/<id>.md or runbooks/<id>.md'),
          kind: DocumentKind,
          id: DocumentId,
          number: z.number().int(),
          hash: DocumentHash,
          in_force_from: Time,
          basis: Basis,
          markdown: z.string(),
        }),
      ),
      next_cursor: z.string().nullable(),
    }),
  }),
}
