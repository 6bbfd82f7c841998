// Does a private incident show everybody its number, state and severity, and nobody else a word of what happened?
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { decideRestrict } from './decideChange.ts'
import { decideMerge } from './decideMerge.ts'
import type { FoldedIncident } from './foldedIncident.ts'
import { foldIncident } from './foldIncident.ts'
import { incidentRecord } from './record/incidentRecord.ts'
import type { IncidentStanding, Worker } from './standing.ts'

const now = toInstant(1_000_000_000_000)
const ada: Worker = { kind: 'person', id: 'per_1' as never, name: 'Ada', role: 'compliance', sessionId: 'ses_1' as never }
const incident: IncidentStanding = {
  ...{ incidentId: 'inc_1' as never, number: 12, title: 'A colleague', summary: 'Whoever', origin: 'report', state: 'triaged' },
  ...{ isExercise: false, isPrivate: true, incidentType: null, declaredAt: now, declaredBy: 'per_1', acknowledgedAt: null },
  ...{ acknowledgedBy: null, triagedAt: now, containedAt: null, recoveredAt: null, closedAt: null, severity: 'SEV2' },
  ...{ severityCertainty: 'exact', policyId: 'p', policyVersion: new Uint8Array(32), mergedInto: null, splitFrom: null, changedAt: now },
}

/** As a package hands it over: without the personal slot. */
function away(entry: NewEntry, index: number): OpenedEntry {
  const header = { v: 1 as const, kind: entry.kind, act: entry.act, obj: entry.obj, at: entry.at, rec: entry.at, ctl: [], c: {} }
  return { index, header, leafHash: `leaf ${index}`, slots: entry.detail === undefined ? {} : { detail: entry.detail } }
}

const judged = { madePrivate: false, seesPrivate: false, policies: new Map(), asOf: now }

describe('a private incident', () => {
  test('repeats what everybody sees when it is made private, because what was said before is withheld from then on', () => {
    const { entries } = decideRestrict({ ...incident, isPrivate: false }, ada, { isPrivate: true, reason: 'About a person' }, now)
    expect(entries[0]?.detail).toEqual({
      ...{ private: true, number: 12, is_exercise: false, state: 'triaged', level: 'SEV2', certainty: 'exact' },
    })
    const record = incidentRecord(entries.map(away), judged)
    expect(record).toMatchObject({ number: 12, severity: 'SEV2', isPrivate: true, policy: null })
    expect(JSON.stringify(record)).not.toContain('About a person')
  })

  test('that is merged shows that it is, and not into which', () => {
    const into = { ...incident, incidentId: 'inc_2' as never, number: 13 }
    const { entries } = decideMerge(incident, into, ada, [], { reason: 'The same one' }, now)
    const [merged] = entries.map(away)
    const folded = foldIncident(
      { ...(foldIncident(undefined, away(entries[0] as NewEntry, 0)) as FoldedIncident), state: 'triaged' },
      merged as OpenedEntry,
    )
    expect(folded).toMatchObject({ state: 'merged', mergedInto: null })
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toMatch(/same one|inc_2/)
  })

  test('is called by its name again once it is open to everyone, though the entry that named it stays withheld', () => {
    const { entries } = decideRestrict(incident, ada, { isPrivate: false, reason: 'It was nobody’s fault' }, now)
    const folded = entries.map(away).reduce(foldIncident, undefined as FoldedIncident | undefined)
    expect(folded).toMatchObject({ isPrivate: false, title: 'A colleague', summary: 'Whoever' })
  })
})
