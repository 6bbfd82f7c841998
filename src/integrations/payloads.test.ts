// What the public payloads of the alerting tools come to, and the real signatures among them.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { at, bareSource, deliveryFrom } from '../../test/support/deliveries.ts'
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'
import { sharedAvailable, sharedPath } from '../../test/support/shared.ts'
import { nodeVerifier } from '../server/alert/nodeVerifier.ts'
import type { IncomingDelivery } from './defineIntegration.ts'
import { pagerduty } from './pagerduty.ts'
import { sns } from './sns.ts'
import { standardWebhooks } from './standardWebhooks.ts'

/** Folders of the reference material that are no alerts, and why. */
const noAlerts: Record<string, string> = {
  'aws-cloudtrail': 'a log of calls, kept as evidence',
  'aws-cloudtrail-eventbridge': 'a log of calls, kept as evidence',
  ocsf: 'a format of findings without a transport',
  okta: 'an audit log of the directory',
  scim: 'the synchronisation of a directory',
  slack: 'what people do in a chat',
  snyk: 'only a ping',
}

test.skipIf(!sharedAvailable)('every folder of reference payloads has its table, or a reason for having none', () => {
  const here = dirname(fileURLToPath(import.meta.url))
  const tests = readdirSync(here).filter((name) => /^payloads.*\.test\.ts$/.test(name))
  const tabled = tests.flatMap((name) =>
    [...readFileSync(join(here, name), 'utf8').matchAll(/^payloadTable\('([^']+)'/gm)].map((match) => match[1]),
  )
  const folders = readdirSync(sharedPath('payloads'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect([...tabled, ...Object.keys(noAlerts)].sort()).toEqual(folders.map((entry) => entry.name).sort())
})

payloadTable('alertmanager', [
  { file: 'v3-legacy.alerta', as: 'alertmanager', none: /^unreadable: .*version 3/ },
  {
    file: 'v4.alerta',
    as: 'alertmanager',
    alerts: [
      {
        // Not sent: the hash Alertmanager computes of the labels.
        fingerprint: '2f30fca22fdaa8ef',
        status: 'firing',
        severity: 'critical',
        title: 'thing_dead',
        startedAt: '2017-08-03T15:17:37.804-04:00',
        link: 'http://somehost:9090/graph?g0.expr=sum%28irate%28messages_received_total%5B5m%5D%29%29+%3D%3D+0&g0.tab=0',
      },
    ],
  },
  {
    file: 'v4.prometheus-msteams',
    as: 'alertmanager',
    alerts: [
      {
        fingerprint: 'b29784719d6a11e6',
        status: 'firing',
        severity: 'warning',
        title: 'high_memory_load',
        startedAt: '2018-03-07T06:33:21.873-05:00',
        link: 'http://docker.for.mac.host.internal:9093',
      },
    ],
  },
])

const zeta: ExpectedAlert = {
  fingerprint: 'rule:7',
  status: 'firing',
  severity: null,
  title: 'Zeta CPU alert',
  startedAt: null,
  link: 'https://grafana.domain.tld/dashboard/db/alarms?fullscreen&edit&tab=alert&panelId=1&orgId=1',
}
payloadTable('grafana', [
  { file: 'legacy.alerting.alerta', as: 'grafana', alerts: [zeta] },
  { file: 'legacy.ok.alerta', as: 'grafana', alerts: [{ ...zeta, status: 'resolved' }] },
  {
    file: 'legacy.example.alerta',
    as: 'grafana',
    alerts: [{ ...zeta, fingerprint: 'rule:1', title: 'Load peaking!', link: 'http://url.to.grafana/db/dashboard/my_dashboard?panelId=2' }],
  },
  {
    file: 'legacy.v6.alerta',
    as: 'grafana',
    alerts: [
      {
        ...zeta,
        fingerprint: 'rule:58',
        severity: 'warning',
        title: 'Testing -> Battery Voltage alert',
        link: 'https://grafana.logreposit.com/d/Rs6E_oHWk/playground?fullscreen&edit&tab=alert&panelId=2&orgId=1',
      },
    ],
  },
  {
    file: 'v12.test-alert',
    as: 'grafana',
    alerts: [
      {
        fingerprint: 'c4edaaf9f9f839b0',
        status: 'firing',
        severity: null,
        title: 'TestAlert',
        startedAt: '2026-05-05T13:04:57.622Z',
        link: 'https://grafana.example.com/d/dashboard_uid?viewPanel=1',
        isTest: true,
      },
    ],
  },
])

const incident = (id: string, host: string, more: Partial<ExpectedAlert>): ExpectedAlert => ({
  fingerprint: id,
  status: 'firing',
  severity: 'high',
  title: 'Test Incident',
  startedAt: null,
  link: `https://${host}.pagerduty.com/incidents/${id}`,
  ...more,
})
const checkout = { severity: 'P1', title: 'Critical: Checkout API High Latency', startedAt: '2026-04-01T02:07:30Z' }
const noEnvelope = /^unreadable: .*no `event`/
payloadTable('pagerduty-v3', [
  { file: 'docs.data.incident', as: 'pagerduty', none: noEnvelope },
  { file: 'docs.data.incident_action_invocation', as: 'pagerduty', none: noEnvelope },
  { file: 'docs.data.incident_responder', as: 'pagerduty', none: noEnvelope },
  { file: 'docs.data.incident_workflow_instance', as: 'pagerduty', none: noEnvelope },
  // Bodies of 2021 say when the incident began only in the event that triggered it.
  { file: 'incident.acknowledged', as: 'pagerduty', alerts: [incident('PQ1K5C8', 'pig208', {})] },
  { file: 'incident.annotated', as: 'pagerduty', none: /^nothing: .*incident\.annotated/ },
  { file: 'incident.escalated', as: 'pagerduty', alerts: [incident('Q3B15VLMF3ASBD', 'harsh0303', checkout)] },
  {
    file: 'incident.reopened',
    as: 'pagerduty',
    alerts: [incident('Q05XJA8GDXGOB3', 'harsh0303', { severity: 'P3', title: 'Test Incident 2', startedAt: '2026-04-01T02:15:01Z' })],
  },
  {
    file: 'incident.resolved',
    as: 'pagerduty',
    alerts: [incident('PCPZE64', 'pig208', { status: 'resolved', endedAt: '2021-06-04T13:16:53.816Z' })],
  },
  { file: 'incident.responder.replied', as: 'pagerduty', none: /^nothing: .*incident\.responder\.replied/ },
  { file: 'incident.service_updated', as: 'pagerduty', alerts: [incident('Q3B15VLMF3ASBD', 'harsh0303', { ...checkout, severity: 'P2' })] },
  { file: 'incident.status_update_published', as: 'pagerduty', none: /^nothing: .*incident\.status_update_published/ },
  {
    file: 'incident.triggered',
    as: 'pagerduty',
    alerts: [incident('PFQZPSY', 'pig208', { title: 'Test Incident 3', startedAt: '2021-06-04T13:35:29.781Z' })],
  },
  { file: 'incident.workflow.completed', as: 'pagerduty', none: /^nothing: .*incident\.workflow\.completed/ },
  {
    file: 'signed.incident.priority_updated',
    as: 'pagerduty',
    alerts: [incident('PGR0VU2', 'acme', { severity: 'P1', title: 'A little bump in the road' })],
  },
])
payloadTable('pagerduty-events-v2', [
  { file: 'acknowledge.docs.2', as: 'pagerduty', none: /^unreadable: .*Events API/ },
  { file: 'change.docs.1', as: 'pagerduty', none: /^unreadable: .*Events API/ },
  { file: 'change_event', as: 'pagerduty', none: /^unreadable: .*Events API/ },
])
payloadTable('pagerduty-v2-legacy', [{ file: 'v1.alerta', as: 'pagerduty', none: /^unreadable: .*V1 or V2/ }])

payloadTable('opsgenie', [
  { file: 'AddNote', as: 'opsgenie', none: /^nothing: “AddNote”/ },
  {
    file: 'Create',
    as: 'opsgenie',
    alerts: [
      {
        fingerprint: 'ec03dad6-62c8-4c94-b38b-d88f398e900f',
        status: 'firing',
        severity: '3',
        title: 'another alert',
        startedAt: '2017-08-14T11:25:56.288Z',
        link: null,
      },
    ],
  },
])

const tracking = { fingerprint: '06ade3da0286048d242ea8e46f521c93', severity: 'P1', title: 'High tracking' }
payloadTable('datadog', [
  {
    file: 'triggered.default-plus-custom',
    as: 'datadog',
    alerts: [
      {
        ...tracking,
        status: 'firing',
        startedAt: '2025-10-01T18:37:04Z',
        link: 'https://app.datadoghq.com/monitors/221164084?from_ts=1759342924000&to_ts=1759344124000&event_id=8306082202796025694&link_source=monitor_notif',
      },
    ],
  },
  {
    file: 'recovered.custom.synthetic',
    as: 'datadog',
    alerts: [{ ...tracking, status: 'resolved', startedAt: null, endedAt: '2025-10-01T18:39:44Z', link: null }],
  },
])

function load(folder: string, file: string): IncomingDelivery {
  return deliveryFrom(sharedPath('payloads', folder), file)
}

/** The body with one bit of the byte at `position` turned over. */
function flipped(from: IncomingDelivery, position: number): IncomingDelivery {
  const body = Uint8Array.from(from.body)
  body[position] = (body[position] ?? 0) ^ 1
  return { ...from, body }
}

test.skipIf(!sharedAvailable)('PagerDuty’s published signature verifies, and no byte of its body may be another', () => {
  const signed = load('pagerduty-v3', 'signed.incident.priority_updated')
  const settings = { ...bareSource, secret: 'lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK' }
  expect(pagerduty.authenticate(signed, settings, nodeVerifier).kind).toBe('verified')
  for (let position = 0; position < signed.body.length; position++) {
    expect(pagerduty.authenticate(flipped(signed, position), settings, nodeVerifier).kind).toBe('failed')
  }
})

test.skipIf(!sharedAvailable)('the published signatures of Standard Webhooks verify, and no byte of their bodies may be another', () => {
  const settings = { ...bareSource, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
  for (const file of ['signed.test_sign_function', 'multi-sig']) {
    const signed = { ...load('standard-webhooks', file), receivedAt: at('2021-02-25T15:02:10Z') }
    expect(standardWebhooks.authenticate(signed, settings, nodeVerifier).kind).toBe('verified')
    for (let position = 0; position < signed.body.length; position++) {
      expect(standardWebhooks.authenticate(flipped(signed, position), settings, nodeVerifier).kind).toBe('failed')
    }
  }
})

test.skipIf(!sharedAvailable)('the signed messages of Amazon SNS ask for Amazon’s certificate, which the reference material lacks', () => {
  const url = 'https://sns.us-east-2.amazonaws.com/SimpleNotificationService-7ff5318490ec183fbaddaa2a969abfda.pem'
  for (const file of ['sigv1.subject', 'sigv2.nosubject', 'sigv2.subject']) {
    expect(sns.authenticate(load('aws-sns', `signed.notification.${file}`), bareSource, nodeVerifier)).toEqual({
      kind: 'needs_certificate',
      url,
    })
  }
})
