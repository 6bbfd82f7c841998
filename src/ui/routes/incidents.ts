// The pages of incidents, and of what an incident leads to.
import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { z } from 'zod'
import { type IncidentSearch, readWords } from '../paths.ts'
import { inside, page, type Query, word } from './frames.ts'

const incidents = createRoute({
  getParentRoute: () => inside,
  path: '/incidents',
  validateSearch: (query: Query) =>
    readWords({ state: z.enum(['open', 'closed']), severity: z.string().max(100), q: z.string().max(200) }, query) as IncidentSearch,
  component: lazy(() => import('../pages/incident/IncidentsPage.tsx'), 'IncidentsPage'),
})
const declare = createRoute({
  getParentRoute: () => inside,
  path: '/incidents/declare',
  validateSearch: (query: Query): { alerts?: string | undefined } => ({ alerts: word(query, 'alerts') }),
  component: lazy(() => import('../pages/incident/DeclarePage.tsx'), 'DeclarePage'),
})
const incident = page(inside, '/incidents/$incidentId', () => import('../pages/incident/IncidentPage.tsx'), 'IncidentPage')
const thread = page(inside, '/incidents/$incidentId/thread', () => import('../pages/incident/ThreadPage.tsx'), 'ThreadPage')
const duties = page(inside, '/incidents/$incidentId/duties', () => import('../pages/duty/DutiesPage.tsx'), 'DutiesPage')
const notice = page(inside, '/incidents/$incidentId/notices/$noticeId', () => import('../pages/duty/NoticePage.tsx'), 'NoticePage')
const updates = page(inside, '/incidents/$incidentId/updates', () => import('../pages/duty/UpdatesPage.tsx'), 'UpdatesPage')
const review = page(inside, '/incidents/$incidentId/review', () => import('../pages/postIncident/ReviewPage.tsx'), 'ReviewPage')
const actions = createRoute({
  getParentRoute: () => inside,
  path: '/actions',
  validateSearch: (query: Query) => readWords({ state: z.enum(['overdue', 'all']) }, query) as { state?: 'overdue' | 'all' | undefined },
  component: lazy(() => import('../pages/postIncident/ActionsPage.tsx'), 'ActionsPage'),
})
const evidence = page(inside, '/incidents/$incidentId/evidence', () => import('../pages/evidence/EvidencePage.tsx'), 'EvidencePage')
const evidenceItem = page(
  inside,
  '/incidents/$incidentId/evidence/$evidenceId',
  () => import('../pages/evidence/EvidenceItemPage.tsx'),
  'EvidenceItemPage',
)
const closing = page(inside, '/incidents/$incidentId/closing', () => import('../pages/incident/ClosingPage.tsx'), 'ClosingPage')

export const incidentRoutes = [
  incidents,
  declare,
  incident,
  thread,
  duties,
  notice,
  updates,
  review,
  actions,
  evidence,
  evidenceItem,
  closing,
] as const
