// What an act of the demo's incidents works with: the transaction, the clock, who acts, and what the story calls the things it made.
import type { BodyIn, BodyOf, Endpoint, ParamsOf } from '../../../contract/endpoint.ts'
import type { KeptBytes } from '../../../core/evidence/captureEvidence.ts'
import type { PersonActor } from '../../../core/kernel/actor.ts'
import type { AlertId, Id, IdNoun, IncidentId } from '../../../core/kernel/ids.ts'
import type { Instant } from '../../../core/kernel/instant.ts'
import { mayRole } from '../../../core/people/permission.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { Call } from '../../../server/http/route.ts'
import type { Services } from '../../../server/services.ts'

/** Ids by what the story calls them: it is written before anything has one. */
export class Names {
  readonly #ids: Map<string, string>

  constructor(told: readonly (readonly [string, string])[] = []) {
    this.#ids = new Map(told)
  }

  told(): [string, string][] {
    return [...this.#ids]
  }

  give<N extends IdNoun>(noun: N, name: string, id: Id<N>): void {
    this.#ids.set(`${noun} ${name}`, id)
  }

  of<N extends IdNoun>(noun: N, name: string): Id<N> {
    const id = this.#ids.get(`${noun} ${name}`)
    if (id === undefined) throw new Error(`nothing was called the ${noun} “${name}” so far`)
    return id as Id<N>
  }
}

export type Scene = {
  tx: OrganizationTx
  services: Services
  by: PersonActor
  now: Instant
  people: ReadonlyMap<string, PersonActor>
  /** By the alias of the firing that opened them. */
  alerts: ReadonlyMap<string, AlertId>
  names: Names
  /** Of the company, not of one incident: rotations, paths, contracts. */
  house: Names
  /** The bytes of the papers, in the store already. */
  kept: ReadonlyMap<string, KeptBytes>
}

export type Deed = (scene: Scene) => Promise<unknown>

/** `by`: the key of a colleague. */
export type Act = { at: Instant; by: string; deed: Deed }

export function personOf({ people }: Pick<Scene, 'people'>, key: string): PersonActor {
  const person = people.get(key)
  if (person === undefined) throw new Error(`nobody in the story is called ${key}`)
  return person
}

/** What the act's incident is called among its own names. */
const incidentName = 'the incident'

export function nameIncident({ names }: Scene, incidentId: IncidentId): void {
  names.give('incident', incidentName, incidentId)
}

export function incidentOf({ names }: Pick<Scene, 'names'>): IncidentId {
  return names.of('incident', incidentName)
}

/** The body as the server would take it from them: nobody in the story does what their role may not, or says what would be refused. */
export function said<E extends Endpoint>({ by }: Scene, endpoint: E, body: BodyIn<E>): BodyOf<E> {
  const { needs } = endpoint
  if (needs !== 'anyone' && needs !== 'signed_in' && !mayRole(by.role, needs)) {
    throw new Error(`${by.name} may not ${endpoint.method} ${endpoint.path}`)
  }
  return endpoint.body?.parse(body) as BodyOf<E>
}

export function asked<E extends Endpoint>(scene: Scene, endpoint: E, params: ParamsOf<E>, body: BodyIn<E>): Call<E> {
  const { tx, services, by, now } = scene
  const unasked = { query: undefined as never, requestId: 'demo', afterCommit: () => undefined }
  return { tx, services, by, now, params, body: said(scene, endpoint, body), ...unasked }
}
