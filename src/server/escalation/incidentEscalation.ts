// Whom to call for an incident now, level by level, with what was tried and what comes next.
import type { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { IncidentEscalation, pageApi } from '../../contract/page.ts'
import { nextAttempt, nextStep, type Resolved, type Situation } from '../../core/escalation/nextStep.ts'
import type { StoredPath } from '../../core/escalation/storedPath.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { IncidentId } from '../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { seeIncident } from '../incident/incidentAccess.ts'
import type { IncidentRow } from '../incident/incidentStore.ts'
import { type House, loadHouse } from './directoryViews.ts'
import { namedPath } from './namedPath.ts'
import { pagesOf, type StoredPage } from './pageStore.ts'
import { pageView, stateOf } from './showPage.ts'
import { levelView, problemViews } from './showPath.ts'
import { situationOf } from './situation.ts'

type Answer = z.output<typeof IncidentEscalation>

/** Whom somebody calls says what it is about: of a private incident only those on it see that. */
async function openIncident(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<IncidentRow> {
  const { row, open } = await seeIncident(tx, by, incidentId)
  if (!open) throw new Refusal('not_found', 'There is no such incident.')
  return row
}

export async function pageViews(tx: OrganizationTx, by: Actor, incidentId: IncidentId): Promise<ReplyOf<typeof pageApi.pages>> {
  await openIncident(tx, by, incidentId)
  return { items: (await pagesOf(tx, incidentId)).map(pageView) }
}

const person = (resolved: Resolved | null) =>
  resolved !== null && 'personId' in resolved ? { id: resolved.personId, name: resolved.name } : null

function lastPage(page: StoredPage) {
  return {
    id: page.pageId,
    state: stateOf(page),
    why: page.end?.kind === 'failed' ? page.end.why : null,
    to: page.to?.name ?? null,
    stands_in: page.level?.standsIn ?? false,
    asked_at: formatInstant(page.askedAt),
    ended_at: page.end === null ? null : formatInstant(page.end.at),
  }
}

function levels(path: StoredPath, { levels: resolved, pathId }: Situation, pages: readonly StoredPage[], house: House): Answer['levels'] {
  return path.levels.map((level, place) => ({
    ...levelView(level, place + 1, house),
    person: person(resolved[place]?.target ?? null),
    stand_in: person(resolved[place]?.backup ?? null),
    pages: pages.filter((page) => page.level?.pathId === pathId && page.level.number === place + 1).map(lastPage),
  }))
}

function standing(situation: Situation, now: Instant): Pick<Answer, 'next' | 'waits' | 'rests'> {
  const step = nextStep(situation, now)
  const next = nextAttempt(situation, now)
  const waiting = step.kind === 'waits' || step.kind === 'gives-up'
  return {
    next: next && { level: next.attempt.number, stands_in: next.attempt.standsIn, person: person(next.to) },
    waits: waiting
      ? { page_id: step.pageId, until: step.kind === 'waits' && step.until !== null ? formatInstant(step.until) : null }
      : null,
    rests: step.kind === 'rests' ? step.because : null,
  }
}

export async function incidentEscalation(tx: OrganizationTx, by: Actor, incidentId: IncidentId, now: Instant): Promise<Answer> {
  const incident = await openIncident(tx, by, incidentId)
  const { named, severity, path } = await namedPath(tx, incident)
  if (path === null) return { path: null, named, severity, levels: [], next: null, waits: null, rests: null, problems: [] }
  const house = await loadHouse(tx)
  const pages = await pagesOf(tx, incidentId)
  const situation = situationOf(incident, path, pages, house, now)
  return {
    path: { id: path.pathId, key: path.key, name: path.name },
    named,
    severity,
    levels: levels(path, situation, pages, house),
    ...standing(situation, now),
    problems: problemViews(path, house, now),
  }
}
