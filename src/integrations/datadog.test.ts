// Datadog's webhooks, whose payload the customer writes.
import { expect, test } from 'vitest'
import { at, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { datadog } from './datadog.ts'

const triggered = fixtureJson('datadog.triggered')

test('a triggered monitor fires under its aggregation key, without the state before its title', () => {
  expect(onlyAlert(datadog, fixture('datadog.triggered'))).toEqual({
    fingerprint: '0123456789abcdef0123456789abcdef',
    status: 'firing',
    severity: 'P2',
    title: 'CPU of web-1 is high',
    summary: 'CPU above 95 % for 5 minutes',
    startedAt: at('2026-03-04T05:06:07Z'),
    endedAt: null,
    link: 'https://app.datadoghq.example.com/monitors/1234?group=host%3Aweb-1',
    isTest: false,
    labels: {
      event_type: 'query_alert_monitor',
      hostname: 'web-1.example.com',
      transition: 'Triggered',
      env: 'production',
      team: 'web',
      canary: 'true',
    },
  })
})

test('a recovered monitor ends the same alert; a variable Datadog did not fill in counts as absent', () => {
  expect(onlyAlert(datadog, fixture('datadog.recovered'))).toMatchObject({
    fingerprint: '0123456789abcdef0123456789abcdef',
    status: 'resolved',
    severity: 'success',
    startedAt: null,
    endedAt: at('2026-03-04T05:16:07Z'),
  })
})

test('the default payload is read as far as it goes: state and test from the title, key and link from the monitor', () => {
  const alert = onlyAlert(datadog, fixture('datadog.default'))
  expect(alert).toMatchObject({
    status: 'firing',
    severity: null,
    title: 'Disk is filling up',
    isTest: true,
    link: 'https://app.datadoghq.example.com/monitors/77?from_ts=1',
  })
  const recovered = { ...fixtureJson('datadog.default'), title: '[Recovered] Disk is filling up' }
  expect(onlyAlert(datadog, delivery(recovered))).toMatchObject({ status: 'resolved', fingerprint: alert.fingerprint })
})

test('a renotification fires without claiming that the condition began now', () => {
  expect(onlyAlert(datadog, delivery({ ...triggered, transition: 'Renotify' }))).toMatchObject({ status: 'firing', startedAt: null })
})

test('a payload sent as a form is read the same', () => {
  const form = 'title=%5BTriggered%5D+Disk+full&transition=Triggered&aggregate=k&date=1772600767000'
  expect(onlyAlert(datadog, delivery(form, { 'content-type': 'application/x-www-form-urlencoded' }))).toMatchObject({
    fingerprint: 'k',
    title: 'Disk full',
  })
})

test('trigger and recovery are two deliveries even if the template gives both the same id', () => {
  const ids = ['Triggered', 'Recovered'].map((transition) => datadog.deliveryId(delivery({ ...triggered, transition })))
  expect(new Set(ids).size).toBe(2)
  expect(datadog.deliveryId(delivery({ ...triggered, id: '$ID' }))).toBeNull()
  expect(datadog.deliveryId(delivery({ id: '1234' }))).toBeNull()
})

test('a payload without title and body is refused with what to do', () => {
  expect(reasonOf(datadog, delivery({ foo: 'bar' }))).toMatch(/^unreadable: .*set-up/)
  expect(reasonOf(datadog, delivery('[]'))).toMatch(/^unreadable: /)
})
