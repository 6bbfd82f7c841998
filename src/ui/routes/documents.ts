// The pages of policies and runbooks, and of what is asked about all of them.
import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router'
import { z } from 'zod'
import { documentFilters } from '../../contract/document.ts'
import { type DocumentKind, type DocumentSearch, type PeriodSearch, readWords } from '../paths.ts'
import { inside, page, periodWords, type Query, word } from './frames.ts'

/** Policies and runbooks have the same pages. */
const documentPages = <Room extends 'policies' | 'runbooks'>(room: Room) => [
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}`,
    validateSearch: (query: Query): DocumentSearch => readWords({ filter: z.enum(documentFilters), q: z.string().max(200) }, query),
    component: lazy(() => import('../pages/document/DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId`,
    validateSearch: (query: Query): PeriodSearch & { version?: string | undefined } => ({
      ...periodWords(query),
      version: word(query, 'version'),
    }),
    component: lazy(() => import('../pages/document/DocumentPage.tsx'), 'DocumentPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/edit`,
    component: lazy(() => import('../pages/document/EditPage.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/difference`,
    validateSearch: (query: Query): { before?: string | undefined; after?: string | undefined } => ({
      before: word(query, 'before'),
      after: word(query, 'after'),
    }),
    component: lazy(() => import('../pages/document/DifferencePage.tsx'), 'DifferencePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: `/${room}/$documentId/currency`,
    validateSearch: periodWords,
    component: lazy(() => import('../pages/document/CurrencyPage.tsx'), 'CurrencyPage'),
  }),
]
const newDocument = createRoute({
  getParentRoute: () => inside,
  path: '/documents/new',
  validateSearch: (query: Query) => readWords({ kind: z.enum(['policy', 'runbook']) }, query) as { kind?: DocumentKind | undefined },
  component: lazy(() => import('../pages/document/NewDocumentPage.tsx'), 'NewDocumentPage'),
})
const setUpDocuments = createRoute({
  getParentRoute: () => inside,
  path: '/documents/setup',
  validateSearch: (query: Query): { step?: string | undefined } => ({ step: word(query, 'step') }),
  component: lazy(() => import('../pages/setup/SetUpDocumentsPage.tsx'), 'SetUpDocumentsPage'),
})
const importDocuments = page(inside, '/documents/import', () => import('../pages/import/ImportPage.tsx'), 'ImportPage')
const allCurrency = createRoute({
  getParentRoute: () => inside,
  path: '/currency',
  validateSearch: periodWords,
  component: lazy(() => import('../pages/document/AllCurrencyPage.tsx'), 'AllCurrencyPage'),
})
const consistency = createRoute({
  getParentRoute: () => inside,
  path: '/consistency',
  validateSearch: (query: Query) => readWords({ show: z.enum(['all']) }, query) as { show?: 'all' | undefined },
  component: lazy(() => import('../pages/consistency/ConsistencyPage.tsx'), 'ConsistencyPage'),
})

export const documentRoutes = [
  ...documentPages('policies'),
  ...documentPages('runbooks'),
  newDocument,
  setUpDocuments,
  importDocuments,
  allCurrency,
  consistency,
] as const
