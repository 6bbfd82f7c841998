// A policy that is made stricter after two days, with incidents, alerts and people that kept what it promised, and some that did not.
import { dateAt } from '../../src/core/kernel/deadline.ts'
import { day, minute } from '../../src/core/kernel/instant.ts'
import { answered } from './criteriaStory.ts'
import { alertGroup, connectSource, sendTo } from './hooks.ts'
import type { House, SignedInCaller, TestServer } from './server.ts'

export const promisingPolicy = (acknowledge: string, id = 'incident-response', title = 'Incident response policy') => `---
kind: policy
id: ${id}
title: ${title}
owner: Head of engineering
review: { every: P1Y }
acknowledge: { by: [responders], within: P30D }
facts:
  leaking: { ask: Is data leaking?, answers: [yes, no] }
severities:
  - level: SEV1
    any: [{ leaking: yes }]
    acknowledge_within: ${acknowledge}
    contain_within: P30D
    escalation: security-oncall
    review: required
    notify: [{ whom: management, within: PT1H, from: detection }]
  - { level: SEV2, acknowledge_within: PT4H, review: optional }
alert_review: { within: P1D, periodic: { every: P1W, by: not-the-operator } }
post_incident: { review_within: P5D, actions_due_within: P30D }
training: { who: responders, every: P1Y, accepts: [drill] }
---

# ${title}

What we promise, in numbers.
`

export type CommitmentStory = {
  ada: SignedInCaller
  eve: SignedInCaller
  /** By what became of each: acknowledged in time, late, private and never, without a severity, and late by the stricter version. */
  incidents: { kept: string; late: string; hidden: string; open: string; stricter: string }
  /** The three days of it, in the organization’s zone. */
  days: string
}

/** It names no approvers, so it is in force when somebody who may publish proposes it. */
export async function putInForce(by: SignedInCaller, id: string, markdown: string): Promise<void> {
  await answered(by, 'POST', `/documents/policy/${id}/propose`, { markdown })
}

export async function tellCommitmentStory(server: TestServer, house: House): Promise<CommitmentStory> {
  const admin = await house.signInAs('admin', { name: 'Joan Example' })
  const ada = await house.signInAs('compliance', { name: 'Ada Example' })
  const eve = await house.signInAs('responder', { name: 'Eve Example' })
  const { clock } = server
  const today = () => dateAt(clock.now(), 'Europe/Zurich')
  const first = today()
  await putInForce(ada, 'incident-response', promisingPolicy('PT15M'))
  const source = await connectSource(admin)
  await sendTo(server.url, source.hookPath, alertGroup(Array.from({ length: 13 }, (_, at) => ({ name: `Alert ${at}` }))))
  const { items } = await answered<{ items: { id: string }[] }>(ada, 'GET', '/alerts')
  await answered(eve, 'POST', `/alerts/${items[0]?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' })
  const declare = async (title: string, more: object = {}) =>
    (await answered<{ id: string }>(ada, 'POST', '/incidents', { origin: 'report', title, ...more })).id
  const severe = (id: string) => answered(ada, 'POST', `/incidents/${id}/severity`, { answers: { leaking: 'yes' } })
  const acknowledge = (id: string) => answered(ada, 'POST', `/incidents/${id}/acknowledge`, {})
  const kept = await declare('An export left open')
  const late = await declare('A leaked token')
  const hidden = await declare('Somebody of ours', { is_private: true })
  const open = await declare('A strange mail')
  await declare('The autumn drill', { is_exercise: true })
  for (const id of [kept, late, hidden]) await severe(id)
  await acknowledge(kept)
  await answered(ada, 'POST', `/incidents/${late}/actions`, { title: 'Let tokens expire', due_on: '2020-01-31' })
  clock.advance(20 * minute)
  await acknowledge(late)
  clock.advance(2 * day)
  await putInForce(ada, 'incident-response', promisingPolicy('PT10M'))
  const stricter = await declare('A second export')
  await severe(stricter)
  clock.advance(12 * minute)
  await acknowledge(stricter)
  return { ada, eve, incidents: { kept, late, hidden, open, stricter }, days: `from=${first}&to=${today()}` }
}
