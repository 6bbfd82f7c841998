// All frameworks, and one with its criteria and what evidences them in a period.
import type { z } from 'zod'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { CriterionLine, frameworkApi } from '../../contract/framework.ts'
import { documentsAnswering } from '../../core/framework/answering.ts'
import { besideCriterion } from '../../core/framework/beside.ts'
import { type Criterion, criteriaOf, findFramework } from '../../core/framework/framework.ts'
import { misreadingsOf } from '../../core/framework/misfiled.ts'
import { lookedAt } from '../../core/framework/period.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { organizationView } from '../organization/views.ts'
import { answeringDocuments, type NamedDocument } from './answeringDocuments.ts'
import { shippedFrameworks } from './frameworkCatalogue.ts'
import { filedShape, frameworkLine, misreadingShape, periodShape } from './frameworkShapes.ts'
import { countPopulations } from './populationCountViews.ts'

export function listFrameworks(): ReplyOf<typeof frameworkApi.list> {
  const catalogue = shippedFrameworks()
  return {
    items: catalogue.frameworks.map((framework) => frameworkLine(catalogue, framework)),
    crosswalk_version: catalogue.crosswalk.version,
    misreadings_version: catalogue.misreadings.version,
  }
}

export function noSuchFramework(id: string): Refusal {
  const known = shippedFrameworks().frameworks.map((framework) => framework.id)
  return new Refusal('not_found', `There is no framework “${id}” in that version. There are ${known.join(', ')}.`)
}

export async function showFramework(
  tx: OrganizationTx,
  id: string,
  query: QueryOf<typeof frameworkApi.get>,
  now: Instant,
): Promise<ReplyOf<typeof frameworkApi.get>> {
  const catalogue = shippedFrameworks()
  const framework = findFramework(catalogue, id, query.version)
  if (framework === undefined) throw noSuchFramework(id)
  const { time_zone: timeZone } = await organizationView(tx)
  const period = lookedAt(query, timeZone, now)
  const documents = await answeringDocuments(tx, period, now)
  const needed = criteriaOf(framework).flatMap(({ populations }) => populations)
  return {
    ...frameworkLine(catalogue, framework),
    note: framework.note,
    sources: framework.sources.map((source) => ({ ...source })),
    misreadings: misreadingsOf(catalogue, id).map((misreading) => misreadingShape(catalogue, misreading)),
    period: periodShape(period),
    populations: await countPopulations(tx, needed, { ...period, now }),
    groups: framework.groups.map((group) => ({
      id: group.id,
      title: group.title,
      criteria: group.criteria.map((criterion) => criterionLine(criterion, documents)),
    })),
  }
}

function criterionLine(criterion: Criterion, documents: readonly NamedDocument[]): z.output<typeof CriterionLine> {
  const catalogue = shippedFrameworks()
  const answers = documentsAnswering(catalogue, criterion, documents)
  const { id, ref, title, summary, relevance, applies, populations } = criterion
  const count = (kind: string) => answers.filter(({ document }) => document.kind === kind).length
  const lapsed = answers.filter(({ document }) => document.currency?.current === false).length
  return {
    ...{ id, ref, title, summary, relevance, applies, populations: [...populations], asks_documents: [...criterion.documents] },
    documents: { policies: count('policy'), runbooks: count('runbook'), not_current: lapsed },
    beside: besideCriterion(catalogue, id).length,
    filed: filedShape(catalogue, id),
  }
}
