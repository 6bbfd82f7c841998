// Alertmanager's groups of alerts.
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { alertmanager } from './alertmanager.ts'

test('every alert of a group is an observation of its own, firing and resolved mixed', () => {
  expect(alertmanager.observe(fixture('alertmanager.group'), bareSource)).toEqual({
    kind: 'observations',
    omitted: 3,
    observations: [
      {
        fingerprint: '6f1a2b3c4d5e6f70',
        status: 'firing',
        severity: 'critical',
        title: 'DiskFull',
        summary: 'Disk of db-1 is 97 % full\nThe volume /var fills up within two hours.',
        startedAt: at('2026-03-04T05:06:07.891Z'),
        endedAt: null,
        link: 'http://prometheus.example.com:9090/graph?g0.expr=disk_used+%3E+0.95&g0.tab=1',
        isTest: false,
        labels: { alertname: 'DiskFull', instance: 'db-1.example.com', severity: 'critical' },
      },
      {
        fingerprint: '0a1b2c3d4e5f6071',
        status: 'resolved',
        severity: 'critical',
        title: 'DiskFull',
        summary: 'Disk of db-2 is 96 % full',
        startedAt: at('2026-03-04T02:00:00.500Z'),
        endedAt: at('2026-03-04T05:01:30Z'),
        link: 'http://alertmanager.example.com:9093',
        isTest: false,
        labels: { alertname: 'DiskFull', instance: 'db-2.example.com', severity: 'critical' },
      },
    ],
  })
})

test('an old Alertmanager without fingerprint and status still gives the alert, under the key a new one would give it', () => {
  expect(onlyAlert(alertmanager, fixture('alertmanager.old'))).toMatchObject({
    fingerprint: 'e149cc784da154d6',
    status: 'resolved',
    endedAt: at('2026-03-04T05:11:07.891Z'),
  })
})

test('only the word resolved ends an alert; without a status, an end that lies behind us does', () => {
  const status = (alert: object, group: object = {}) =>
    onlyAlert(alertmanager, delivery({ version: '4', alerts: [{ labels: { a: 'b' }, ...alert }], ...group })).status
  expect([status({ status: 'suppressed' }), status({ status: 'firing', endsAt: '2026-03-04T05:00:00Z' })]).toEqual(['firing', 'firing'])
  expect([status({ endsAt: '2026-03-04T05:00:00Z' }), status({ endsAt: '2026-03-04T09:00:00Z' })]).toEqual(['resolved', 'firing'])
  expect(status({}, { status: 'resolved' })).toBe('resolved')
})

test('an alert with nothing but an object around it is still an alert', () => {
  const alert = onlyAlert(alertmanager, delivery({ version: '4', groupKey: 'g', alerts: [{}] }))
  expect(alert).toMatchObject({ status: 'firing', title: 'Alert without a name', startedAt: null, severity: null })
  expect(alert.fingerprint).toMatch(/^derived:[0-9a-f]{32}$/)
})

test('an element that is no alert is counted as left out and does not cost the others', () => {
  const group = fixtureJson('alertmanager.group')
  const made = alertmanager.observe(delivery({ ...group, truncatedAlerts: 0, alerts: [null, ...group.alerts, 'x'] }), bareSource)
  expect(made).toMatchObject({ kind: 'observations', omitted: 2 })
})

test('a group of Grafana that was sent here is understood, version 3 is refused with what to do', () => {
  expect(onlyAlert(alertmanager, fixture('grafana.unified')).title).toBe('Error rate')
  expect(reasonOf(alertmanager, delivery({ ...fixtureJson('alertmanager.group'), version: '3' }))).toMatch(
    /^unreadable: .*version 3.*Update Alertmanager/,
  )
})

test('an empty group says nothing, and a payload of one’s own template is refused', () => {
  expect(reasonOf(alertmanager, delivery({ version: '4', alerts: [] }))).toMatch(/^nothing: .*no alerts/)
  expect(reasonOf(alertmanager, delivery({ text: 'DiskFull' }))).toMatch(/^unreadable: .*template/)
})
