// The pages of the settings, in their own frame.
import { createRoute, lazyRouteComponent as lazy, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { idOf } from '../../contract/shapes.ts'
import { deliveryStates } from '../../contract/source.ts'
import { paths, readWords } from '../paths.ts'
import { inside, page, type Query, word } from './frames.ts'

const settings = page(inside, '/settings', () => import('../pages/organization/SettingsFrame.tsx'), 'SettingsFrame')
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: paths.sources() })
  },
})
const sources = page(settings, '/sources', () => import('../pages/source/SourcesPage.tsx'), 'SourcesPage')
const newSource = createRoute({
  getParentRoute: () => settings,
  path: '/sources/new',
  validateSearch: (query: Query): { tool?: string | undefined } => ({ tool: word(query, 'tool') }),
  component: lazy(() => import('../pages/source/NewSourcePage.tsx'), 'NewSourcePage'),
})
const source = page(settings, '/sources/$sourceId', () => import('../pages/source/SourcePage.tsx'), 'SourcePage')
const deliveries = createRoute({
  getParentRoute: () => settings,
  path: '/deliveries',
  validateSearch: (query: Query) => readWords({ state: z.enum(deliveryStates), source: idOf('source') }, query),
  component: lazy(() => import('../pages/delivery/DeliveriesPage.tsx'), 'DeliveriesPage'),
})
const delivery = page(settings, '/deliveries/$deliveryId', () => import('../pages/delivery/DeliveryPage.tsx'), 'DeliveryPage')
const people = page(settings, '/people', () => import('../pages/person/PeoplePage.tsx'), 'PeoplePage')
const onCall = page(settings, '/on-call', () => import('../pages/escalation/OnCallPage.tsx'), 'OnCallPage')
const contracts = page(settings, '/contracts', () => import('../pages/duty/ContractsPage.tsx'), 'ContractsPage')
const rotationPage = lazy(() => import('../pages/escalation/RotationPage.tsx'), 'RotationPage')
const newRotation = createRoute({ getParentRoute: () => settings, path: '/on-call/rotations/new', component: rotationPage })
const rotation = createRoute({ getParentRoute: () => settings, path: '/on-call/rotations/$rotationId', component: rotationPage })
const pathPage = lazy(() => import('../pages/escalation/PathPage.tsx'), 'PathPage')
const newPath = createRoute({ getParentRoute: () => settings, path: '/on-call/paths/new', component: pathPage })
const path = createRoute({ getParentRoute: () => settings, path: '/on-call/paths/$pathId', component: pathPage })
const tokens = page(settings, '/tokens', () => import('../pages/token/TokensPage.tsx'), 'TokensPage')
const ledger = page(settings, '/ledger', () => import('../pages/ledger/LedgerPage.tsx'), 'LedgerPage')
const organization = page(settings, '/organization', () => import('../pages/organization/OrganizationPage.tsx'), 'OrganizationPage')

export const settingsRoute = settings.addChildren([
  settingsStart,
  sources,
  newSource,
  source,
  deliveries,
  delivery,
  people,
  onCall,
  contracts,
  newRotation,
  rotation,
  newPath,
  path,
  tokens,
  ledger,
  organization,
])
