// Sentences about runs: when one may begin, which values it takes, and that the entries alone tell what was done.
import { describe, expect, test } from 'vitest'
import { incidentStates } from '../incident/words.ts'
import type { IncidentId, MarkId, RunId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { EntryHeader, NewEntry } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import {
  blockedFor,
  decideMark,
  decideParameters,
  decideStart,
  type MarkRequest,
  type RunIncident,
  unfinishedContainment,
} from './decideRun.ts'
import type { StepActor } from './decideStep.ts'
import { foldRuns } from './foldRun.ts'
import { parseRunbook } from './parseRunbook.ts'
import { proposeRunbooks } from './proposeRunbooks.ts'
import { stepsOf } from './runbook.ts'
import { type GivenValue, valuesOf } from './runFacts.ts'
import { soundsSecret } from './secretName.ts'
import type { StepMark } from './stepStanding.ts'

const at = toInstant(1_795_000_000_000)
const incident: RunIncident = { incidentId: `inc_${'1'.repeat(32)}` as IncidentId, isPrivate: false, state: 'declared', declaredAt: at }
const runId = `run_${'2'.repeat(32)}` as RunId
const ada: StepActor = { kind: 'person', id: 'per_ada', name: 'Ada', roles: [] }
const grace: StepActor = { kind: 'person', id: 'per_grace', name: 'Grace', roles: ['commander'] }
const request = { runId, documentId: 'small', version: 'a'.repeat(64), number: 1, title: 'Small' }
const { runbook } = parseRunbook(`# Small
## Confirm
1. Look at \`kubectl get pod <pod>\`. {#look}
## Contain
1. Stop it: \`kubectl delete pod <pod>\` {#stop}
   - Needs: commander
2. Change the password \`login --password "$DB_PASSWORD"\` {#change}
`)

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'not refused'
}

const markId = (number: number) => `mrk_${String(number).padStart(32, '0')}` as MarkId

describe('a run', () => {
  test('begins only in an incident that is open, and the same version only once at a time', () => {
    for (const state of incidentStates) {
      const wanted = ['closed', 'not_an_incident', 'merged'].includes(state) ? 'incident_closed' : 'not refused'
      expect(`${state} ${refusal(() => decideStart({ ...incident, state }, [], ada, request, at))}`).toBe(`${state} ${wanted}`)
    }
    const { run, entry } = decideStart(incident, [], ada, request, at)
    expect(entry).toMatchObject({ kind: 'run.started', obj: incident.incidentId, detail: { run: runId, document: 'small' } })
    expect(refusal(() => decideStart(incident, [run], ada, request, at))).toBe('already_exists')
    expect(refusal(() => decideStart(incident, [{ ...run, version: 'b'.repeat(64) }], ada, request, at))).toBe('not refused')
  })
})

describe('a value', () => {
  const give = (given: Record<string, string | null>, before: GivenValue[] = []) =>
    decideParameters(incident, { runId }, runbook, before, ada, given, at)

  test('is kept as it was given, without the white space that came with copying, and only where it is new', () => {
    const { values, entry } = give({ pod: ' api-0\n' })
    expect(values).toMatchObject([{ name: 'pod', value: 'api-0', position: 1 }])
    expect(entry).toMatchObject({ kind: 'run.parameters_given', detail: { values: { pod: 'api-0' } } })
    expect(refusal(() => give({ pod: 'api-0' }, values))).toBe('nothing_changed')
    const back = give({ pod: '' }, values)
    expect(back.values).toMatchObject([{ value: null, position: 2 }])
    expect(valuesOf([...back.values, ...values])).toEqual({})
  })
  test('is refused where it could be another command, where nobody asks for it, and where it sounds like a secret', () => {
    expect(refusal(() => give({ pod: '--all' }))).toBe('value_not_safe')
    expect(refusal(() => give({ constructor: 'x' }))).toBe('invalid_request')
    expect(refusal(() => give({ DB_PASSWORD: 'correct horse' }))).toBe('value_not_safe')
  })
  test('sounds like a secret by its name, unless that names the id of one', () => {
    expect(['DB_PASSWORD', 'api-token', 'SECRET_ACCESS_KEY', 'passphrase', 'private-key'].filter((name) => !soundsSecret(name))).toEqual([])
    expect(['KEY', 'new-key-id', 'secret-name', 'TOKEN_ID', 'secret_arn', 'USER'].filter(soundsSecret)).toEqual([])
  })
})

describe('marks', () => {
  const marks: StepMark[] = []
  const opened: OpenedEntry[] = []
  const leaf = (number: number) => `leaf${number}`
  const open = ({ detail, personal, ...entry }: NewEntry) => {
    const header = {
      ...entry,
      rec: entry.at + 1,
      ctl: [],
      c: {},
      v: 1,
      ...(entry.corrects ? { cor: entry.corrects } : {}),
    } as unknown as EntryHeader
    opened.push({
      index: opened.length,
      header,
      leafHash: leaf(opened.length),
      slots: { ...(detail && { detail }), ...(personal && { personal }) },
    })
  }
  const mark = (by: StepActor, wanted: Omit<MarkRequest, 'markId'>, of = incident) => {
    const leafHashOf = (id: string) => opened.find(({ slots }) => JSON.stringify(slots).includes(id))?.leafHash ?? ''
    const decided = decideMark(of, { runId }, runbook, marks, by, { ...wanted, markId: markId(marks.length) }, at, leafHashOf)
    marks.push(decided.mark)
    open(decided.entry)
    return decided
  }

  test('of a step that the version does not have are refused', () => {
    expect(refusal(() => mark(ada, { stepId: 'none', state: 'done' }))).toBe('not_found')
  })
  test('and values are taken only while the incident is open', () => {
    const closed = { ...incident, state: 'closed' as const }
    expect(refusal(() => mark(ada, { stepId: 'look', state: 'done' }, closed))).toBe('incident_closed')
    expect(refusal(() => decideParameters(closed, { runId }, runbook, [], ada, { pod: 'api-0' }, at))).toBe('incident_closed')
  })
  test('say why somebody cannot make one, in the words of the refusal', () => {
    const [look, stop] = stepsOf(runbook)
    if (look === undefined || stop === undefined) throw new Error('the fixture has these steps')
    expect(blockedFor(look, [], ada, incident, at)).toBeNull()
    expect(blockedFor(stop, [], ada, incident, at)).toContain('commander')
    expect(blockedFor(stop, [], grace, incident, at)).toBeNull()
    expect(blockedFor(look, [], ada, { state: 'merged' }, at)).toContain('merged')
  })
  test('leave out of containment what is neither done nor skipped', () => {
    expect(unfinishedContainment(runbook, []).map(({ stepId }) => stepId)).toEqual(['stop', 'change'])
  })
  test.each([false, true])('are told by the entries alone, corrections by the entry they correct, private: %s', (isPrivate) => {
    marks.length = 0
    opened.length = 0
    const of = { ...incident, isPrivate }
    const { run, entry } = decideStart(of, [], ada, request, at)
    open(entry)
    open(decideParameters(of, run, runbook, [], grace, { pod: 'api-0' }, at).entry)
    mark(ada, { stepId: 'look', state: 'done', note: 'Seen.' }, of)
    mark(grace, { stepId: 'look', state: 'open', reason: 'It was another pod.' }, of)
    if (isPrivate) expect(opened.every(({ slots }) => slots.detail?.private === true)).toBe(true)
    expect(opened[3]?.header.cor).toBe(leaf(2))
    const folded = foldRuns(opened)
    expect(folded.contradictions).toEqual([])
    expect(folded.runs).toMatchObject([{ run: runId, document: 'small', by: 'per_ada', name: 'Ada' }])
    expect(folded.values).toMatchObject([{ parameter: 'pod', value: 'api-0', position: 1, by: 'per_grace' }])
    expect(folded.marks).toMatchObject([
      { mark: markId(0), step: 'look', state: 'done', note: 'Seen.', corrects: null, position: 1 },
      { mark: markId(1), state: 'open', reason: 'It was another pod.', corrects: markId(0), position: 2 },
    ])
    const forged = opened.map((one, place) => (place === 3 ? { ...one, header: { ...one.header, cor: leaf(1) } } : one))
    expect(foldRuns(forged).contradictions).toHaveLength(1)
    expect(foldRuns(opened.slice(1)).contradictions).not.toEqual([])
  })
})

describe('runbooks for an incident', () => {
  const book = (id: string, front: string) => parseRunbook(`---\nid: ${id}\n${front}\n---\n# ${id}`).runbook
  const books = [
    book('a', 'matches: [{ source: guardduty }]'),
    book('b', 'matches: [{ source: guardduty }, { source: guardduty, title: "Key*" }]'),
    book('c', 'incident_type: leak'),
    book('d', 'incident_type: other'),
  ]
  const alert = (title: string) => ({ integration: 'guardduty', sourceId: 'src_1', sourceName: 'G', title, labels: {} })
  test('come each once, by the type first, then by the best match of any of its alerts; the others follow', () => {
    const { proposed, others } = proposeRunbooks(books, { incidentType: 'leak', alerts: [alert('Nothing known'), alert('Key used')] })
    expect(proposed.map(({ runbook: { id } }) => id)).toEqual(['c', 'b', 'a'])
    expect(proposed[1]?.because).toContain('Key used')
    expect(others.map(({ id }) => id)).toEqual(['d'])
    expect(proposeRunbooks(books, { incidentType: null, alerts: [] })).toMatchObject({ proposed: [], others: books })
  })
})
