// What is answered about incidents: a line of the list, one incident whole, its thread, and what is missing before it closes.
import { z } from 'zod'
import { clockIds } from '../core/obligation/clock.ts'
import { Disposition } from './alert.ts'
import { IncidentOrigin, IncidentRole, IncidentState } from './incidentParts.ts'
import { EntryState, idOf, Time, Who } from './shapes.ts'

export const promiseNames = ['acknowledge', 'contain', 'update'] as const

export const PromiseState = z
  .enum(['running', 'missed', 'met', 'late'])
  .describe(
    'running, missed: not done yet, before or after it was due; met, late: done. Late stays late, also when the severity is lowered',
  )

export const SeverityCertainty = z
  .enum(['exact', 'at-least', 'override'])
  .describe('at-least: a fact not known yet could make it worse; override: set by a person with a reason')

export const IncidentLine = z.object({
  id: idOf('incident'),
  number: z.string().describe('INC-12'),
  title: z.string(),
  state: IncidentState,
  severity: z.string().nullable(),
  severity_certainty: SeverityCertainty.nullable(),
  is_private: z.boolean(),
  is_redacted: z.boolean().describe('private, and the caller is not on it: only number, state, severity and when it was declared are told'),
  is_exercise: z.boolean(),
  incident_type: z.string().nullable(),
  declared_at: Time,
  acknowledged_at: Time.nullable(),
  closed_at: Time.nullable(),
  commander: Who.nullable(),
  alerts: z.number().int(),
  next_due: z
    .object({ what: z.enum(promiseNames), at: Time, state: PromiseState })
    .nullable()
    .describe('the nearest promise that is not kept yet'),
})

/** One promise of the policy, counted. */
export const IncidentClock = z.object({
  what: z.enum(promiseNames),
  state: PromiseState,
  counted_from: Time,
  due_at: Time,
  done_at: Time.nullable(),
  within: z.string().describe('as the policy says it, in words: 15 minutes'),
  level: z.string().describe('the severity whose promise it is'),
  is_provisional: z.boolean().describe('the severity is not set yet: counted as for the worst one'),
})

export const Reading = z.object({
  id: idOf('reading'),
  clock: z.enum(clockIds),
  at: Time,
  time_zone: z.string(),
  basis: z.string(),
  by: Who,
  recorded_at: Time,
  corrects: idOf('reading').nullable(),
  is_standing: z.boolean().describe('nobody has corrected it'),
})

export const PolicyFact = z.object({
  name: z.string(),
  ask: z.string(),
  answers: z.array(z.string()).nullable().describe('null: a number'),
  unit: z.enum(['percent', 'count']).nullable(),
  answer: z.union([z.string(), z.number()]).nullable().describe('as it was given last'),
})

export const IncidentSeverity = z.object({
  level: z.string().nullable(),
  certainty: SeverityCertainty.nullable(),
  computed: z.string().nullable().describe('what the facts give'),
  because: z.array(z.string()).describe('what made it so, in words'),
  override_reason: z.string().nullable(),
  set_at: Time.nullable(),
  set_by: Who.nullable(),
  facts: z.array(PolicyFact),
  ask: z.array(z.string()).describe('names of the facts still to be asked, those that decide most first'),
  levels: z.array(z.object({ level: z.string(), criterion: z.string().nullable().describe('null: none of the others') })),
})

const Reference = z.object({ id: idOf('incident'), number: z.string() })

export const Incident = IncidentLine.extend({
  summary: z.string(),
  origin: IncidentOrigin.nullable(),
  declared_by: Who.nullable(),
  acknowledged_by: Who.nullable(),
  triaged_at: Time.nullable(),
  contained_at: Time.nullable().describe('the first time; opening again does not undo it'),
  recovered_at: Time.nullable(),
  changed_at: Time,
  policy: z.object({ id: z.string(), version: z.string(), number: z.number().int(), title: z.string() }).nullable(),
  severity_detail: IncidentSeverity.nullable(),
  clocks: z.array(IncidentClock),
  readings: z.array(Reading),
  roles: z.array(z.object({ role: IncidentRole, person: Who, since: Time, until: Time.nullable(), note: z.string().nullable() })),
  linked_alerts: z.array(
    z.object({
      id: idOf('alert'),
      number: z.string(),
      title: z.string(),
      severity: z.string().nullable(),
      status: z.enum(['firing', 'resolved']),
      link: z.string().nullable(),
      received_at: Time,
      disposition: Disposition.nullable(),
      linked_at: Time,
      unlinked_at: Time.nullable(),
    }),
  ),
  merged_into: Reference.nullable(),
  merged_from: z.array(Reference),
  split_from: Reference.nullable(),
  split_into: z.array(Reference),
  counts: z.object({ entries: z.number().int(), notes: z.number().int() }),
})

export const Missing = z.object({
  code: z.string(),
  said: z.string(),
  blocks: z.enum(['recovered', 'closed']).describe('the state it stands in the way of; what blocks recovering blocks closing too'),
})

export const ThreadItem = z.object({
  index: z.number().int().nullable().describe('null while pending'),
  state: EntryState,
  leaf_hash: z.string(),
  at: Time.describe('when it happened, as claimed'),
  recorded_at: Time.describe('by our clock'),
  late: z.boolean().describe('recorded more than a minute after it happened'),
  kind: z.string(),
  by: Who,
  said: z.string(),
  detail: z.record(z.string(), z.unknown()).nullable().describe('null where it was erased'),
  file: z.object({ sha256: z.string(), size: z.number().int(), type: z.string() }).nullable(),
  corrects: z.string().nullable().describe('leaf hash of the entry it corrects'),
  corrected_by: z.string().nullable().describe('leaf hash of the entry that corrects it'),
})
