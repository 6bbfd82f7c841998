// Whatever people do to an incident, in whatever order: it keeps its place, and its entries alone tell how it stands.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonActor } from '../kernel/actor.ts'
import { type Id, type IdNoun, makeId } from '../kernel/ids.ts'
import { hour, type Instant, minute, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { encodeHex } from '../ledger/hex.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { parsePolicy } from '../policy/parsePolicy.ts'
import { missingFor, requirementsOf } from './closing.ts'
import { decideAcknowledge } from './decideAcknowledge.ts'
import { decideChange, decideNote, decideRestrict } from './decideChange.ts'
import { decideDeclare } from './decideDeclare.ts'
import { decideDismiss } from './decideDismiss.ts'
import type { LinkableAlert } from './decideLink.ts'
import { decideMerge } from './decideMerge.ts'
import { decideSeverity, type SeveritySet } from './decideSeverity.ts'
import { decideState } from './decideState.ts'
import type { FoldedIncident } from './foldedIncident.ts'
import { foldIncident } from './foldIncident.ts'
import { happenedAt } from './happened.ts'
import { forwardStates } from './lifecycle.ts'
import type { IncidentStanding } from './standing.ts'
import { threadOf } from './thread.ts'
import { maySee } from './visibility.ts'
import { incidentStates } from './words.ts'

const { policy } = parsePolicy(`---
kind: policy
id: p
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
severities:
  - { level: SEV1, any: [{ leaking: yes }], acknowledge_within: PT15M }
  - { level: SEV2 }
---
`)
const start = toInstant(1_795_000_000_000)
let made = 0
const newId = <N extends IdNoun>(noun: N): Id<N> => makeId(noun, start + made++, new Uint8Array(10))
const ada: PersonActor = { kind: 'person', id: newId('person'), name: 'Ada', role: 'responder', sessionId: newId('session') }

function alert(number: number, more: Partial<LinkableAlert> = {}): LinkableAlert {
  const times = { occurredAt: toInstant(start - number * minute), receivedAt: start }
  return {
    alertId: newId('alert'),
    number,
    title: `Alert ${number}`,
    severityStep: number,
    ...times,
    disposition: null,
    belongsTo: null,
    ...more,
  }
}

function declare(more: Partial<Parameters<typeof decideDeclare>[1]> = {}, alerts: LinkableAlert[] = [alert(2), alert(1)], number = 1) {
  const version = new Uint8Array(32)
  const given = {
    ...{ incidentId: newId('incident'), number, timeZone: 'UTC', newReadingId: () => newId('reading') },
    policy: { policyId: 'p', version, versionHex: encodeHex(version) },
  }
  return decideDeclare(ada, { origin: 'report', ...more }, alerts, given, start)
}

/** As the ledger would hand them back. */
function opened(entries: readonly NewEntry[], rec: Instant = start): OpenedEntry[] {
  return entries.map(({ kind, act, obj, at, ctl, detail, personal }, index) => ({
    index,
    header: { v: 1, kind, act, obj, at, rec: Math.max(rec, at), ctl: [...ctl], c: { detail: '', ...(personal ? { personal: '' } : {}) } },
    leafHash: `leaf ${obj} ${index}`,
    slots: { ...(detail ? { detail } : {}), ...(personal ? { personal } : {}) },
  }))
}

function told(entries: readonly NewEntry[], incident: IncidentStanding): FoldedIncident | undefined {
  return opened(entries.filter(({ obj }) => obj === incident.incidentId)).reduce<FoldedIncident | undefined>(foldIncident, undefined)
}

const columns = ({ policyVersion, changedAt: _, ...rest }: IncidentStanding) => {
  const { incidentId, ...same } = rest
  return { ...same, incident: incidentId, policyVersion: encodeHex(policyVersion) }
}

const code = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'done'
}

describe('an incident that is declared', () => {
  test('takes the title of the worst alert, and was detected when the earliest occurred', () => {
    const { incident, readings } = declare()
    expect(incident.title).toBe('Alert 1')
    expect(readings.map(({ clock, at }) => [clock, at])).toEqual([
      ['detection', start - 2 * minute],
      ['awareness', start],
    ])
  })
  test('says when it began where that is known, and what was said of detection counts', () => {
    const at = (ahead: number) => new Date(start + ahead).toISOString()
    const { readings } = declare({ beganAt: at(-3 * hour), detectedAt: at(-2 * hour), awareAt: at(-hour) })
    expect(readings.map(({ clock, at: when }) => [clock, when])).toEqual([
      ['occurrence', start - 3 * hour],
      ['detection', start - 2 * hour],
      ['awareness', start - hour],
    ])
  })
  test('needs a title or an alert', () => {
    expect(code(() => declare({}, []))).toBe('invalid_request')
    expect(code(() => declare({ title: 'By phone' }, []))).toBe('done')
    expect(code(() => declare({ origin: 'alert', title: 'x' }, []))).toBe('invalid_request')
  })
})

type World = { incident: IncidentStanding; entries: NewEntry[]; severities: SeveritySet[] }
type Act = (world: World, now: Instant) => World

const grow = (world: World, decided: { incident?: IncidentStanding; entries: NewEntry[] }): World => ({
  ...world,
  incident: decided.incident ?? world.incident,
  entries: [...world.entries, ...decided.entries],
})

const other = declare({ title: 'The other' }, [], 2).incident
const acts: Act[] = [
  (world, now) => grow(world, decideAcknowledge(world.incident, ada, {}, now)),
  (world, now) => grow(world, decideNote(world.incident, ada, { text: 'Noted' }, now)),
  (world, now) => grow(world, decideChange(world.incident, ada, { title: `At ${now}`, incidentType: 'x' }, now)),
  (world, now) => grow(world, decideRestrict(world.incident, ada, { isPrivate: !world.incident.isPrivate, reason: 'Because so' }, now)),
  (world, now) => grow(world, decideDismiss(world.incident, ada, { reason: 'Nothing there', disposition: 'benign' }, now)),
  (world, now) => {
    const into = { ...other, isPrivate: world.incident.isPrivate }
    const { from, entries } = decideMerge(world.incident, into, ada, [], { reason: 'The same one' }, now)
    return grow(world, { incident: from, entries })
  },
  (world, now) => {
    const answers: Record<string, string> = now % 2 === 0 ? { leaking: 'yes' } : {}
    const { set, certainty, entries } = decideSeverity(world.incident, ada, policy, { answers }, world.severities.at(-1), now)
    const incident = { ...world.incident, severity: set.level, severityCertainty: certainty }
    return { ...grow(world, { incident, entries }), severities: [...world.severities, set] }
  },
  (world, now) => grow(world, decideState(world.incident, ada, { to: 'reopened', reason: 'It came back' }, [], now)),
  ...forwardStates.map(
    (to): Act =>
      (world, now) =>
        grow(world, decideState(world.incident, ada, { to }, [], now)),
  ),
]

function live(chosen: readonly number[]): World[] {
  const { incident, entries } = declare()
  const worlds: World[] = [{ incident, entries, severities: [] }]
  chosen.forEach((place, step) => {
    const world = worlds.at(-1) as World
    const act = acts[place % acts.length] as Act
    try {
      worlds.push(act(world, toInstant(start + (step + 1) * minute + step)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  })
  return worlds
}

const lives = fc.array(fc.nat({ max: acts.length - 1 }), { maxLength: 40 })

describe('whatever is done to an incident', () => {
  test('its entries alone tell how it stands', () => {
    fc.assert(
      fc.property(lives, (chosen) => {
        const world = live(chosen).at(-1) as World
        const folded = told(world.entries, world.incident)
        expect(folded).toMatchObject(columns(world.incident))
        expect(folded?.contradictions).toEqual([])
      }),
    )
  })
  test('it stays in the population under its number, and no step is left out', () => {
    fc.assert(
      fc.property(lives, (chosen) => {
        const worlds = live(chosen)
        worlds.forEach(({ incident }, place) => {
          expect(incident.number).toBe(1)
          const before = worlds[place - 1]?.incident.state
          const [from, to] = [incidentStates.indexOf(before ?? 'declared'), incidentStates.indexOf(incident.state)]
          if (incident.state !== 'not_an_incident' && incident.state !== 'merged') expect(to - from).toBeLessThanOrEqual(1)
        })
        expect(worlds.at(-1)?.entries.filter(({ kind }) => kind === 'incident.declared')).toHaveLength(1)
      }),
    )
  })
  test('a private one says nothing outside what can be erased', () => {
    const { incident, entries } = declare({ isPrivate: true, title: 'An insider' })
    const all = [...entries, ...decideNote(incident, ada, { text: 'Somebody we know' }, start).entries]
    expect(JSON.stringify(all.map(({ personal: _, ...open }) => open))).not.toMatch(/insider|Somebody|Ada/)
    expect(told(all, incident)).toMatchObject({ title: 'An insider', isPrivate: true, isHidden: false })
    const erased = opened(all).map((entry) => ({ ...entry, slots: { ...entry.slots, personal: undefined as never } }))
    expect(erased.reduce<FoldedIncident | undefined>(foldIncident, undefined)).toMatchObject({
      title: null,
      isPrivate: true,
      isHidden: true,
    })
    expect(threadOf(erased)[0]?.said).toContain('was erased')
  })
})

describe('merging', () => {
  const [one, two] = [declare({ title: 'One' }, [], 1).incident, declare({ title: 'Two' }, [], 2).incident]
  const merge = (from: IncidentStanding, into: IncidentStanding) => decideMerge(from, into, ada, [], { reason: 'The same one' }, start)
  test('is told in both threads, with both numbers', () => {
    const { entries, from } = merge(one, two)
    expect(from).toMatchObject({ number: 1, state: 'merged', mergedInto: two.incidentId })
    expect(threadOf(opened(entries)).map(({ said }) => said)).toEqual([
      'Merged into INC-2: The same one.',
      'Took in INC-1 “One”: The same one.',
    ])
  })
  test('is of two that are open, alike, and not the same', () => {
    expect(code(() => merge(one, one))).toBe('state_not_possible')
    expect(code(() => merge(one, { ...two, isPrivate: true }))).toBe('state_not_possible')
    expect(code(() => merge({ ...one, isExercise: true }, two))).toBe('state_not_possible')
    expect(code(() => merge(one, { ...two, state: 'closed' }))).toBe('incident_closed')
  })
})

describe('what is missing', () => {
  test('blocks closing where it blocks recovering, and not the other way round', () => {
    const facts = [{ code: 'review_undecided' as const }, { code: 'steps_open' as const, count: 2 }]
    const codes = (to: string) => missingFor(to, facts).map((one) => one.code)
    expect([codes('contained'), codes('recovered'), codes('closed')]).toEqual([[], ['steps_open'], ['steps_open', 'review_undecided']])
    expect(missingFor('recovered', facts)[0]?.said).toBe('2 steps of its runbooks are neither done nor skipped.')
  })
  test('is asked for in words beforehand, each thing at the state it blocks, in the order it is said', () => {
    const codes = (state: 'recovered' | 'closed') => requirementsOf(state).map(({ code: asked }) => asked)
    expect(codes('recovered')).toEqual(['not_acknowledged', 'severity_not_set', 'no_commander', 'steps_open'])
    expect(codes('closed')).toContain('review_not_approved')
    expect(new Set([...codes('recovered'), ...codes('closed')]).size).toBe(codes('recovered').length + codes('closed').length)
  })
})

describe('who sees a private incident', () => {
  const hidden = { isPrivate: true }
  test('those on it and compliance, and nobody else', () => {
    expect(maySee(hidden, ada, [ada.id])).toBe(true)
    expect(maySee(hidden, ada, [])).toBe(false)
    expect(maySee(hidden, { ...ada, role: 'admin' }, [])).toBe(false)
    expect(maySee(hidden, { ...ada, role: 'compliance' }, [])).toBe(true)
    expect(maySee({ isPrivate: false }, ada, [])).toBe(true)
  })
})

describe('when it happened', () => {
  const say = (ahead: number, declaredAt: Instant | null = start) => happenedAt(new Date(start + ahead).toISOString(), declaredAt, start)
  test('is now unless said, never in the future, and not long before the incident', () => {
    expect(happenedAt(undefined, start, start)).toBe(start)
    expect(say(4 * minute)).toBe(start)
    expect(say(-hour)).toBe(start - hour)
    expect(code(() => say(6 * minute))).toBe('invalid_request')
    expect(code(() => say(-31 * 24 * hour))).toBe('invalid_request')
    expect(code(() => happenedAt('yesterday', start, start))).toBe('invalid_request')
  })
})
