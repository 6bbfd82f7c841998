// What a framework asks, in our own words; what stands beside it in others; and what people get wrong about it.
import type { PopulationId } from './population.ts'

/** `soc2:CC7.4`: the framework, and the reference as the framework writes it. */
export type CriterionId = string

export const confidences = ['high', 'medium', 'low'] as const
export type Confidence = (typeof confidences)[number]

export const relevances = ['core', 'supporting'] as const
export const categories = ['availability', 'confidentiality', 'privacy'] as const
export const answeringKinds = ['policies', 'runbooks'] as const
export type AnsweringKind = (typeof answeringKinds)[number]

export type CatalogueSource = { id: string; what: string; seen: string; confidence: Confidence; note: string | null }

/** Something the framework suggests looking at. Guidance, never pass or fail. */
export type PointOfFocus = { label: string; gist: string; applies: (typeof categories)[number] | null }

export type Criterion = {
  id: CriterionId
  framework: string
  group: string
  ref: string
  title: string
  summary: string
  /** Core: it is about incidents, monitoring or evidence. Supporting: it asks for something that an incident touches. */
  relevance: (typeof relevances)[number]
  /** Asked only where this category is in the report. */
  applies: (typeof categories)[number] | null
  points: readonly PointOfFocus[]
  /** What an auditor tries out. */
  tests: readonly string[]
  /** What they accept as evidence. */
  evidence: readonly string[]
  note: string | null
  populations: readonly PopulationId[]
  documents: readonly AnsweringKind[]
}

export type CriterionGroup = { id: string; title: string; criteria: readonly Criterion[] }

export type Framework = {
  id: string
  version: number
  published: string
  order: number
  name: string
  title: string
  /** Whose the text is. */
  rights: string
  confidence: Confidence
  note: string | null
  sources: readonly CatalogueSource[]
  groups: readonly CriterionGroup[]
}

export const bases = ['editorial'] as const

/** Evidence for one usually helps the other; neither means that they ask the same. */
export type Pair = { a: CriterionId; b: CriterionId; basis: (typeof bases)[number]; corroboratedBy: readonly CatalogueSource[] }

export type Misfiling = { what: string; filedUnder: CriterionId; belongsIn: readonly CriterionId[] }

export type Misreading = {
  id: string
  claim: string
  correct: string
  support: string | null
  advice: string
  /** Criteria, or a whole framework by its id. */
  concerns: readonly string[]
  places: readonly Misfiling[]
  sources: readonly CatalogueSource[]
}

export type FrameworkCatalogue = {
  /** The newest version of each, in the order in which they are shown. */
  frameworks: readonly Framework[]
  /** Every version that was ever published. */
  versions: readonly Framework[]
  crosswalk: { version: number; pairs: readonly Pair[] }
  misreadings: { version: number; items: readonly Misreading[] }
}

export function criterionId(framework: string, ref: string): CriterionId {
  return `${framework}:${ref}`
}

export function findFramework(catalogue: FrameworkCatalogue, id: string, version?: number): Framework | undefined {
  if (version === undefined) return catalogue.frameworks.find((framework) => framework.id === id)
  return catalogue.versions.find((framework) => framework.id === id && framework.version === version)
}

export function criteriaOf(framework: Framework): Criterion[] {
  return framework.groups.flatMap(({ criteria }) => criteria)
}

export function findCriterion(catalogue: FrameworkCatalogue, id: CriterionId): Criterion | undefined {
  const framework = findFramework(catalogue, id.split(':', 1)[0] ?? '')
  return framework && criteriaOf(framework).find((criterion) => criterion.id === id)
}
