// Ties an endpoint of the contract to the function that answers it. What happens around the call stands in `serveRoute.ts`.
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BodyOf, Endpoint, ParamsOf, PlainReply, QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { PersonActor, TokenActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'

/** Who is signed in: a person by cookie or a token by `Authorization: Bearer tmk_…`. */
export type SignedIn = PersonActor | TokenActor

type Asked<E> = { params: ParamsOf<E>; query: QueryOf<E>; body: BodyOf<E> }

/** One request, inside one transaction of the caller's organization: committed when the handler returns, undone when it throws. */
export type Call<E = Endpoint> = Asked<E> & {
  tx: OrganizationTx
  services: Services
  by: SignedIn
  now: Instant
  requestId: string
  /** Done once the transaction is committed, never if it is not: announcing, waking jobs. Not waited for; an error is logged. */
  afterCommit: (work: () => unknown) => void
}

/** One request without a transaction: the handler opens its own, or none. */
export type OpenCall<E = Endpoint> = Asked<E> & {
  services: Services
  /** Null only where the endpoint needs `anyone`. */
  by: SignedIn | null
  organizationId: OrganizationId | null
  now: Instant
  requestId: string
  request: FastifyRequest
  reply: FastifyReply
}

/** Text or bytes are sent as they are; nothing at all means that the handler answered through `reply` itself. */
type PlainAnswer = string | Uint8Array | Readable
// biome-ignore lint/suspicious/noConfusingVoidType: handlers that answer nothing are written without a return
type Nothing = void

export type AnswerOf<E extends Endpoint> = E['reply'] extends PlainReply
  ? PlainAnswer | Nothing
  : Record<string, never> extends ReplyOf<E>
    ? ReplyOf<E> | Nothing
    : ReplyOf<E>

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<AnswerOf<E>>
export type OpenHandler<E extends Endpoint> = (call: OpenCall<E>) => Promise<AnswerOf<E>>

type Before = (asked: Asked<Endpoint>) => Promise<unknown>

export type Route =
  | { kind: 'transaction'; endpoint: Endpoint; before?: Before; handle: (call: Call, prepared: unknown) => Promise<unknown> }
  | { kind: 'open'; endpoint: Endpoint; handle: (call: OpenCall) => Promise<unknown> }

/** GET runs in a read-only transaction. */
export function route<E extends Endpoint>(endpoint: E, handle: Handler<E>): Route {
  return { kind: 'transaction', endpoint, handle: handle as unknown as (call: Call) => Promise<unknown> }
}

/** `before` takes long and asks nothing of the database: it is done before the transaction is opened, and once however often that is tried. */
export function routeAfter<E extends Endpoint, Prepared>(
  endpoint: E,
  before: (asked: Asked<E>) => Promise<Prepared>,
  handle: (call: Call<E>, prepared: Prepared) => Promise<AnswerOf<E>>,
): Route {
  const { handle: transact } = route(endpoint, handle as unknown as Handler<E>) as Extract<Route, { kind: 'transaction' }>
  return { kind: 'transaction', endpoint, before: before as unknown as Before, handle: transact }
}

export function openRoute<E extends Endpoint>(endpoint: E, handle: OpenHandler<E>): Route {
  return { kind: 'open', endpoint, handle: handle as unknown as (call: OpenCall) => Promise<unknown> }
}
