// What a noun of the server brings to the house: routes, paths outside the contract, and what runs by itself.
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import type { Route } from './route.ts'

export type Room = {
  name: string
  routes: readonly Route[]
  /** Paths outside the contract, in a Fastify scope of their own (own body parsers and hooks). */
  plug?: (scope: FastifyInstance, services: Services) => void | Promise<void>
  /** Starts jobs and tickers. What it returns is awaited on shutdown: after the last request is answered, before the database closes. */
  start?: (services: Services) => Promise<RoomStop> | RoomStop
  /** Why the server is not ready because of this noun, in a sentence; null: it is. Asked by `/readyz`. */
  problem?: (services: Services) => Promise<string | null>
  /** What an operator must know although the server does its work; `/readyz` says it, and still answers that it is ready. */
  remark?: (services: Services) => Promise<string | null>
}

export type RoomStop = (() => Promise<void>) | undefined
