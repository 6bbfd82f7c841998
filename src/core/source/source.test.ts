// Sentences about changing a source.
import { expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { decideSourceChange, type SourceState, sourceEntry } from './source.ts'

const created = toInstant(1_780_000_000_000)
const now = toInstant(created + 86_400_000)
const source: SourceState = {
  sourceId: makeId('source', created, new Uint8Array(10)),
  name: 'Production Prometheus',
  integration: 'alertmanager',
  heartbeatSeconds: 300,
  reviewTargetSeconds: 86_400,
  coverageIntent: '24x7',
  signed: false,
  mapping: null,
  certificates: {},
  watchedSince: created,
  createdAt: created,
  retiredAt: null,
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'done'
}

test('a change says which parts it changed and leaves the others', () => {
  const { source: after, changed } = decideSourceChange(source, { name: 'Prometheus EU', reviewTargetSeconds: 86_400 }, now)
  expect(changed).toEqual(['name'])
  expect(after).toEqual({ ...source, name: 'Prometheus EU' })
})

test('another interval counts silence from now on, another name does not', () => {
  expect(decideSourceChange(source, { heartbeatSeconds: 60 }, now).source.watchedSince).toBe(now)
  expect(decideSourceChange(source, { coverageIntent: 'business_hours' }, now).source.watchedSince).toBe(now)
  expect(decideSourceChange(source, { name: 'Other' }, now).source.watchedSince).toBe(created)
})

test('a secret can be set, replaced and taken away, and is never on record', () => {
  const { source: signed, changed } = decideSourceChange(source, { secret: 'EXAMPLE' }, now)
  expect(signed.signed).toBe(true)
  expect(decideSourceChange(signed, { secret: null }, now).source.signed).toBe(false)
  const entry = sourceEntry('source.changed', signed, { id: 'per_x' }, now, { changed })
  expect(entry.detail).toMatchObject({ signed: true, changed: ['secret'] })
  expect(JSON.stringify(entry)).not.toContain('EXAMPLE')
})

test('a change that changes nothing is refused', () => {
  expect(codeOf(() => decideSourceChange(source, {}, now))).toBe('nothing_changed')
  expect(codeOf(() => decideSourceChange(source, { name: source.name, secret: null, certificates: {} }, now))).toBe('nothing_changed')
})

test('a retired source does not change', () => {
  expect(codeOf(() => decideSourceChange({ ...source, retiredAt: now }, { name: 'Other' }, now))).toBe('already_retired')
})
