// Opsgenie's outgoing webhook.
import { expect, test } from 'vitest'
import { at, delivery, fixture, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { opsgenie } from './opsgenie.ts'

const alertId = '1e0b6a34-0000-4000-8000-0123456789ab-1772600767891'

test('a created alert fires', () => {
  expect(onlyAlert(opsgenie, fixture('opsgenie.create'))).toEqual({
    fingerprint: alertId,
    status: 'firing',
    severity: 'P2',
    title: 'Certificate of api.example.com expires in 3 days',
    summary: 'Renewal failed twice.',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: null,
    link: null,
    isTest: false,
    labels: {
      alias: 'certificate/api.example.com',
      entity: 'api.example.com',
      source: 'watcher.example.com',
      tiny_id: '1042',
      action: 'Create',
      tags: 'certificates, production',
    },
  })
})

test('a closed alert ended at the millisecond its nanoseconds say, not at the next', () => {
  expect(onlyAlert(opsgenie, fixture('opsgenie.close'))).toMatchObject({
    fingerprint: alertId,
    status: 'resolved',
    startedAt: at('2026-03-04T05:06:07.891Z'),
    endedAt: at('2026-03-04T06:06:07.999Z'),
  })
})

test('actions that only an open alert suffers fire, others say nothing', () => {
  const alert = { alertId: 'a', message: 'm', priority: 3 }
  expect(onlyAlert(opsgenie, delivery({ action: 'Acknowledge', alert }))).toMatchObject({ status: 'firing', severity: '3' })
  const open = [
    'Create',
    'UnAcknowledge',
    'Escalate',
    'EscalateNext',
    'EscalateToNext',
    'Snooze',
    'SnoozeEnded',
    'AssignOwnership',
    'TakeOwnership',
  ]
  for (const action of open) expect(onlyAlert(opsgenie, delivery({ action, alert })).status).toBe('firing')
  expect(onlyAlert(opsgenie, delivery({ action: 'Delete', alert }))).toMatchObject({ status: 'resolved' })
  expect(reasonOf(opsgenie, delivery({ action: 'AddNote', alert }))).toMatch(/^nothing: “AddNote”/)
})

test('what is done to which alert at which nanosecond names the delivery', () => {
  expect(opsgenie.deliveryId(fixture('opsgenie.create'))).toBe(`Create:${alertId}:1772600767891000042`)
  expect(opsgenie.deliveryId(delivery({ action: 'Create', alert: { alertId } }))).toBeNull()
})

test('what is no Opsgenie webhook is refused', () => {
  expect(reasonOf(opsgenie, delivery({ alert: {} }))).toMatch(/^unreadable: /)
  expect(reasonOf(opsgenie, delivery({ action: 'Create', alert: {} }))).toMatch(/^unreadable: .*neither an id nor a message/)
})
