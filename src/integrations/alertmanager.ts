// Prometheus Alertmanager: its webhook receiver, version 4 of the payload.
import { alertGroup, observeGroup } from './alertGroup.ts'
import { defineIntegration } from './defineIntegration.ts'
import { pick, pickText } from './pick.ts'
import { readJson } from './readJson.ts'
import { unreadable } from './toObservation.ts'

export const alertmanager = defineIntegration({
  id: 'alertmanager',
  title: 'Prometheus Alertmanager',
  summary: 'Alerts of Prometheus and everything else that sends to Alertmanager.',
  signature: 'none',
  secretHint: null,
  closes: 'always',
  // A 4xx is never tried again: the alert would be gone.
  answerRefused: 'accept',
  // A repeated group has no id of its own and differs only when its alerts do.
  deliveryId: () => null,
  authenticate: () => ({ kind: 'url_only' }),
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    const group = alertGroup(payload.value)
    if (!group) {
      return unreadable(
        'There is no list of alerts in this payload. If the receiver has a `payload` template of its own, remove it, or use a generic source with a mapping.',
      )
    }
    if (isOutdated(pickText(group, 'version')) && pick(group, 'orgId') === undefined) {
      return unreadable(
        'This is version 3 or older of the webhook payload, from an Alertmanager of 2016. Update Alertmanager; version 4 is understood.',
      )
    }
    return observeGroup(group, delivery.receivedAt, { links: ['generatorURL'], isTest: () => false })
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Add a receiver',
      text: 'In alertmanager.yml. Without `send_resolved: true` no alert ever closes here. A short `group_wait` brings the first alert sooner.',
      code: {
        language: 'yaml',
        text: `receivers:
  - name: tickmark
    webhook_configs:
      - url: '{{hook_url}}'
        send_resolved: true
        max_alerts: 0`,
      },
    },
    {
      title: 'Route every alert to it',
      text: 'As the first route, with `continue: true`, so that the receivers you have keep getting theirs.',
      code: {
        language: 'yaml',
        text: `route:
  receiver: your-default-receiver
  routes:
    - receiver: tickmark
      continue: true
      group_wait: 5s
      group_interval: 1m
      repeat_interval: 4h`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'Check the file, reload, fire an alert by hand; it appears under Alerts, and closes five minutes later. An alert that always fires (a dead man’s switch) keeps the heartbeat of this source alive.',
      code: {
        language: 'sh',
        text: `amtool check-config alertmanager.yml && curl -X POST http://localhost:9093/-/reload
amtool --alertmanager.url=http://localhost:9093 alert add alertname=TryingTickmark severity=info --annotation=summary='Sent by hand'`,
      },
    },
  ],
})

/** Grafana counts from 1 and is told apart by its `orgId`; a version that is no number is left to the reader. */
function isOutdated(version: string | null): boolean {
  return version !== null && /^[0-3]$/.test(version)
}
