// A table of what each reference payload must come to: one row or more a file, and no file without a row.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatInstant, type Instant } from '../../src/core/kernel/instant.ts'
import type { IntegrationId } from '../../src/integrations/defineIntegration.ts'
import { integrationOf } from '../../src/integrations/registry.ts'
import { bareSource, deliveryFrom } from './deliveries.ts'
import { sharedAvailable, sharedPath } from './shared.ts'

export type ExpectedAlert = {
  fingerprint: string
  status: 'firing' | 'resolved'
  severity: string | null
  title: string
  startedAt: string | null
  endedAt?: string
  link: string | null
  isTest?: true
}

/** Either the alerts a payload makes, or why it makes none: `nothing: …` or `unreadable: …`. */
export type Row = { file: string; as: IntegrationId; mapping?: Record<string, unknown> } & ({ alerts: ExpectedAlert[] } | { none: RegExp })

const iso = (at: Instant | null) => (at === null ? null : formatInstant(at))

function comeTo(folder: string, row: Row): unknown {
  const made = integrationOf(row.as).observe(deliveryFrom(sharedPath('payloads', folder), row.file), {
    ...bareSource,
    mapping: row.mapping ?? null,
  })
  if (made.kind !== 'observations') return `${made.kind}: ${made.reason}`
  expect(made.omitted).toBeUndefined()
  return made.observations.map(({ fingerprint, status, severity, title, startedAt, endedAt, link, isTest }) => ({
    ...{ fingerprint, status, severity, title, startedAt: iso(startedAt), link },
    ...(endedAt === null ? {} : { endedAt: iso(endedAt) }),
    ...(isTest ? { isTest } : {}),
  }))
}

const milliseconds = (alert: ExpectedAlert): ExpectedAlert => ({
  ...alert,
  startedAt: alert.startedAt && new Date(alert.startedAt).toISOString(),
  ...(alert.endedAt ? { endedAt: new Date(alert.endedAt).toISOString() } : {}),
})

export function payloadTable(folder: string, rows: Row[]): void {
  describe.skipIf(!sharedAvailable)(folder, () => {
    test('every payload has its row', () => {
      const files = readdirSync(sharedPath('payloads', folder))
        .filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
        .map((name) => name.slice(0, -'.json'.length))
      expect([...new Set(rows.map((row) => row.file))].sort()).toEqual(files.sort())
    })
    test.each(rows.map((row) => [`${row.file} as ${row.as}`, row] as const))('%s', (_, row) => {
      const came = comeTo(folder, row)
      if ('alerts' in row) expect(came).toEqual(row.alerts.map(milliseconds))
      else expect(came).toEqual(expect.stringMatching(row.none))
    })
  })
}
