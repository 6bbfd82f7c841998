// What the sample company does with its policies and runbooks: makes them its own, lets one lapse, rewrites one, and leaves something for tonight.
import { addDays, atTime, type CalendarDate, dateAt } from '../../../core/kernel/deadline.ts'
import { formatInstant, type Instant, toInstant } from '../../../core/kernel/instant.ts'
import type { DocumentKey } from '../../../server/document/actStore.ts'
import { company } from '../company.ts'
import { head, spokeswoman, visitor } from '../incidents/onCall.ts'
import { act, type Calendar, calendarFrom, type Plot, type Setting } from '../incidents/plot.ts'
import type { Act } from '../incidents/scene.ts'
import { accessPolicy, accessPolicyTightened } from './accessPolicy.ts'
import { approveText, haveRead, propose, stillValid } from './documentDeeds.ts'
import { incidentPolicy } from './incidentPolicy.ts'
import { replicaLag, replicaLagForTheFolder } from './replicaLag.ts'
import { tellCustomers, tellCustomersAsPromised, tellCustomersMoved } from './tellCustomers.ts'

const incidents: DocumentKey = { kind: 'policy', documentId: 'incident-response' }
const access: DocumentKey = { kind: 'policy', documentId: 'access-control' }
const lag: DocumentKey = { kind: 'runbook', documentId: 'postgres-replica-lag' }
const telling: DocumentKey = { kind: 'runbook', documentId: 'tell-customers' }

/** Whoever had read the incident response policy when; of the eleven responders two never did. */
const readers: readonly (readonly [person: string, day: number, time: string])[] = [
  [visitor, -1, '14:20'],
  ['responder-2', -1, '16:45'],
  ['responder-3', 0, '09:05'],
  ['responder-4', 0, '10:31'],
  [head, 1, '08:50'],
  ['responder-5', 4, '11:12'],
  [spokeswoman, 6, '15:37'],
  ['colleague-1', 12, '09:44'],
  ['colleague-6', 26, '17:58'],
]

function incidentPolicyActs(t: Calendar): Act[] {
  const own = incidentPolicy()
  const note = 'Our names instead of the placeholders. Facts, severities and times are those that Tickmark ships.'
  return [
    act(t(-2, '10:15'), 'compliance', propose(incidents, own, { note })),
    act(t(-1, '13:40'), head, approveText(incidents, own)),
    ...readers.map(([person, day, time]) => act(t(day, time), person, haveRead(incidents))),
  ]
}

const afterTheLapse =
  'still valid, because access to every system is granted as it says; compared with the list of accounts of this month. The look was due nineteen days ago: its owner was away, and nobody stood in.'
const inTime = 'still valid, because no system was added since the last look, and the two accounts that changed hands went through tickets.'

/** In force since the day before the quarter: 60 days later a look is due, and for 19 days nobody looks. */
function accessPolicyActs(t: Calendar): Act[] {
  const note = 'Written down as it is done today.'
  return [
    act(t(-1, '14:50'), 'compliance', propose(access, accessPolicy, { note })),
    act(t(-1, '17:05'), 'admin', approveText(access, accessPolicy)),
    act(t(78, '22:58'), 'compliance', stillValid(access, afterTheLapse)),
    act(t(136, '10:12'), 'compliance', stillValid(access, inTime)),
  ]
}

function replicaLagActs(t: Calendar): Act[] {
  const rewritten =
    'Rewritten after a night in which nobody could follow it: it named no command, no channel and nobody. Each step now says how one sees that it worked.'
  const from = formatInstant(t(47, '08:00'))
  return [
    act(t(-1, '11:20'), 'compliance', propose(lag, replicaLagForTheFolder, { note: 'From the folder of procedures, as it is.' })),
    act(t(41, '15:24'), 'responder-2', propose(lag, replicaLag, { note: rewritten, takes_effect_at: from })),
    act(t(43, '10:08'), head, approveText(lag, replicaLag)),
  ]
}

const statusPageMoved =
  'The status page has another address since last week: the one in step 3 answers 404, and customers are told tonight.'

function tellCustomersActs(t: Calendar): Act[] {
  return [
    act(t(-2, '15:33'), spokeswoman, propose(telling, tellCustomers, { note: 'So that it does not depend on who is on duty.' })),
    act(t(-1, '11:02'), 'compliance', approveText(telling, tellCustomers)),
    act(t(53, '19:46'), spokeswoman, propose(telling, tellCustomersMoved, { emergency: { reason: statusPageMoved } })),
    act(t(57, '09:15'), 'compliance', approveText(telling, tellCustomersMoved)),
  ]
}

/** Times of the day before, and of the one before that: never later than the demo begins. */
function lately(now: Instant): (daysAgo: 1 | 2, time: string) => Instant {
  const today: CalendarDate = dateAt(now, company.timeZone)
  return (daysAgo, time) => toInstant(atTime(addDays(today, -daysAgo), time, company.timeZone))
}

/** Left for whoever visits: a version that compliance may approve, and one that the responder on call has not read. */
function latestActs(now: Instant): Act[] {
  const t = lately(now)
  const tightened = 'Two people for a break-glass key, as the exercise showed. Whoever may be woken reads it.'
  const asPromised = 'The policy promises 72 hours; this runbook said five business days, and the policy counts.'
  const quick = ['responder-3', 'responder-5', head, 'colleague-6']
  return [
    act(t(2, '10:25'), 'compliance', propose(access, accessPolicyTightened, { note: tightened })),
    act(t(2, '15:10'), 'admin', approveText(access, accessPolicyTightened)),
    ...quick.map((person, place) => act(t(1, `1${place}:17`), person, haveRead(access))),
    act(t(1, '16:20'), spokeswoman, propose(telling, tellCustomersAsPromised, { note: asPromised })),
  ]
}

export function documents(setting: Setting): Plot {
  const t = calendarFrom(setting, 0)
  const acts = [...incidentPolicyActs(t), ...accessPolicyActs(t), ...replicaLagActs(t), ...tellCustomersActs(t), ...latestActs(setting.now)]
  return { key: 'documents', firings: [], papers: {}, acts }
}
