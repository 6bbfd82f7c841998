// The whole site on one page: every address leads to one of these. Each page is fetched when first gone to.
import { createRoute, createRouter, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { AlertOrder, alertFilter } from '../contract/alert.ts'
import { BrokenPage, NotFound } from './kit/BrokenPage.tsx'
import { Waiting } from './kit/Waiting.tsx'
import { type AlertSearch, readWords } from './paths.ts'
import { parseSearch, stringifySearch } from './plainAddress.ts'
import { auditRoutes } from './routes/audits.ts'
import { documentRoutes } from './routes/documents.ts'
import { inside, page, type Query, root, word } from './routes/frames.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { settingsRoute } from './routes/settings.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (query: Query): { back?: string | undefined } => ({ back: word(query, 'back') }),
  component: lazy(() => import('./pages/session/SignInPage.tsx'), 'SignInPage'),
})
const setup = page(root, '/setup', () => import('./pages/organization/SetupPage.tsx'), 'SetupPage')
const enter = page(root, '/enter', () => import('./pages/session/EnterPage.tsx'), 'EnterPage')
const invitation = page(root, '/invitation', () => import('./pages/person/InvitationPage.tsx'), 'InvitationPage')
const now = page(inside, '/', () => import('./pages/now/NowPage.tsx'), 'NowPage')
const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  validateSearch: (query: Query) => readWords({ ...alertFilter, sort: AlertOrder }, query) as AlertSearch,
  component: lazy(() => import('./pages/alert/AlertsPage.tsx'), 'AlertsPage'),
})
const alert = createRoute({ getParentRoute: () => alerts, path: '/$alertId' })
const account = page(inside, '/account', () => import('./pages/session/AccountPage.tsx'), 'AccountPage')
const missing = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    enter,
    invitation,
    inside.addChildren([
      now,
      alerts.addChildren([alert]),
      ...incidentRoutes,
      ...documentRoutes,
      ...auditRoutes,
      account,
      missing,
      settingsRoute,
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
