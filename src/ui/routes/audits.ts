// The pages that an auditor reads: coverage, audits, criteria and the populations behind them.
import { createRoute, lazyRouteComponent as lazy, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { CalendarDate } from '../../contract/shapes.ts'
import { type CoverageSearch, type DaysSearch, paths, readWords } from '../paths.ts'
import { inside, page, type Query, word } from './frames.ts'

/** `soc2:CC7.4` */
const CriterionId = z.string().regex(/^[a-z0-9]{1,30}:[A-Za-z0-9.()-]{1,40}$/)
const coverage = createRoute({
  getParentRoute: () => inside,
  path: '/coverage',
  validateSearch: (query: Query): CoverageSearch => ({
    period: word(query, 'period'),
    day: word(query, 'day'),
    source: word(query, 'source'),
  }),
  component: lazy(() => import('../pages/coverage/CoveragePage.tsx'), 'CoveragePage'),
})
const audits = page(inside, '/audits', () => import('../pages/audit/AuditsPage.tsx'), 'AuditsPage')
const openAudit = page(inside, '/audits/open', () => import('../pages/audit/OpenAuditPage.tsx'), 'OpenAuditPage')
const audit = page(inside, '/audits/$auditId', () => import('../pages/audit/AuditPage.tsx'), 'AuditPage')
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
  component: lazy(() => import('../pages/framework/FrameworkPage.tsx'), 'FrameworkPage'),
})
const criterion = createRoute({
  getParentRoute: () => inside,
  path: '/criteria/$framework/$ref',
  validateSearch: (query: Query): DaysSearch => readWords(days, query),
  component: lazy(() => import('../pages/framework/CriterionPage.tsx'), 'CriterionPage'),
})
const population = createRoute({
  getParentRoute: () => inside,
  path: '/populations/$population',
  validateSearch: (query: Query): DaysSearch & { criterion?: string | undefined } => readWords({ ...days, criterion: CriterionId }, query),
  component: lazy(() => import('../pages/framework/PopulationPage.tsx'), 'PopulationPage'),
})

export const auditRoutes = [coverage, audits, openAudit, audit, criteriaStart, criteria, criterion, population] as const
