// Obligations: whom an incident obliges to notify, by when, and what was decided; and the customers' contracts that oblige as well.
import { z } from 'zod'
import { clockIds } from '../core/obligation/clock.ts'
import { obligationAnswers } from '../core/obligation/decideObligation.ts'
import { dataQuestions, eventQuestions, roleQuestions, sectorQuestions } from '../core/obligation/interview.ts'
import { confidences, sourceKinds } from '../core/obligation/rule.ts'
import { endpoint } from './endpoint.ts'
import { HappenedAt, idOf, Time, Who, words } from './shapes.ts'

function choiceOf<Shape extends z.ZodType<string>>(name: Shape) {
  return z
    .object({ is: z.array(name).max(100), is_not: z.array(name).max(100), rest: z.enum(['is-not', 'unknown']).default('unknown') })
    .strict()
}

function namesOf<Name extends string>(questions: Readonly<Record<Name, string>>) {
  return z.enum(Object.keys(questions) as [Name, ...Name[]])
}

const Place = z.string().max(10).describe('a code of `places` in the questions: EU, DE, GB, US, US-CA')
const count = z.number().int().min(0).max(10_000_000_000)

const answers = {
  roles: choiceOf(namesOf(roleQuestions)),
  places: choiceOf(Place),
  people: z.record(Place, count).describe('how many people, by place; a place that is left out is not known'),
  everyone: count.nullable().describe('how many people altogether'),
  kinds: choiceOf(namesOf(dataQuestions)),
  sectors: choiceOf(namesOf(sectorQuestions)),
  events: choiceOf(namesOf(eventQuestions)),
  authority: Place.nullable()
    .optional()
    .describe('the Member State whose authority is told: the later date that some may use skips its public holidays'),
}

/** `rest`: what holds for everything that is in neither list. Nothing is ever taken for a no because nobody answered. */
export const InterviewAnswers = z.object(answers).strict()

const Question = z.object({ id: z.string(), ask: z.string() })

export const RuleId = z.string().min(3).max(120).describe('<obligation>.<stage>: eu-nis2-23.early-warning')

const Elapsed = z.number().int().nullable().describe('seconds since its clock started; null where it did not')
const Information = z.object({ id: z.string(), words: z.string(), at: Time })
const CountedFrom = z.object({
  kind: z.enum(['clock', 'filing']),
  of: z.string().describe('the clock, or the rule whose notice was sent'),
  at: Time,
  by: z.string(),
  basis: z.string().nullable(),
})
const firm = {
  said: z.string().describe('the rule’s own time in words'),
  strict: Time.describe('the earliest instant that can be defended'),
  relief: z.object({ at: Time, condition: z.string() }).nullable().describe('a later instant that some may use'),
  counted_from: CountedFrom,
  words: z.string().describe('how it was counted'),
  time_zone: z.string(),
  information: z.array(Information),
  others: z.array(z.object({ counted_from: CountedFrom, strict: Time })).describe('what other readings of the same clock would give'),
}

export const Due = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-deadline'), said: z.string(), clock: z.string().nullable(), since: Time.nullable(), elapsed: Elapsed }),
  z.object({
    kind: z.literal('clock-not-started'),
    said: z.string(),
    clock: z.string(),
    because: z.string(),
    information: z.array(Information),
  }),
  z.object({ kind: z.literal('stage-not-filed'), said: z.string(), stages: z.array(z.object({ rule: RuleId, title: z.string() })) }),
  z.object({ kind: z.literal('no-firm-date'), said: z.string(), why: z.string(), because: z.string(), elapsed: Elapsed }),
  z.object({ kind: z.literal('due'), ...firm }),
  z.object({
    kind: z.literal('late'),
    ...firm,
    late_by: z.number().int().describe('seconds past the strict instant: until now, or until it was sent'),
  }),
])

export const ObligationDecision = z.object({
  answer: z.enum(obligationAnswers),
  reason: z.string().nullable(),
  by: Who,
  decided_at: Time,
})

export const Obligation = z.object({
  rule: RuleId,
  origin: z.enum(['law', 'contract', 'policy']),
  law: z.string(),
  article: z.string().nullable(),
  title: z.string(),
  to: z.array(z.string()),
  verdict: z.enum(['applies', 'may-apply']),
  why: z.string(),
  unknown: z.array(z.string()).describe('“Would apply if …”, one sentence each'),
  to_judge: z.string().nullable().describe('the law’s own threshold, which no interview decides'),
  due: Due,
  content: z.array(z.object({ id: z.string(), words: z.string() })).describe('what the notice must say'),
  notes: z.array(z.string()),
  traps: z.array(z.string()),
  confidence: z.enum(confidences),
  sources: z.array(z.object({ url: z.string(), kind: z.enum(sourceKinds), date: z.string().nullable() })),
  contract_id: idOf('contract').nullable(),
  decision: ObligationDecision.nullable().describe('the one that stands'),
  decisions: z.array(ObligationDecision).describe('all, oldest first'),
  sent: z.object({ at: Time, late_by: z.number().int().nullable().describe('seconds; null: in time, or no deadline') }).nullable(),
  templates: z.array(z.object({ id: z.string(), title: z.string() })).describe('notice templates that serve it'),
})

export const Obligations = z.object({
  answers: InterviewAnswers.nullable().describe('null: nobody has answered yet; everything that could apply is shown'),
  answered_at: Time.nullable(),
  answered_by: Who.nullable(),
  obligations: z.array(Obligation),
  ruled_out: z.array(z.object({ rule: RuleId, law: z.string(), title: z.string(), because: z.string() })),
  undecided: z.number().int().describe('obligations that apply, of which nobody has said whether they are taken on'),
})

const Within = z.object({ amount: z.number().int().min(1).max(1000), unit: z.enum(['hours', 'days', 'business-days']) }).strict()

const contract = {
  customer: words(200),
  contact: words(300).describe('the notice address that the contract names'),
  within: Within.nullable().describe('null: “without undue delay”'),
  clock: z.enum(clockIds).describe('the clause’s own word for the start'),
  time_zone: z.string().max(60).nullable().describe('for days: where they are counted'),
  calendar: z.string().max(60).nullable().describe('for business days: whose'),
  clause: words(2000).describe('the words of the clause, or where they stand'),
  notes: z.string().trim().max(2000),
}

export const Contract = z.object({
  id: idOf('contract'),
  ...contract,
  rule: RuleId,
  said: z.string().describe('its time in words'),
  created_at: Time,
  changed_at: Time,
  ended_at: Time.nullable().describe('since then it obliges nobody any more'),
})

const ofIncident = z.object({ incidentId: idOf('incident') })

export const obligationApi = {
  questions: endpoint({
    method: 'GET',
    path: '/obligations/questions',
    needs: 'obligation:read',
    summary: 'What the interview asks to find out who may have to be told',
    reply: z.object({
      roles: z.array(Question),
      kinds: z.array(Question),
      sectors: z.array(Question),
      events: z.array(Question),
      places: z.array(z.object({ id: z.string(), name: z.string() })),
      clocks: z.array(z.object({ id: z.enum(clockIds), meaning: z.string() })),
      calendars: z.array(z.object({ id: z.string(), title: z.string(), from: z.string(), to: z.string() })),
    }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/obligations',
    needs: 'obligation:read',
    summary: 'Who may have to be told of an incident, by when, with what was decided',
    description:
      'From law, customers’ contracts and the policy’s own duties alike. The most urgent first. Due dates are computed again with every call; none is stored.',
    params: ofIncident,
    reply: Obligations,
    refusals: ['not_found'],
  }),
  interview: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/obligations/interview',
    needs: 'incident:work',
    summary: 'Answer questions of the interview; what is left out keeps its earlier answer',
    params: ofIncident,
    body: z.object({ answers: InterviewAnswers.partial(), happened_at: HappenedAt }).strict(),
    reply: Obligations,
    refusals: ['not_found', 'incident_closed', 'nothing_changed'],
  }),
  decide: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/obligations/decide',
    needs: 'obligation:decide',
    summary: 'Take an obligation on, decline it with a reason, or ask counsel first',
    description: 'A change of mind needs a reason whichever way it goes; the earlier decision stays on record.',
    params: ofIncident,
    body: z.object({ rule: RuleId, answer: z.enum(obligationAnswers), reason: words(2000).optional(), happened_at: HappenedAt }).strict(),
    reply: Obligation,
    refusals: ['not_found', 'incident_closed', 'nothing_changed', 'already_exists', 'reason_needed'],
  }),
}

export const contractApi = {
  list: endpoint({
    method: 'GET',
    path: '/contracts',
    needs: 'obligation:read',
    summary: 'Customers’ contracts that say when they must be told',
    reply: z.object({ items: z.array(Contract) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/contracts',
    needs: 'obligation:decide',
    status: 201,
    summary: 'Enter the clause of a customer’s contract',
    body: z
      .object({
        ...contract,
        within: contract.within.default(null),
        time_zone: contract.time_zone.default(null),
        calendar: contract.calendar.default(null),
        notes: contract.notes.default(''),
      })
      .strict(),
    reply: Contract,
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/contracts/:contractId',
    needs: 'obligation:decide',
    summary: 'Change a clause, or say that the contract has ended',
    params: z.object({ contractId: idOf('contract') }),
    body: z.object(contract).partial().extend({ ended: z.boolean().optional() }).strict(),
    reply: Contract,
    refusals: ['not_found', 'nothing_changed'],
  }),
}
