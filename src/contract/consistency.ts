// Documents held against each other, and what the linter says of one text with all that the house knows.
import { z } from 'zod'
import { consistencyRules } from '../core/consistency/inconsistency.ts'
import { lintKinds, overalls } from '../core/lint/element.ts'
import { longestText } from '../core/lint/longestText.ts'
import { DocumentKind } from './documentShapes.ts'
import { endpoint } from './endpoint.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { Time } from './shapes.ts'

const Level = z.enum(['error', 'warning', 'note'])
const Standing = z.enum(['functional', 'generic', 'absent'])

const ConsistencySentence = z.object({
  document: z
    .object({ kind: DocumentKind, id: DocumentId, title: z.string() })
    .nullable()
    .describe('null: no sentence of a document, but what was seen or is missing, in words'),
  line: z.number().int().nullable().describe('from 1'),
  column: z.number().int().nullable().describe('from 1, in UTF-16 units'),
  text: z.string(),
})

const ConsistencyFinding = z.object({
  rule: z.enum(consistencyRules),
  level: Level,
  message: z.string(),
  suggestion: z.string(),
  sentences: z.array(ConsistencySentence).length(2).describe('the one to correct first, and what it is held against'),
})

const LintFinding = z.object({
  rule: z.string().describe('`element/what`, for instance `escalation/person-left`'),
  level: Level,
  line: z.number().int().describe('from 1'),
  column: z.number().int().describe('from 1, in UTF-16 units'),
  end_line: z.number().int(),
  end_column: z.number().int(),
  message: z.string(),
  suggestion: z.string(),
})

export const LintResult = z.object({
  kind: z.enum(lintKinds),
  elements: z.object({
    ...{ severity: Standing, escalation: Standing, containment: Standing, evidence: Standing },
    ...{ communication: Standing, review: Standing, training: Standing },
  }),
  overall: z.enum(overalls),
  score: z.number().int().min(0).max(100),
  findings: z.array(LintFinding).describe('in reading order'),
})

const Count = z.number().int()

/** What somebody reads of a text before they open it. */
export const LintSummary = LintResult.omit({ findings: true }).extend({
  counts: z.object({ error: Count, warning: Count, note: Count }).describe('findings by level, without the places still to be filled in'),
  places: Count.describe('still to be filled in'),
  findings: z.array(LintFinding).describe('the worst few, of different rules first'),
})

export const consistencyApi = {
  get: endpoint({
    method: 'GET',
    path: '/consistency',
    needs: 'runbook:read',
    summary: 'Where documents in force say two things, promise what no runbook does, or are led to by no alert',
    description:
      'Computed when asked, from the documents in force, the alerts of the last 90 days (the latest 20,000) and the incidents that are not private. At most 500 findings of each kind are given, the worst first.',
    reply: z.object({
      items: z.array(ConsistencyFinding),
      left_out: z.number().int().describe('findings beyond the first 500 of their kind'),
      documents: z.object({ policies: z.number().int(), runbooks: z.number().int() }),
      alert_kinds: z.number().int().describe('kinds of alert that were seen'),
      since: Time.describe('since when alerts were looked at'),
    }),
    refusals: ['request_timeout'],
  }),
  lint: endpoint({
    method: 'POST',
    path: '/lint',
    needs: 'runbook:read',
    repeatable: false,
    takesUpTo: 4 * 1024 * 1024,
    summary: 'What the linter says of a text, knowing the directory, escalation paths, logs, policies and other documents',
    description: `Nothing is kept. A text over ${longestText.toLocaleString('en')} characters is refused (\`payload_too_large\`), and one that takes longer than ten seconds (\`request_timeout\`).`,
    body: z
      .object({
        markdown: z.string().max(2 * longestText),
        kind: DocumentKind.optional().describe('where the text does not say'),
        path: z.string().trim().min(1).max(500).optional().describe('says what a text without a heading is'),
      })
      .strict(),
    reply: LintResult,
    refusals: ['payload_too_large', 'request_timeout'],
  }),
  findings: endpoint({
    method: 'GET',
    path: '/documents/:kind/:documentId/findings',
    needs: 'runbook:read',
    summary: 'What the linter says of a document that is kept, with all that the house knows',
    description: 'Of the version in force, or of the one whose hash is given.',
    params: z.object({ kind: DocumentKind, documentId: DocumentId }),
    query: z.object({ version: DocumentHash.optional() }).strict(),
    reply: LintResult.extend({ version: DocumentHash }),
    refusals: ['not_found', 'payload_too_large', 'request_timeout'],
  }),
}
