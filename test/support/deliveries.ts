// Deliveries for the tests of integrations: from a fixture, from the reference payloads, or from a body made up on the spot.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Interpretation, Observation } from '../../src/core/alert/observation.ts'
import { type Instant, parseInstant } from '../../src/core/kernel/instant.ts'
import type { IncomingDelivery, Integration, SourceSettings } from '../../src/integrations/defineIntegration.ts'

export const fixtureFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'src', 'integrations', 'fixtures')

/** A moment after everything the fixtures speak of. */
export const receivedAt = at('2026-03-04T05:06:10Z')

export const bareSource: SourceSettings = { secret: null, certificates: {}, mapping: null }

export function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(`not an instant: ${text}`)
  return instant
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** The exact bytes of the file, and the headers kept beside it. */
export function deliveryFrom(folder: string, name: string): IncomingDelivery {
  const headers = join(folder, `${name}.headers.json`)
  return {
    body: new Uint8Array(readFileSync(join(folder, `${name}.json`))),
    headers: existsSync(headers) ? lowerCased(JSON.parse(readFileSync(headers, 'utf8'))) : { 'content-type': 'application/json' },
    receivedAt,
  }
}

export function fixture(name: string): IncomingDelivery {
  return deliveryFrom(fixtureFolder, name)
}

export function fixtureJson(name: string) {
  return JSON.parse(readFileSync(join(fixtureFolder, `${name}.json`), 'utf8'))
}

export function delivery(body: unknown, headers: Record<string, string> = {}): IncomingDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { body: new TextEncoder().encode(text), headers: { 'content-type': 'application/json', ...lowerCased(headers) }, receivedAt }
}

export function withBody(from: IncomingDelivery, body: unknown): IncomingDelivery {
  return { ...from, body: delivery(body).body }
}

export function observations(interpretation: Interpretation): readonly Observation[] {
  if (interpretation.kind !== 'observations') throw new Error(`no observations: ${interpretation.reason}`)
  return interpretation.observations
}

/** The only alert a delivery makes. */
export function onlyAlert(integration: Integration, from: IncomingDelivery, settings = bareSource): Observation {
  const made = observations(integration.observe(from, settings))
  expect(made).toHaveLength(1)
  return made[0] as Observation
}

export function reasonOf(integration: Integration, from: IncomingDelivery, settings = bareSource): string {
  const interpretation = integration.observe(from, settings)
  return interpretation.kind === 'observations' ? '' : `${interpretation.kind}: ${interpretation.reason}`
}
