// The whole site on one page: every address, and the page that answers it. Each page is fetched when first gone to.
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent as lazy,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { AlertOrder, alertFilter } from '../contract/alert.ts'
import { documentFilters } from '../contract/document.ts'
import { CalendarDate, idOf } from '../contract/shapes.ts'
import { deliveryStates } from '../contract/source.ts'
import { BrokenPage, NotFound } from './kit/BrokenPage.tsx'
import { Waiting } from './kit/Waiting.tsx'
import { SignedIn } from './pages/session/SignedIn.tsx'
import {
  type AlertSearch,
  type CoverageSearch,
  type DaysSearch,
  type DocumentKind,
  type DocumentSearch,
  type IncidentSearch,
  type PeriodSearch,
  paths,
  readWords,
} from './paths.ts'
import { parseSearch, stringifySearch } from './plainAddress.ts'

type Query = Record<string, unknown>
/** `soc2:CC7.4` */
const CriterionId = z.string().regex(/^[a-z0-9]{1,30}:[A-Za-z0-9.()-]{1,40}$/)
const word = (query: Query, name: string) => (typeof query[name] === 'string' ? query[name] : undefined)

/** A page that takes no words from its address but those of its path. */
function page<Parent extends AnyRoute, const Path extends string, Name extends string>(
  parent: Parent,
  path: Path,
  fetch: () => Promise<Record<Name, RouteComponent>>,
  name: Name,
) {
  return createRoute({ getParentRoute: () => parent, path, component: lazy(fetch, name) })
}

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: BrokenPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (query: Query): { back?: string | undefined } => ({ back: word(query, 'back') }),
  component: lazy(() => import('./pages/session/SignInPage.tsx'), 'SignInPage'),
})
const setup = page(root, '/setup', () => import('./pages/organization/SetupPage.tsx'), 'SetupPage')
const enter = page(root, '/enter', () => import('./pages/session/EnterPage.tsx'), 'EnterPage')
const invitation = page(root, '/invitation', () => import('./pages/person/InvitationPage.tsx'), 'InvitationPage')

const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: SignedIn })

const now = page(inside, '/', () => import('./pages/now/NowPage.tsx'), 'NowPage')
const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  validateSearch: (query: Query) => readWords({ ...alertFilter, sort: AlertOrder }, query) as AlertSearch,
  component: lazy(() => import('./pages/alert/AlertsPage.tsx'), 'AlertsPage'),
})
const alert = createRoute({ getParentRoute: () => alerts, path: '/$alertId' })
const incidents = createRoute({
  getParentRoute: () => inside,
  path: '/incidents',
  validateSearch: (query: Query) =>
    readWords({ state: z.enum(['open', 'closed']), severity: z.string().max(100), q: z.string().max(200) }, query) as IncidentSearch,
  component: lazy(() => import('./pages/incident/IncidentsPage.tsx'), 'IncidentsPage'),
})
const declare = createRoute({
  getParentRoute: () => inside,
  path: '/incidents/declare',
  validateSearch: (query: Query): { alerts?: string | undefined } => ({ alerts: word(query, 'alerts') }),
  component: lazy(() => import('./pages/incident/DeclarePage.tsx'), 'DeclarePage'),
})
const incident = page(inside, '/incidents/$incidentId', () => import('./pages/incident/IncidentPage.tsx'), 'IncidentPage')
const thread = page(inside, '/incidents/$incidentId/thread', () => import('./pages/incident/ThreadPage.tsx'), 'ThreadPage')
const duties = page(inside, '/incidents/$incidentId/duties', () => import('./pages/duty/DutiesPage.tsx'), 'DutiesPage')
const notice = page(inside, '/incidents/$incidentId/notices/$noticeId', () => import('./pages/duty/NoticePage.tsx'), 'NoticePage')
const updates = page(inside, '/incidents/$incidentId/updates', () => import('./pages/duty/UpdatesPage.tsx'), 'UpdatesPage')
const review = page(inside, '/incidents/$incidentId/review', () => import('./pages/postIncident/ReviewPage.tsx'), 'ReviewPage')
const actions = createRoute({
  getParentRoute: () => inside,
  path: '/actions',
  validateSearch: (query: Query) => readWords({ state: z.enum(['overdue', 'all']) }, query) as { state?: 'overdue' | 'all' | undefined },
  component: lazy(() => import('./pages/postIncident/ActionsPage.tsx'), 'ActionsPage'),
})
const evidence = page(inside, '/incidents/$incidentId/evidence', () => import('./pages/evidence/EvidencePage.tsx'), 'EvidencePage')
const evidenceItem = page(
  inside,
  '/incidents/$incidentId/evidence/$evidenceId',
  () => import('./pages/evidence/EvidenceItemPage.tsx'),
  'EvidenceItemPage',
)
const closing = page(inside, '/incidents/$incidentId/closing', () => import('./pages/incident/ClosingPage.tsx'), 'ClosingPage')
const periodWords = (query: Query): PeriodSearch => ({ period: word(query, 'period'), from: word(query, 'from'), to: word(query, 'to') })
/** Policies and runbooks have the same pages. */
const documentPages = <Room extends 'policies' | 'runbooks'>(room: Room) => [
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}`,
    validateSearch: (query: Query): DocumentSearch => readWords({ filter: z.enum(documentFilters), q: z.string().max(200) }, query),
    component: lazy(() => import('./pages/document/DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId`,
    validateSearch: (query: Query): PeriodSearch & { version?: string | undefined } => ({
      ...periodWords(query),
      version: word(query, 'version'),
    }),
    component: lazy(() => import('./pages/document/DocumentPage.tsx'), 'DocumentPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/edit`,
    component: lazy(() => import('./pages/document/EditPage.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/difference`,
    validateSearch: (query: Query): { before?: string | undefined; after?: string | undefined } => ({
      before: word(query, 'before'),
      after: word(query, 'after'),
    }),
    component: lazy(() => import('./pages/document/DifferencePage.tsx'), 'DifferencePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/currency`,
    validateSearch: periodWords,
    component: lazy(() => import('./pages/document/CurrencyPage.tsx'), 'CurrencyPage'),
  }),
]
const newDocument = createRoute({
  getParentRoute: () => inside,
  path: '/documents/new',
  validateSearch: (query: Query) => readWords({ kind: z.enum(['policy', 'runbook']) }, query) as { kind?: DocumentKind | undefined },
  component: lazy(() => import('./pages/document/NewDocumentPage.tsx'), 'NewDocumentPage'),
})
const setUpDocuments = createRoute({
  getParentRoute: () => inside,
  path: '/documents/setup',
  validateSearch: (query: Query): { step?: string | undefined } => ({ step: word(query, 'step') }),
  component: lazy(() => import('./pages/setup/SetUpDocumentsPage.tsx'), 'SetUpDocumentsPage'),
})
const importDocuments = page(inside, '/documents/import', () => import('./pages/import/ImportPage.tsx'), 'ImportPage')
const allCurrency = createRoute({
  getParentRoute: () => inside,
  path: '/currency',
  validateSearch: periodWords,
  component: lazy(() => import('./pages/document/AllCurrencyPage.tsx'), 'AllCurrencyPage'),
})
const consistency = createRoute({
  getParentRoute: () => inside,
  path: '/consistency',
  validateSearch: (query: Query) => readWords({ show: z.enum(['all']) }, query) as { show?: 'all' | undefined },
  component: lazy(() => import('./pages/consistency/ConsistencyPage.tsx'), 'ConsistencyPage'),
})
const coverage = createRoute({
  getParentRoute: () => inside,
  path: '/coverage',
  validateSearch: (query: Query): CoverageSearch => ({
    period: word(query, 'period'),
    day: word(query, 'day'),
    source: word(query, 'source'),
  }),
  component: lazy(() => import('./pages/coverage/CoveragePage.tsx'), 'CoveragePage'),
})
const audits = page(inside, '/audits', () => import('./pages/audit/AuditsPage.tsx'), 'AuditsPage')
const openAudit = page(inside, '/audits/open', () => import('./pages/audit/OpenAuditPage.tsx'), 'OpenAuditPage')
const audit = page(inside, '/audits/$auditId', () => import('./pages/audit/AuditPage.tsx'), 'AuditPage')
const days = { from: CalendarDate, to: CalendarDate }
const criteriaStart = createRoute({
  getParentRoute: () => inside,
  path: '/criteria',
  beforeLoad: () => {
    throw redirect({ href: paths.criteria('soc2') })
  },
})
const criteria = createRoute({
  getParentRoute: () => inside,
  path: '/criteria/$framework',
  validateSearch: (query: Query): DaysSearch => readWords(days, query),
  component: lazy(() => import('./pages/framework/FrameworkPage.tsx'), 'FrameworkPage'),
})
const criterion = createRoute({
  getParentRoute: () => inside,
  path: '/criteria/$framework/$ref',
  validateSearch: (query: Query): DaysSearch => readWords(days, query),
  component: lazy(() => import('./pages/framework/CriterionPage.tsx'), 'CriterionPage'),
})
const population = createRoute({
  getParentRoute: () => inside,
  path: '/populations/$population',
  validateSearch: (query: Query): DaysSearch & { criterion?: string | undefined } => readWords({ ...days, criterion: CriterionId }, query),
  component: lazy(() => import('./pages/framework/PopulationPage.tsx'), 'PopulationPage'),
})
const account = page(inside, '/account', () => import('./pages/session/AccountPage.tsx'), 'AccountPage')

const missing = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound })

const settings = page(inside, '/settings', () => import('./pages/organization/SettingsFrame.tsx'), 'SettingsFrame')
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: paths.sources() })
  },
})
const sources = page(settings, '/sources', () => import('./pages/source/SourcesPage.tsx'), 'SourcesPage')
const newSource = createRoute({
  getParentRoute: () => settings,
  path: '/sources/new',
  validateSearch: (query: Query): { tool?: string | undefined } => ({ tool: word(query, 'tool') }),
  component: lazy(() => import('./pages/source/NewSourcePage.tsx'), 'NewSourcePage'),
})
const source = page(settings, '/sources/$sourceId', () => import('./pages/source/SourcePage.tsx'), 'SourcePage')
const deliveries = createRoute({
  getParentRoute: () => settings,
  path: '/deliveries',
  validateSearch: (query: Query) => readWords({ state: z.enum(deliveryStates), source: idOf('source') }, query),
  component: lazy(() => import('./pages/delivery/DeliveriesPage.tsx'), 'DeliveriesPage'),
})
const delivery = page(settings, '/deliveries/$deliveryId', () => import('./pages/delivery/DeliveryPage.tsx'), 'DeliveryPage')
const people = page(settings, '/people', () => import('./pages/person/PeoplePage.tsx'), 'PeoplePage')
const onCall = page(settings, '/on-call', () => import('./pages/escalation/OnCallPage.tsx'), 'OnCallPage')
const contracts = page(settings, '/contracts', () => import('./pages/duty/ContractsPage.tsx'), 'ContractsPage')
const rotationPage = lazy(() => import('./pages/escalation/RotationPage.tsx'), 'RotationPage')
const newRotation = createRoute({ getParentRoute: () => settings, path: '/on-call/rotations/new', component: rotationPage })
const rotation = createRoute({ getParentRoute: () => settings, path: '/on-call/rotations/$rotationId', component: rotationPage })
const pathPage = lazy(() => import('./pages/escalation/PathPage.tsx'), 'PathPage')
const newPath = createRoute({ getParentRoute: () => settings, path: '/on-call/paths/new', component: pathPage })
const path = createRoute({ getParentRoute: () => settings, path: '/on-call/paths/$pathId', component: pathPage })
const tokens = page(settings, '/tokens', () => import('./pages/token/TokensPage.tsx'), 'TokensPage')
const ledger = page(settings, '/ledger', () => import('./pages/ledger/LedgerPage.tsx'), 'LedgerPage')
const organization = page(settings, '/organization', () => import('./pages/organization/OrganizationPage.tsx'), 'OrganizationPage')

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    enter,
    invitation,
    inside.addChildren([
      now,
      alerts.addChildren([alert]),
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
      ...documentPages('policies'),
      ...documentPages('runbooks'),
      newDocument,
      setUpDocuments,
      importDocuments,
      allCurrency,
      consistency,
      coverage,
      audits,
      openAudit,
      audit,
      criteriaStart,
      criteria,
      criterion,
      population,
      account,
      missing,
      settings.addChildren([
        settingsStart,
        sources,
        newSource,
        source,
        deliveries,
        delivery,
        people,
        onCall,
        newRotation,
        rotation,
        newPath,
        path,
        contracts,
        tokens,
        ledger,
        organization,
      ]),
    ]),
  ]),
  scrollRestoration: true,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: NotFound,
  parseSearch,
  stringifySearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
