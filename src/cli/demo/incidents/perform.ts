// Lives the acts of the demo's incidents through the server's own code, each by whoever did it and at its moment.
import { createHash } from 'node:crypto'
import type { KeptBytes } from '../../../core/evidence/captureEvidence.ts'
import { headLength, sniffType } from '../../../core/evidence/sniff.ts'
import type { AlertId, IncidentId, OrganizationId } from '../../../core/kernel/ids.ts'
import { formatInstant, type Instant } from '../../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../../database/inOrganization.ts'
import type { BlobStore } from '../../../server/files/blobStore.ts'
import { addClosingFacts } from '../../../server/incident/closingFacts.ts'
import { keepFromClosing } from '../../../server/postIncident/closing.ts'
import { openSteps } from '../../../server/runbook/readRuns.ts'
import type { Plot } from './plot.ts'
import { type Act, incidentOf, Names, personOf, type Scene } from './scene.ts'

type Kept = ReadonlyMap<string, KeptBytes>

/** All at once and before the story: what waits for a disk waits together. */
export async function keepPapers(blobs: BlobStore, organizationId: OrganizationId, plots: readonly Plot[]): Promise<Map<string, Kept>> {
  const keepOne = async ([name, text]: [string, string]): Promise<[string, KeptBytes]> => {
    const bytes = new TextEncoder().encode(text)
    const type = sniffType(bytes.subarray(0, headLength), bytes.length <= headLength)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return [name, { ...(await blobs.put(organizationId, bytes, { sha256 })), type }]
  }
  const kept = plots.map(async ({ key, papers }): Promise<[string, Kept]> => {
    return [key, new Map(await Promise.all(Object.entries(papers).map(keepOne)))]
  })
  return new Map(await Promise.all(kept))
}

/** What the story called the things it made, and the alerts it heard. */
export type ToldNames = { house: [string, string][]; plots: [string, [string, string][]][]; alerts: [string, AlertId][] }

type Cast = Pick<Scene, 'services' | 'people'> & { kept: ReadonlyMap<string, Kept> }

export class Performance {
  readonly #cast: Cast
  readonly #house: Names
  readonly #names: Map<string, Names>
  readonly #alerts: Map<string, AlertId>

  constructor(cast: Cast, told: ToldNames = { house: [], plots: [], alerts: [] }) {
    this.#cast = cast
    this.#house = new Names(told.house)
    this.#names = new Map(told.plots.map(([key, names]) => [key, new Names(names)]))
    this.#alerts = new Map(told.alerts)
    // What rooms say when they start: without it an incident would be closed more easily here than anywhere.
    keepFromClosing()
    addClosingFacts(openSteps)
  }

  told(): ToldNames {
    const plots = [...this.#names].map(([key, names]): [string, [string, string][]] => [key, names.told()])
    return { house: this.#house.told(), plots, alerts: [...this.#alerts] }
  }

  hear(alias: string, alertId: AlertId): void {
    this.#alerts.set(alias, alertId)
  }

  incidentOf(plot: string): IncidentId {
    return incidentOf({ names: this.#namesOf(plot) })
  }

  #namesOf(plot: string): Names {
    const names = this.#names.get(plot) ?? new Names()
    this.#names.set(plot, names)
    return names
  }

  async perform(tx: OrganizationTx, plot: string, { by, deed, at }: Act, now: Instant): Promise<void> {
    const { services, people, kept } = this.#cast
    const scene = { tx, services, people, now, alerts: this.#alerts, house: this.#house }
    try {
      await deed({ ...scene, by: personOf({ people }, by), names: this.#namesOf(plot), kept: kept.get(plot) ?? new Map() })
    } catch (error) {
      throw new Error(`${plot}, at ${formatInstant(at)} by ${by}: ${(error as Error).message}`, { cause: error })
    }
  }
}
