// What an endpoint is: data that the server serves, the pages call, the tests walk and the OpenAPI document is printed from.
import type { z } from 'zod'
import type { RefusalCode } from '../core/kernel/refusal.ts'
import type { Permission } from '../core/people/permission.ts'

/**
 * `anyone`: no sign-in (set-up, sign-in, invitations). `signed_in`: any person or token of the organization.
 * Required, so that no endpoint is open by accident.
 */
export type Needs = Permission | 'signed_in' | 'anyone'

/** Besides JSON: `text` and `bytes` are sent as they are, `events` is a server-sent event stream. */
export type PlainReply = { readonly plain: 'text' | 'bytes' | 'events'; readonly mediaType: string }

export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType | PlainReply = z.ZodType | PlainReply,
> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`; `:name` stands for a parameter. */
  path: string
  needs: Needs
  /** Only a person can do this: a token gets `not_permitted`. */
  personOnly?: boolean
  /** False: its work is not one transaction (it has a stream, a cookie or the outside world in it), and so an `Idempotency-Key` is not looked at. */
  repeatable?: false
  summary: string
  /** More that a caller must know: units, limits, the law or specification followed. */
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** The body is bytes of any content type and any length: the handler reads the request as it arrives. Goes with `openRoute`. */
  takes?: 'bytes'
  /** The most bytes of its body, where that is more than the server takes elsewhere. */
  takesUpTo?: number
  reply: Reply
  /** The status of success; 200 unless said. */
  status?: 200 | 201 | 202 | 204
  /** Besides those any endpoint can answer: `invalid_request`, `not_signed_in`, `not_permitted`, `not_ready`. */
  refusals?: readonly RefusalCode[]
}

export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType | PlainReply>(
  definition: Endpoint<Params, Query, Body, Reply>,
): Endpoint<Params, Query, Body, Reply> {
  return definition
}

/** Is a request under an `Idempotency-Key` done once, however often it is sent? */
export function isRepeatable({ method, needs, repeatable }: Endpoint): boolean {
  return method !== 'GET' && needs !== 'anyone' && repeatable !== false
}

export const apiPrefix = '/api/v1'

export type ParamsOf<E> = E extends { params?: infer P } ? (P extends z.ZodType ? z.output<P> : unknown) : never
export type QueryOf<E> = E extends { query?: infer Q } ? (Q extends z.ZodType ? z.output<Q> : unknown) : never
export type BodyOf<E> = E extends { body?: infer B } ? (B extends z.ZodType ? z.output<B> : unknown) : never
export type ReplyOf<E> = E extends { reply: infer R } ? (R extends z.ZodType ? z.output<R> : undefined) : never
/** What a caller gives: defaults may be left out. */
export type QueryIn<E> = E extends { query?: infer Q } ? (Q extends z.ZodType ? z.input<Q> : unknown) : never
export type BodyIn<E> = E extends { body?: infer B } ? (B extends z.ZodType ? z.input<B> : unknown) : never

export function isPlain(reply: z.ZodType | PlainReply): reply is PlainReply {
  return 'plain' in reply
}
