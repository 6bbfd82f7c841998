// A company on call: its runbooks published, a responder with somebody to page behind her, and a source whose alert has just fired.
import { expect } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { alertGroup, connectSource, sendTo } from './hooks.ts'
import type { House, SignedInCaller, TestServer } from './server.ts'

export type OnCallHouse = { house: House; ada: SignedInCaller; grace: SignedInCaller; admin: SignedInCaller; alertId: string }

const reach = { mechanism: 'phone', channel: '#incident-security', call: 'tel:+41441234567', chat: 'https://chat.example.com/security' }

async function writeEscalationPath(admin: SignedInCaller, onCall: SignedInCaller): Promise<void> {
  const rotation = await admin.fetchJson<{ id: string }>('POST', '/rotations', {
    name: 'Security on-call',
    time_zone: 'Europe/Zurich',
    handover: { weekday: 1, time: '10:00' },
    starts_on: '2026-01-05',
    people: [onCall.personId],
  })
  expect(rotation.status).toBe(201)
  const backup = { kind: 'person', person_id: admin.personId }
  const levels = [
    { ...reach, target: { kind: 'rotation', rotation_id: rotation.body.id }, backup, wait_minutes: 15 },
    { ...reach, target: backup },
  ]
  const path = await admin.fetchJson('POST', '/escalation-paths', { key: 'security-oncall', name: 'Security on-call', levels })
  expect(path.status).toBe(201)
}

export async function makeOnCallHouse(server: TestServer): Promise<OnCallHouse> {
  const house = await server.newHouse()
  const { database, clock } = server.services
  await inOrganization(database, house.organizationId, systemActor('test'), (tx) => publishShippedRunbooks(tx, clock()))
  const admin = await house.signInAs('admin', { name: 'Barbara Example' })
  const ada = await house.signInAs('responder', { name: 'Ada Example' })
  const grace = await house.signInAs('responder', { name: 'Grace Example' })
  await writeEscalationPath(admin, grace)
  const source = await connectSource(admin)
  const fired = { name: 'Console sign-in without second factor', startsAt: new Date().toISOString(), labels: { severity: 'critical' } }
  await sendTo(server.url, source.hookPath, alertGroup([fired]))
  const { body } = await ada.fetchJson<{ items: { id: string }[] }>('GET', '/alerts')
  return { house, ada, grace, admin, alertId: body.items[0]?.id ?? '' }
}
