// What the demo prints when it is ready: who can sign in how, a token for trying the API, and a line that fires an alert.
import { randomBytes } from 'node:crypto'
import type { RunningServer } from '../../server/app.ts'
import { hookAddress } from '../../server/source/hookAddress.ts'
import { company } from './company.ts'
import { tonightKey } from './incidents/tonight.ts'
import type { Rehearsed } from './rehearse.ts'

type Answer = { status: number; cookie: string; body: unknown }

async function post(url: string, path: string, body: unknown, cookie = ''): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return { status: answer.status, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', body: await answer.json() }
}

/** Asked for as anybody would: by the admin, over HTTP. */
async function apiToken(url: string, adminLink: string): Promise<string> {
  const { cookie } = await post(url, '/session/link', { token: new URL(adminLink).hash.slice(1) })
  const expires = new Date(Date.now() + 7 * 86_400_000).toISOString()
  const { body } = await post(url, '/tokens', { name: 'Trying the API', role: 'compliance', expires_at: expires }, cookie)
  return (body as { secret: string }).secret
}

/** Real enough for Alertmanager's version 4, and new each time it is sent from another start of the demo. */
function curlLine(hookUrl: string): string {
  const started = new Date().toISOString()
  const alert = {
    status: 'firing',
    labels: { alertname: 'TryingTickmark', severity: 'critical', subject: 'demo' },
    annotations: { summary: 'Fired by hand from the terminal' },
    startsAt: started,
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: `https://prometheus.${company.domain}/graph`,
    fingerprint: randomBytes(8).toString('hex'),
  }
  const body = JSON.stringify({ version: '4', status: 'firing', receiver: 'tickmark', groupKey: '{}', truncatedAlerts: 0, alerts: [alert] })
  return `curl -X POST -H 'content-type: application/json' -d '${body}' ${hookUrl}`
}

export async function welcome({ services, url }: RunningServer, rehearsed: Rehearsed, links: ReadonlyMap<string, string>): Promise<string> {
  const { config } = services
  const { hookUrl } = hookAddress(config, 'alertmanager', rehearsed.keys.get('alertmanager') ?? '')
  const token = await apiToken(config.publicUrl.startsWith('http:') ? config.publicUrl : url, links.get('admin') ?? '')
  const signIn = [...links].map(([role, link]) => `    ${role.padEnd(11)} ${link}`)
  return [
    `  Tickmark is ready: ${config.publicUrl}`,
    '',
    `  ${company.name}, ${rehearsed.quarter.first} to ${rehearsed.quarter.last}. Every time before now is simulated, and nothing of it is anchored.`,
    '',
    '  Sign in as',
    ...signIn,
    '',
    '  An incident that is open tonight',
    `    ${config.publicUrl}/incidents/${rehearsed.incidents.incidentOf(tonightKey)}`,
    '',
    '  Fire an alert and see it arrive',
    `    ${curlLine(hookUrl)}`,
    '',
    '  Try the API (described at /api/openapi.json)',
    `    curl -H 'authorization: Bearer ${token}' '${config.publicUrl}/api/v1/alerts?review=unreviewed&limit=5'`,
    '',
    '  Ctrl-C stops it and removes its data.',
    '',
  ].join('\n')
}
