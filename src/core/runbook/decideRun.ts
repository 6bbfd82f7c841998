// May this run begin, may these values be given, may this step be marked so, and what goes on record when it is?
import { type EntryAbout, incidentEntry } from '../incident/incidentEntry.ts'
import { type IncidentState, isOpen } from '../incident/words.ts'
import type { MarkId, RunId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { decideStep, type StepActor, type StepRequest } from './decideStep.ts'
import { fillCommand } from './fillCommand.ts'
import { progressOf } from './progress.ts'
import { type Runbook, type Step, stepsOf } from './runbook.ts'
import { commandsOf, type GivenValue, type RunFacts, type RunPerson, valuesOf } from './runFacts.ts'
import { soundsSecret } from './secretName.ts'
import type { StepMark } from './stepStanding.ts'

/** An incident as far as a run is concerned. */
export type RunIncident = EntryAbout & { state: IncidentState; declaredAt: Instant }

const controls = ['CC7.4']

export function requireOpen({ state }: Pick<RunIncident, 'state'>): void {
  if (state === 'merged') throw new Refusal('incident_closed', 'This incident was merged into another: follow runbooks there.')
  if (!isOpen(state)) throw new Refusal('incident_closed', 'This incident is closed. Reopen it to go on with a runbook.')
}

export type StartRequest = { runId: RunId; documentId: string; version: string; number: number; title: string }

/** `unfinished`: the runs that still go on. The same twice at once is a mistake of two people who both tapped. */
export function decideStart(
  incident: RunIncident,
  unfinished: readonly Pick<RunFacts, 'documentId' | 'version'>[],
  by: RunPerson,
  { runId, ...document }: StartRequest,
  at: Instant,
): { run: RunFacts; entry: NewEntry } {
  requireOpen(incident)
  if (unfinished.some((other) => other.documentId === document.documentId && other.version === document.version)) {
    throw new Refusal('already_exists', `“${document.title}” is being followed in this incident already: go on there.`)
  }
  const run = {
    runId,
    incidentId: incident.incidentId,
    documentId: document.documentId,
    version: document.version,
    startedAt: at,
    startedBy: by,
  }
  const entry = incidentEntry(incident, {
    kind: 'run.started',
    act: by.id,
    at,
    ctl: controls,
    detail: { run: runId, document: document.documentId, version: document.version, number: document.number, title: document.title },
    personal: { name: by.name },
  })
  return { run, entry }
}

/** What is given again unchanged is left out; nothing new at all is refused. White space around a value came with copying. */
export function decideParameters(
  incident: RunIncident,
  { runId }: Pick<RunFacts, 'runId'>,
  runbook: Pick<Runbook, 'sections' | 'preservation' | 'parameters'>,
  before: readonly GivenValue[],
  by: RunPerson,
  given: Readonly<Record<string, string | null>>,
  at: Instant,
): { values: GivenValue[]; entry: NewEntry } {
  requireOpen(incident)
  const known = valuesOf(before)
  const position = Math.max(0, ...before.map((value) => value.position)) + 1
  const values = Object.entries(given).flatMap(([name, typed]) => {
    if (!runbook.parameters.some((parameter) => parameter.name === name)) throw unknownParameter(name)
    const text = typed?.trim() ?? ''
    const value = text === '' ? null : text
    if (value !== null) refuseSecret(name)
    if (value === (Object.hasOwn(known, name) ? known[name] : null)) return []
    return [{ position, name, value, at, by }]
  })
  if (values.length === 0) throw new Refusal('nothing_changed', 'These values are what is known already.')
  const filled = valuesOf(values)
  for (const command of commandsOf(runbook)) fillCommand(command, filled)
  const detail = { run: runId, position, values: Object.fromEntries(values.map(({ name, value }) => [name, value])) }
  const entry = { kind: 'run.parameters_given' as const, act: by.id, at, ctl: controls, detail, personal: { name: by.name } }
  return { values, entry: incidentEntry(incident, entry) }
}

function unknownParameter(name: string): Refusal {
  return new Refusal('invalid_request', 'This runbook asks for no such value.', {
    fields: [{ path: `/values/${name}`, message: 'no parameter of this runbook' }],
  })
}

function refuseSecret(name: string): void {
  if (!soundsSecret(name)) return
  throw new Refusal(
    'value_not_safe',
    `${name} sounds like a secret, and what is given here is kept and shown. Type it into the shell by hand.`,
    {
      fields: [{ path: `/values/${name}`, message: 'a secret is never kept here' }],
    },
  )
}

export type MarkRequest = Omit<StepRequest, 'markId'> & { markId: MarkId; stepId: string }

export type DecidedMark = { mark: StepMark; entry: NewEntry }

/** `leafHashOf`: the leaf hash (base64) of the entry that recorded a mark. */
export function decideMark(
  incident: RunIncident,
  { runId }: Pick<RunFacts, 'runId'>,
  runbook: Pick<Runbook, 'sections'>,
  marks: readonly StepMark[],
  by: StepActor,
  { stepId, ...request }: MarkRequest,
  at: Instant,
  leafHashOf: (markId: string) => string,
): DecidedMark {
  requireOpen(incident)
  const step = stepsOf(runbook).find(({ id }) => id === stepId)
  if (step === undefined) throw new Refusal('not_found', 'This version of the runbook has no such step.')
  const mark = decideStep(step, ofStep(step, marks), by, request, at)
  const { reason, note, corrects } = mark
  const detail = {
    ...{ run: runId, mark: mark.markId, step: step.id, text: step.text, state: mark.state },
    ...{ reason, note, corrects, roles: by.roles },
  }
  const entry = incidentEntry(incident, {
    ...{ kind: 'step.marked', act: by.id, at, ctl: controls, detail, personal: { name: by.name } },
    ...(corrects === null ? {} : { corrects: leafHashOf(corrects) }),
  })
  return { mark, entry }
}

/** Why this person cannot mark a step done, in words; null where they can, or where it is done. */
export function blockedFor(
  step: Step,
  marks: readonly StepMark[],
  by: StepActor,
  incident: Pick<RunIncident, 'state'>,
  at: Instant,
): string | null {
  try {
    requireOpen(incident)
    decideStep(step, ofStep(step, marks), by, { markId: '', state: 'done', reason: 'Asked beforehand.' }, at)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code === 'nothing_changed' ? null : error.message
  }
}

function ofStep({ id }: Pick<Step, 'id'>, marks: readonly StepMark[]): StepMark[] {
  return marks.filter(({ stepId }) => stepId === id)
}

export type Unfinished = { stepId: string; text: string; state: 'open' | 'stuck' }

/** Containment steps that are neither done nor skipped: what an incident is not contained without. */
export function unfinishedContainment(runbook: Pick<Runbook, 'sections'>, marks: readonly StepMark[]): Unfinished[] {
  const sections = runbook.sections.filter(({ kind }) => kind === 'contain')
  return progressOf({ sections }, marks).steps.flatMap(({ step, standing: { state } }) =>
    state === 'open' || state === 'stuck' ? [{ stepId: step.id, text: step.text, state }] : [],
  )
}
