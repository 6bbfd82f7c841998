// What routes hang on: the root, what is behind the sign-in, and how a page is fetched when it is first gone to.
import { type AnyRoute, createRootRoute, createRoute, lazyRouteComponent as lazy, type RouteComponent } from '@tanstack/react-router'
import { BrokenPage, NotFound } from '../kit/BrokenPage.tsx'
import { SignedIn } from '../pages/session/SignedIn.tsx'
import type { PeriodSearch } from '../paths.ts'

/** What stands behind the question mark of an address, whoever wrote it. */
export type Query = Record<string, unknown>

export const word = (query: Query, name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
export const periodWords = (query: Query): PeriodSearch => ({
  period: word(query, 'period'),
  from: word(query, 'from'),
  to: word(query, 'to'),
})

/** A page that takes no words from its address but those of its path. */
export function page<Parent extends AnyRoute, const Path extends string, Name extends string>(
  parent: Parent,
  path: Path,
  fetch: () => Promise<Record<Name, RouteComponent>>,
  name: Name,
) {
  return createRoute({ getParentRoute: () => parent, path, component: lazy(fetch, name) })
}

export const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: BrokenPage })

export const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: SignedIn })
