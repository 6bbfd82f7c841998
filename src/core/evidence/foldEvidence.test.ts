// Sentences about what the entries of evidence say: the same as was decided, and nothing where they are not open.
import { expect, test } from 'vitest'
import type { EvidenceId, IncidentId, PersonId, PreservationId } from '../kernel/ids.ts'
import { type Instant, toInstant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { captureEvidence, type EvidenceTold } from './captureEvidence.ts'
import { recordAccess } from './custody.ts'
import { foldEvidence } from './foldEvidence.ts'
import { listPreservation, settledEntry } from './listPreservation.ts'

const id = (prefix: string) => `${prefix}_${'1'.repeat(32)}`
const incidentId = id('inc') as IncidentId
const by = { kind: 'person', id: id('per') as PersonId, name: 'Ada', role: 'responder', sessionId: 'ses_1' as never } as const
const [at, now] = [toInstant(1_000_000_000_000), toInstant(1_000_000_060_000)]
const evidenceId = id('evi') as EvidenceId
const preservationId = id('prs') as PreservationId

const told: EvidenceTold = {
  ...{ name: '../who\u202e.txt', description: 'Who is there', step: null, source: 'bastion', query: null, rowCount: 7 },
  ...{ command: null, coversFrom: null, coversTo: null, happenedAt: at, preservationId: null },
}
const kept = { sha256: 'a'.repeat(64), size: 12, type: 'text/plain; charset=utf-8' }
const capture = { evidenceId, uploadId: null, told, kept }

function opened({ detail, personal, file, ...entry }: NewEntry): OpenedEntry {
  const header = { v: 1 as const, kind: entry.kind, act: entry.act, obj: entry.obj, at: entry.at, rec: now, ctl: [], c: {} }
  return {
    index: 0,
    header,
    leafHash: '',
    slots: { ...(detail ? { detail } : {}), ...(personal ? { personal } : {}), ...(file ? { file } : {}) },
  }
}

test.each([false, true])('evidence and its custody are told by their entries, private: %s', (isPrivate) => {
  const about = { incidentId, isPrivate }
  const { item, entry } = captureEvidence(about, by, capture, now)
  const access = { what: 'handed_over' as const, to: 'Inspector Example', note: 'Sealed' }
  const handed = recordAccess(about, by, { evidenceId, position: 1, access, at }, now)
  const folded = foldEvidence([entry, handed.entry].map(opened))
  expect(item.name).toBe('who_.txt')
  expect(folded.items.get(evidenceId)).toMatchObject({
    ...{ name: 'who_.txt', description: 'Who is there', source: 'bastion', rowCount: 7, sha256: kept.sha256, size: 12, type: kept.type },
    ...{ at, recordedAt: now, byName: 'Ada' },
  })
  expect(folded.accesses).toMatchObject([
    { evidence: evidenceId, position: 1, what: 'handed_over', to: 'Inspector Example', note: 'Sealed' },
  ])
  expect(JSON.stringify([entry.detail, handed.entry.detail]).includes('Inspector')).toBe(false)
  expect(JSON.stringify(entry.detail).includes('bastion')).toBe(!isPrivate)
})

test('evidence that ends before it begins is refused', () => {
  const wrong = { ...told, coversFrom: now, coversTo: at as Instant }
  expect(() => captureEvidence({ incidentId, isPrivate: false }, by, { ...capture, told: wrong }, now)).toThrow(/ends before it begins/)
})

test('what is to be kept is listed once in the same words, and settled once it was listed', () => {
  const about = { incidentId, isPrivate: false }
  const wish = { evidence: 'CloudTrail', retentionId: null, keepFor: 'P90D', where: null, how: null }
  const listing = {
    already: [{ evidence: ' cloudtrail', retentionId: null }],
    catalogue: new Set<string>(),
    newId: () => preservationId,
    at,
  }
  expect(listPreservation(about, by, { ...listing, wishes: [wish] }).items).toEqual([])
  const { items, entries } = listPreservation(about, by, { ...listing, already: [], wishes: [wish, { ...wish, evidence: 'cloudtrail' }] })
  expect(items).toHaveLength(1)
  const lost = settledEntry(about, by, preservationId, { is: 'lost', since: at, recordedAt: now, reason: 'Rotated' })
  const folded = foldEvidence([...entries, lost].map(opened))
  expect(folded.preservation.get(preservationId)).toMatchObject({
    window: 'P90D',
    settled: { state: 'lost', since: at, reason: 'Rotated' },
  })
  expect(folded.contradictions).toEqual([])
  expect(foldEvidence([opened(lost)]).contradictions).toHaveLength(1)
})

test('an entry that is not open says nothing of which evidence it is about', () => {
  const { entry } = captureEvidence({ incidentId, isPrivate: true }, by, capture, now)
  const { personal: _erased, ...slots } = opened(entry).slots
  expect(foldEvidence([{ ...opened(entry), slots }]).items.size).toBe(0)
})
