// Sources for tests, and what monitoring systems send to them.
import { expect } from 'vitest'
import type { SourceId } from '../../src/core/kernel/ids.ts'
import type { Caller } from './server.ts'

export type TestSource = { id: SourceId; hookPath: string; heartbeatPath: string }

/** Connects a source as an admin or a token would. */
export async function connectSource(by: Caller, more: Record<string, unknown> = {}): Promise<TestSource> {
  const name = `Source ${Math.trunc(performance.now() * 1000)}`
  const { status, body } = await by.fetchJson<{ id: SourceId; hook_url: string; heartbeat_url: string }>('POST', '/sources', {
    integration: 'alertmanager',
    name,
    ...more,
  })
  expect(status).toBe(201)
  return { id: body.id, hookPath: new URL(body.hook_url).pathname, heartbeatPath: new URL(body.heartbeat_url).pathname }
}

export type Fired = { name: string; status?: 'firing' | 'resolved'; startsAt?: string; endsAt?: string; labels?: Record<string, string> }

/** As Alertmanager groups them: version 4 of its webhook payload. */
export function alertGroup(alerts: readonly Fired[], more: Record<string, unknown> = {}) {
  const group = alerts.map(({ name, status = 'firing', startsAt = '2026-03-04T05:06:07.089Z', endsAt, labels }) => ({
    status,
    labels: { alertname: name, severity: 'warning', ...labels },
    annotations: { summary: `${name} on db-01.example.com` },
    startsAt,
    endsAt: endsAt ?? (status === 'resolved' ? '2026-03-04T05:16:07.089Z' : '0001-01-01T00:00:00Z'),
    generatorURL: 'https://prometheus.example.com/graph?g0.expr=up',
    fingerprint: Buffer.from(name).toString('hex').padStart(16, '0').slice(-16),
  }))
  return {
    version: '4',
    groupKey: '{}:{}',
    truncatedAlerts: 0,
    status: alerts.some(({ status }) => status !== 'resolved') ? 'firing' : 'resolved',
    receiver: 'tickmark',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'https://alertmanager.example.com',
    alerts: group,
    ...more,
  }
}

export type Receipt = { delivery_id: string; state: string; observations: number; repeats?: string; reason?: string }

export type Sent = { status: number; body: Receipt & { code?: string; detail?: string }; headers: Headers }

/** As a tool does it: whatever bytes, to the hook. */
export async function sendTo(url: string, path: string, body: BodyInit | object, headers: Record<string, string> = {}): Promise<Sent> {
  const isBytes = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: isBytes ? (body as BodyInit) : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers }
}
