// Frameworks and their criteria: what each asks, which documents answer it, what evidences it in a period, and what stands beside it.
import { z } from 'zod'
import { answeringKinds, bases, categories, confidences, relevances } from '../core/framework/framework.ts'
import { populationIds } from '../core/framework/population.ts'
import { endpoint } from './endpoint.ts'
import { Period, PopulationCount, periodQuery } from './population.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { CalendarDate, Time } from './shapes.ts'

const Confidence = z.enum(confidences)
const CriterionId = z.string().describe('soc2:CC7.4')

export const CatalogueSource = z.object({
  id: z.string(),
  what: z.string(),
  seen: z.string(),
  confidence: Confidence,
  note: z.string().nullable(),
})

/** Enough to speak of a criterion and to go to it. */
export const CriterionName = z.object({
  id: CriterionId,
  framework: z.string(),
  framework_name: z.string().describe('SOC 2'),
  ref: z.string(),
  title: z.string(),
})

const Misfiling = z.object({ what: z.string(), filed_under: CriterionName, belongs_in: z.array(CriterionName) })

export const Misreading = z.object({
  id: z.string(),
  claim: z.string().describe('what is often said'),
  correct: z.string(),
  support: z.string().nullable(),
  advice: z.string(),
  places: z.array(Misfiling),
  sources: z.array(CatalogueSource),
})

export const FrameworkLine = z.object({
  id: z.string(),
  version: z.number().int().describe('of the catalogue; a published version never changes'),
  published: CalendarDate,
  name: z.string(),
  title: z.string(),
  rights: z.string().describe('whose the text is; summaries here are our own words'),
  confidence: Confidence,
  criteria: z.number().int(),
  versions: z.array(z.object({ version: z.number().int(), published: CalendarDate })).describe('the newest first'),
})

const DocumentCounts = z.object({
  policies: z.number().int(),
  runbooks: z.number().int(),
  not_current: z.number().int().describe('of these, how many were not current throughout the period'),
})

export const CriterionLine = z.object({
  id: CriterionId,
  ref: z.string(),
  title: z.string(),
  summary: z.string(),
  relevance: z.enum(relevances),
  applies: z.enum(categories).nullable().describe('asked only where this category is in the report'),
  populations: z.array(z.enum(populationIds)).describe('what evidences it; empty where it is evidenced elsewhere'),
  asks_documents: z.array(z.enum(answeringKinds)),
  documents: DocumentCounts.describe('how many answer it'),
  beside: z.number().int().describe('criteria of other frameworks that stand beside it'),
  filed: z
    .array(z.object({ side: z.enum(['here', 'elsewhere']), what: z.string(), others: z.array(CriterionName) }))
    .describe('here: filed under this one, belongs in the others; elsewhere: belongs here, filed under the other'),
})

export const Framework = FrameworkLine.extend({
  note: z.string().nullable(),
  sources: z.array(CatalogueSource),
  misreadings: z.array(Misreading).describe('about the framework as a whole'),
  period: Period,
  populations: z.array(PopulationCount).describe('each once; criteria name theirs'),
  groups: z.array(z.object({ id: z.string(), title: z.string(), criteria: z.array(CriterionLine) })),
})

export const AnsweringDocument = z.object({
  kind: z.enum(['policy', 'runbook']),
  id: DocumentId,
  title: z.string(),
  owner: z.string().nullable(),
  number: z.number().int(),
  hash: DocumentHash,
  since: Time.describe('since when this version is the one'),
  currency: z
    .object({ current: z.boolean(), gap_days: z.number(), answer: z.string().describe('in one sentence') })
    .nullable()
    .describe('whether it was current throughout the period; null where the period has not begun'),
  because: z
    .enum(['named', 'beside', 'kind'])
    .describe(
      'named: its `applies_to` names this criterion; beside: it names one that the crosswalk puts beside it; kind: any runbook answers it',
    ),
  by: CriterionName.nullable().describe('which one it names, where that is another'),
})

export const Criterion = CriterionLine.omit({ documents: true, beside: true, filed: true, populations: true }).extend({
  framework: FrameworkLine,
  group: z.object({ id: z.string(), title: z.string() }),
  points: z
    .array(z.object({ label: z.string(), gist: z.string(), applies: z.enum(categories).nullable() }))
    .describe('guidance, never pass or fail'),
  tests: z.array(z.string()).describe('what an auditor tries out'),
  evidence: z.array(z.string()).describe('what they accept as evidence'),
  note: z.string().nullable(),
  period: Period,
  populations: z.array(PopulationCount),
  documents: z.array(AnsweringDocument),
  beside: z.array(
    z.object({
      criterion: CriterionName,
      basis: z.enum(bases).describe('editorial: our judgement'),
      corroborated_by: z.array(CatalogueSource).describe('independent mappings that hold the same pair'),
    }),
  ),
  crosswalk_version: z.number().int(),
  filed: z.array(Misfiling.extend({ side: z.enum(['here', 'elsewhere']), misreading: Misreading })),
  misreadings: z.array(Misreading).describe('the rest of what is often said of it'),
})

const frameworkName = z.string().regex(/^[a-z0-9]{1,30}$/, 'a framework by its id, like soc2')

export const frameworkApi = {
  list: endpoint({
    method: 'GET',
    path: '/frameworks',
    needs: 'framework:read',
    summary: 'Frameworks, in their newest version',
    reply: z.object({ items: z.array(FrameworkLine), crosswalk_version: z.number().int(), misreadings_version: z.number().int() }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/frameworks/:framework',
    needs: 'framework:read',
    summary: 'One framework with its criteria, and what evidences them in a period',
    description: 'Days are calendar days in the organization’s time zone, both included; without them the last quarter that is over.',
    params: z.object({ framework: frameworkName }),
    query: z.object({ ...periodQuery, version: z.coerce.number().int().min(1).optional() }).strict(),
    reply: Framework,
    refusals: ['not_found', 'period_not_valid'],
  }),
  criterion: endpoint({
    method: 'GET',
    path: '/criteria/:framework/:ref',
    needs: 'framework:read',
    summary: 'One criterion: what it asks, what answers and evidences it, and what stands beside it',
    description: 'Days are calendar days in the organization’s time zone, both included; without them the last quarter that is over.',
    params: z.object({ framework: frameworkName, ref: z.string().min(1).max(40) }),
    query: z.object(periodQuery).strict(),
    reply: Criterion,
    refusals: ['not_found', 'period_not_valid'],
  }),
}
