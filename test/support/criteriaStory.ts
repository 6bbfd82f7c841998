// A house with something in every population: alerts, reviews, a gap, incidents of each kind, a notice, a decision against one, a review, actions, evidence.
import { expect } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { formatInstant, hour, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { newId } from './database.ts'
import { alertGroup, connectSource, sendTo } from './hooks.ts'
import type { Caller, House, SignedInCaller, TestServer } from './server.ts'

export type CriteriaStory = {
  ada: SignedInCaller
  eve: SignedInCaller
  /** The incident that everybody may see, the private one, and the exercise. */
  open: string
  hidden: string
  exercise: string
  notice: string
  action: string
  evidence: string
  source: string
  /** The day on which all of it was recorded, in the organization's zone. */
  today: string
}

export async function answered<Body>(by: Caller, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await by.fetchJson<Body & Record<string, unknown>>(method, path, body)
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

type Made = { id: string }

async function addGap(server: TestServer, house: House, by: SignedInCaller, source: Made): Promise<void> {
  const [from, to] = [toInstant(server.services.clock() - hour), toInstant(server.services.clock() - minute)]
  await inOrganization(server.services.database, house.organizationId, by.by, async ({ db, organizationId: org_id }) => {
    const gap = { gap_id: newId('gap'), source_id: source.id as never, started_at: from, detected_at: from, ended_at: to }
    await db
      .insertInto('coverage_gap')
      .values({ org_id, ...gap })
      .execute()
  })
}

/** What an incident left behind it: a notice sent late, one that is not sent, a review, an overdue action, evidence kept and lost. */
async function workOn(server: TestServer, ada: SignedInCaller, path: string) {
  const ago = (milliseconds: number) => formatInstant(toInstant(server.services.clock() - milliseconds))
  await answered(ada, 'POST', `${path}/severity`, { answers: { customer_data: 'confirmed' } })
  const draft = { to: 'cto@example.com', subject: 'What happened', text: 'A token was found.' }
  const notice = await answered<Made>(ada, 'POST', `${path}/notices`, draft)
  await answered(ada, 'POST', `${path}/notices/${notice.id}/record-sent`, { sent_at: ago(minute), channel: 'telephone' })
  const unsent = await answered<Made>(ada, 'POST', `${path}/notices`, { ...draft, subject: 'To the partner' })
  await answered(ada, 'POST', `${path}/notices/${unsent.id}/decline`, { reason: 'They hold none of the data.' })
  await answered(ada, 'PATCH', `${path}/review`, { summary: 'A token in a public repository let somebody read records.' })
  const action = await answered<Made>(ada, 'POST', `${path}/actions`, { title: 'Let tokens expire', due_on: '2020-01-31' })
  const evidence = await answered<Made>(ada, 'POST', `${path}/evidence`, { name: 'events.txt', text: 'GET /export 200' })
  return { notice: notice.id, action: action.id, evidence: evidence.id }
}

export async function tellCriteriaStory(server: TestServer, house: House): Promise<CriteriaStory> {
  const admin = await house.signInAs('admin', { name: 'Joan Example' })
  const ada = await house.signInAs('compliance', { name: 'Ada Example' })
  const eve = await house.signInAs('responder', { name: 'Eve Example' })
  const { database, clock } = server.services
  await inOrganization(database, house.organizationId, systemActor('test'), (tx) => publishShippedRunbooks(tx, clock()))
  const source = await connectSource(admin)
  await sendTo(server.url, source.hookPath, alertGroup([{ name: 'One' }, { name: 'Two' }, { name: 'Three' }]))
  const { items } = await answered<{ items: Made[] }>(ada, 'GET', '/alerts')
  await answered(eve, 'POST', `/alerts/${items[0]?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' })
  await addGap(server, house, admin, source)
  const declare = async (title: string, more: object = {}) =>
    (await answered<Made>(ada, 'POST', '/incidents', { origin: 'report', title, ...more })).id
  const open = await declare('A leaked token')
  const hidden = await declare('Somebody of ours', { is_private: true })
  const exercise = await declare('The autumn drill', { is_exercise: true })
  await answered(ada, 'POST', `/incidents/${hidden}/actions`, { title: 'Talk to a lawyer' })
  const made = await workOn(server, ada, `/incidents/${open}`)
  const { last } = await dayOf(ada)
  return { ...{ ada, eve, open, hidden, exercise, source: source.id, today: last }, ...made }
}

async function dayOf(by: Caller): Promise<{ last: string }> {
  const { items } = await answered<{ items: { opened_at: string }[] }>(by, 'GET', '/actions?state=all')
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Zurich', year: 'numeric', month: '2-digit', day: '2-digit' })
  return { last: format.format(Date.parse(items[0]?.opened_at ?? '')) }
}
