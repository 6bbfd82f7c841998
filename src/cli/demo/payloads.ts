// What each tool would send for a firing of the story: the vendors' own formats, signed where they sign.
import { createHmac } from 'node:crypto'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { makeDice } from './dice.ts'
import type { Firing } from './story.ts'

export type Payload = { body: Uint8Array; headers: Record<string, string> }

const json = { 'content-type': 'application/json' }
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

/** Stable names that the vendors would give: the same for one rule and subject. */
const keyOf = ({ rule, subjects: [first] }: Firing, digits: number, subject = first) => makeDice(`${rule.name}/${subject}`).hex(digits)
const serialOf = ({ rule, subjects: [subject], serial }: Firing, digits: number) =>
  makeDice(`${rule.name}/${subject}/${serial}`).hex(digits)

function prometheus(firing: Firing, endedAt: Instant | null, version: '4' | '1'): Payload {
  const status = endedAt === null ? 'firing' : 'resolved'
  const commonLabels = { alertname: firing.rule.name, severity: firing.rule.severity, cluster: 'prod-eu-1' }
  const alerts = firing.subjects.map((subject) => ({
    status,
    labels: { ...commonLabels, subject },
    annotations: { summary: `${firing.rule.title}: ${subject}` },
    startsAt: formatInstant(firing.startedAt),
    endsAt: endedAt === null ? '0001-01-01T00:00:00Z' : formatInstant(endedAt),
    generatorURL: `https://${version === '4' ? 'prometheus' : 'grafana'}.larkspur.example.com/alerting/${keyOf(firing, 8)}`,
    fingerprint: keyOf(firing, 16, subject),
  }))
  const group = {
    receiver: 'tickmark',
    status,
    alerts,
    groupLabels: { alertname: firing.rule.name },
    commonLabels,
    commonAnnotations: {},
    version,
    groupKey: `{}:{alertname="${firing.rule.name}"}`,
    truncatedAlerts: 0,
  }
  return version === '4'
    ? { headers: json, body: bytes({ ...group, externalURL: 'https://alertmanager.larkspur.example.com' }) }
    : {
        headers: json,
        body: bytes({
          ...group,
          orgId: 1,
          title: `[${status.toUpperCase()}] ${firing.rule.name}`,
          state: endedAt === null ? 'alerting' : 'ok',
          externalURL: 'https://grafana.larkspur.example.com/',
        }),
      }
}

function cloudwatch(firing: Firing, endedAt: Instant | null): Payload {
  const name = `${firing.rule.name} ${firing.subjects[0]}`
  const at = endedAt ?? firing.startedAt
  const [value, previous] = endedAt === null ? ['ALARM', 'OK'] : ['OK', 'ALARM']
  return {
    headers: json,
    body: bytes({
      version: '0',
      id: serialOf(firing, 32),
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account: '111122223333',
      time: formatInstant(at),
      region: 'eu-central-1',
      resources: [`arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${name}`],
      detail: {
        alarmName: name,
        state: { value, reason: firing.rule.title, timestamp: formatInstant(at).replace('Z', '+0000') },
        previousState: { value: previous, timestamp: formatInstant(firing.startedAt).replace('Z', '+0000') },
        configuration: { description: firing.rule.title },
      },
    }),
  }
}

function guardduty(firing: Firing): Payload {
  const at = formatInstant(firing.startedAt)
  return {
    headers: json,
    body: bytes({
      version: '0',
      id: serialOf(firing, 32),
      'detail-type': 'GuardDuty Finding',
      source: 'aws.guardduty',
      account: '111122223333',
      time: at,
      region: 'eu-central-1',
      resources: [],
      detail: {
        schemaVersion: '2.0',
        accountId: '111122223333',
        region: 'eu-central-1',
        id: serialOf(firing, 32),
        type: firing.rule.name,
        severity: Number(firing.rule.severity),
        title: `${firing.rule.title}: ${firing.subjects[0]}`,
        description: `${firing.rule.title}.`,
        createdAt: at,
        updatedAt: at,
        service: { serviceName: 'guardduty', archived: false, count: 1, eventFirstSeen: at, eventLastSeen: at },
      },
    }),
  }
}

function sentry(firing: Firing, secret: string): Payload {
  const issue = String(Number.parseInt(serialOf(firing, 8), 16))
  const body = bytes({
    action: 'triggered',
    actor: { id: 'sentry', name: 'Sentry', type: 'application' },
    data: {
      event: {
        event_id: serialOf(firing, 32),
        issue_id: issue,
        level: firing.rule.severity,
        title: `${firing.rule.title} (${firing.subjects[0]})`,
        culprit: firing.subjects[0],
        datetime: formatInstant(firing.startedAt),
        environment: 'production',
        platform: 'javascript',
        web_url: `https://sentry.example.com/organizations/larkspur/issues/${issue}/`,
      },
      triggered_rule: 'New issue in production',
    },
  })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return {
    headers: { ...json, 'sentry-hook-resource': 'event_alert', 'sentry-hook-signature': signature, 'request-id': serialOf(firing, 32) },
    body,
  }
}

function github(firing: Firing, endedAt: Instant | null, secret: string): Payload {
  const number = firing.serial
  const dependabot = firing.rule.name === 'dependabot_alert'
  const repository = {
    id: Number.parseInt(keyOf(firing, 6), 16),
    name: firing.subjects[0],
    full_name: `larkspur/${firing.subjects[0]}`,
    private: true,
  }
  const alert = {
    number,
    state: endedAt === null ? 'open' : dependabot ? 'fixed' : 'resolved',
    created_at: formatInstant(firing.startedAt),
    updated_at: formatInstant(endedAt ?? firing.startedAt),
    html_url: `https://github.com/larkspur/${firing.subjects[0]}/security/${number}`,
    ...(dependabot
      ? {
          security_advisory: {
            ghsa_id: 'GHSA-xxxx-xxxx-xxxx',
            summary: `${firing.rule.title} in ${firing.subjects[0]}`,
            severity: firing.rule.severity,
          },
          fixed_at: endedAt === null ? null : formatInstant(endedAt),
        }
      : {
          secret_type: 'aws_access_key_id',
          resolution: endedAt === null ? null : 'revoked',
          resolved_at: endedAt === null ? null : formatInstant(endedAt),
        }),
  }
  const body = bytes({ action: endedAt === null ? 'created' : dependabot ? 'fixed' : 'resolved', alert, repository })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const delivery = `${serialOf(firing, 12)}-${endedAt === null ? 'opened' : 'closed'}`
  return {
    headers: { ...json, 'x-github-event': firing.rule.name, 'x-github-delivery': delivery, 'x-hub-signature-256': `sha256=${signature}` },
    body,
  }
}

/** The request the tool makes when the firing begins (`endedAt` null) or ends. */
export function payloadOf(firing: Firing, endedAt: Instant | null, secret: string | null): Payload {
  switch (firing.rule.source) {
    case 'alertmanager':
      return prometheus(firing, endedAt, '4')
    case 'grafana':
      return prometheus(firing, endedAt, '1')
    case 'cloudwatch':
      return cloudwatch(firing, endedAt)
    case 'guardduty':
      return guardduty(firing)
    case 'sentry':
      return sentry(firing, secret ?? '')
    case 'github':
      return github(firing, endedAt, secret ?? '')
  }
}
