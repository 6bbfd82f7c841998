// One criterion: what it asks, what answers and evidences it in a period, what stands beside it, and what people file elsewhere.
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { frameworkApi } from '../../contract/framework.ts'
import { documentsAnswering } from '../../core/framework/answering.ts'
import { besideCriterion } from '../../core/framework/beside.ts'
import { type Criterion, type CriterionId, criterionId, findFramework } from '../../core/framework/framework.ts'
import { misreadingsOf, placingsOf } from '../../core/framework/misfiled.ts'
import { type LookedAt, lookedAt } from '../../core/framework/period.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { organizationView } from '../organization/views.ts'
import { answeringDocuments } from './answeringDocuments.ts'
import { shippedFrameworks } from './frameworkCatalogue.ts'
import { criterionName, frameworkLine, misfilingShape, misreadingShape, periodShape } from './frameworkShapes.ts'
import { countPopulations } from './populationCountViews.ts'
import { noSuchFramework } from './showFrameworks.ts'

type Answer = ReplyOf<typeof frameworkApi.criterion>

export async function showCriterion(
  tx: OrganizationTx,
  params: { framework: string; ref: string },
  query: QueryOf<typeof frameworkApi.criterion>,
  now: Instant,
): Promise<Answer> {
  const catalogue = shippedFrameworks()
  const framework = findFramework(catalogue, params.framework)
  if (framework === undefined) throw noSuchFramework(params.framework)
  const id = criterionId(framework.id, params.ref)
  const group = framework.groups.find(({ criteria }) => criteria.some((one) => one.id === id))
  const criterion = group?.criteria.find((one) => one.id === id)
  if (group === undefined || criterion === undefined) {
    throw new Refusal('not_found', `${framework.name} has no ${params.ref} among the criteria that are kept here.`)
  }
  const { time_zone: timeZone } = await organizationView(tx)
  const period = lookedAt(query, timeZone, now)
  const { documents: asks, populations: evidencedBy, points, tests, evidence, framework: _id, group: _group, ...said } = criterion
  return {
    ...said,
    asks_documents: [...asks],
    framework: frameworkLine(catalogue, framework),
    group: { id: group.id, title: group.title },
    points: points.map((point) => ({ ...point })),
    tests: [...tests],
    evidence: [...evidence],
    period: periodShape(period),
    populations: await countPopulations(tx, evidencedBy, { ...period, now }),
    documents: await answersTo(tx, criterion, period, now),
    ...around(id),
  }
}

async function answersTo(tx: OrganizationTx, criterion: Criterion, period: LookedAt, now: Instant): Promise<Answer['documents']> {
  const catalogue = shippedFrameworks()
  return documentsAnswering(catalogue, criterion, await answeringDocuments(tx, period, now)).map(({ document, because, by }) => ({
    ...{ kind: document.kind, id: document.documentId, title: document.title, owner: document.owner },
    ...{ number: document.number, hash: document.version, since: formatInstant(document.since) },
    currency: document.currency && {
      current: document.currency.current,
      gap_days: document.currency.gap_days,
      answer: document.currency.answer,
    },
    because,
    by: by === null ? null : criterionName(catalogue, by),
  }))
}

function around(id: CriterionId): Pick<Answer, 'beside' | 'crosswalk_version' | 'filed' | 'misreadings'> {
  const catalogue = shippedFrameworks()
  const placings = placingsOf(catalogue, id)
  const told = new Set(placings.map(({ misreading }) => misreading.id))
  return {
    beside: besideCriterion(catalogue, id).map(({ criterion, pair }) => ({
      criterion: criterionName(catalogue, criterion.id),
      basis: pair.basis,
      corroborated_by: pair.corroboratedBy.map((source) => ({ ...source })),
    })),
    crosswalk_version: catalogue.crosswalk.version,
    filed: placings.map(({ side, place, misreading }) => ({
      ...{ side, ...misfilingShape(catalogue, place) },
      misreading: misreadingShape(catalogue, misreading),
    })),
    misreadings: misreadingsOf(catalogue, id)
      .filter((misreading) => !told.has(misreading.id))
      .map((misreading) => misreadingShape(catalogue, misreading)),
  }
}
