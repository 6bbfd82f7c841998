// The catalogue in the words of the contract.
import type { z } from 'zod'
import type { CriterionName, FrameworkLine, Misreading as MisreadingShape } from '../../contract/framework.ts'
import type { Period } from '../../contract/population.ts'
import {
  type CriterionId,
  criteriaOf,
  type Framework,
  type FrameworkCatalogue,
  findCriterion,
  findFramework,
  type Misfiling,
  type Misreading,
} from '../../core/framework/framework.ts'
import { placingsOf } from '../../core/framework/misfiled.ts'
import type { LookedAt } from '../../core/framework/period.ts'
import { formatInstant } from '../../core/kernel/instant.ts'

export type Name = z.output<typeof CriterionName>

export function periodShape({ first, last, timeZone, start, end }: LookedAt): z.output<typeof Period> {
  return { from: first, to: last, time_zone: timeZone, start: formatInstant(start), end: formatInstant(end) }
}

export function frameworkLine(catalogue: FrameworkCatalogue, framework: Framework): z.output<typeof FrameworkLine> {
  const { id, version, published, name, title, rights, confidence } = framework
  return {
    ...{ id, version, published, name, title, rights, confidence, criteria: criteriaOf(framework).length },
    versions: catalogue.versions
      .filter((other) => other.id === id)
      .sort((left, right) => right.version - left.version)
      .map((other) => ({ version: other.version, published: other.published })),
  }
}

/** The reader of the catalogue has made sure that it is there. */
export function criterionName(catalogue: FrameworkCatalogue, id: CriterionId): Name {
  const [framework = '', ref = ''] = id.split(':')
  const found = findCriterion(catalogue, id)
  return {
    id,
    framework,
    framework_name: findFramework(catalogue, framework)?.name ?? framework,
    ref: found?.ref ?? ref,
    title: found?.title ?? '',
  }
}

export function misfilingShape(catalogue: FrameworkCatalogue, { what, filedUnder, belongsIn }: Misfiling) {
  return { what, filed_under: criterionName(catalogue, filedUnder), belongs_in: belongsIn.map((id) => criterionName(catalogue, id)) }
}

export function misreadingShape(catalogue: FrameworkCatalogue, misreading: Misreading): z.output<typeof MisreadingShape> {
  const { id, claim, correct, support, advice, places, sources } = misreading
  return {
    ...{ id, claim, correct, support, advice },
    places: places.map((place) => misfilingShape(catalogue, place)),
    sources: sources.map((source) => ({ ...source })),
  }
}

export function filedShape(catalogue: FrameworkCatalogue, id: CriterionId) {
  return placingsOf(catalogue, id).map(({ side, place }) => ({
    side,
    what: place.what,
    others: (side === 'here' ? place.belongsIn : [place.filedUnder]).map((other) => criterionName(catalogue, other)),
  }))
}
