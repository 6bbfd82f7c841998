// Where what evidences a criterion is: the list of a population, and each of its items.
import type { PopulationId } from '../../../core/framework/population.ts'
import { paths } from '../../paths.ts'
import type { PopulationItem } from './frameworkShape.ts'

type Bounds = { from: string; to: string; start: string; end: string }

/** Alerts have a list that is worked with already, and it knows periods by their instants. */
export function populationHref(id: PopulationId, period: Bounds, criterion: string): string {
  const received = { received_from: period.start, received_to: new Date(Date.parse(period.end) - 1).toISOString() }
  if (id === 'alerts') return paths.alerts(received)
  if (id === 'reviews') return paths.alerts({ ...received, review: 'reviewed' })
  return paths.population(id, { from: period.from, to: period.to, criterion })
}

export function itemHref(population: string, { id, at, incident, source }: PopulationItem): string | null {
  if (source) return paths.coverage({ period: at.slice(0, 7), source: source.id, day: at.slice(0, 10) })
  if (!incident) return null
  // Nothing of it is shown but that it is there: its own page says the same.
  if (incident.is_redacted) return paths.incident(incident.id)
  if (population === 'notices') return id.startsWith('ntc_') ? paths.notice(incident.id, id) : paths.duties(incident.id)
  if (population === 'evidence') return id.startsWith('evi_') ? paths.evidenceItem(incident.id, id) : paths.evidence(incident.id)
  if (population === 'post_incident_reviews' || population === 'actions') return paths.review(incident.id)
  return paths.thread(incident.id)
}

/** As the search of a page names it: `soc2:CC7.4`. */
export function criterionHref(id: string, search: { from?: string | undefined; to?: string | undefined } = {}): string {
  const at = id.indexOf(':')
  return paths.criterion(id.slice(0, at), id.slice(at + 1), search)
}
