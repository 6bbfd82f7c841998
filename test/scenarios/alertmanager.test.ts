// The first station of the way of one alert with a real monitoring system: Prometheus Alertmanager fires and resolves, and Tickmark has it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { type Alertmanager, alertmanagerBinary, alertmanagerMissing, startAlertmanager } from '../support/alertmanager.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { connectSource } from '../support/hooks.ts'
import { startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type Line = {
  id: string
  title: string
  status: string
  severity: string
  link: string | null
  occurred_at: string
  ended_at: string | null
  episode: number
}

const realTime = () => toInstant(Date.now())

if (!alertmanagerBinary) console.warn(`Alertmanager: ${alertmanagerMissing}`)

describe.each(engines)('a real Alertmanager, on %s', (engine) => {
  let server: TestServer
  let admin: TokenCaller
  let alertmanager: Alertmanager

  beforeAll(async () => {
    if (!alertmanagerBinary) return
    // Alertmanager has the real time only, so the server has it too.
    server = await startTestServer(engine, { overrides: { clock: realTime } })
    admin = await (await server.newHouse()).tokenAs('admin')
    const source = await connectSource(admin, { heartbeat_seconds: 3600 })
    alertmanager = await startAlertmanager(alertmanagerBinary, `${server.url}${source.hookPath}`)
  })
  afterAll(async () => {
    await alertmanager?.stop()
    await server?.close()
  })

  const found = async (title: string) =>
    (await admin.fetchJson<{ items: Line[] }>('GET', '/alerts')).body.items.filter((alert) => alert.title === title)

  test('alerts fired through its API arrive, end when they are resolved, and come back as another episode', async ({ skip }) => {
    if (!alertmanagerBinary) return skip(alertmanagerMissing)
    const labels = { alertname: 'DiskFull', severity: 'critical', instance: 'db-01.example.com' }
    const generatorURL = 'https://prometheus.example.com/graph?g0.expr=disk'
    const startsAt = new Date(realTime() - 60_000).toISOString()
    await alertmanager.post([
      { labels, annotations: { summary: 'Disk of db-01 is full' }, startsAt, generatorURL },
      { labels: { alertname: 'Latency', severity: 'warning' }, startsAt },
    ])
    await eventually(async () => {
      expect(await found('DiskFull')).toMatchObject([{ status: 'firing', severity: 'critical', link: generatorURL, episode: 1 }])
      expect(await found('Latency')).toMatchObject([{ status: 'firing', severity: 'warning' }])
    }, 30_000)
    expect((await found('DiskFull'))[0]?.occurred_at).toBe(startsAt)
    const endsAt = new Date(realTime()).toISOString()
    await alertmanager.post([{ labels, startsAt, endsAt }])
    await eventually(async () => expect(await found('DiskFull')).toMatchObject([{ status: 'resolved', ended_at: endsAt }]), 30_000)
    expect(await found('Latency')).toMatchObject([{ status: 'firing' }])
    await alertmanager.post([{ labels, startsAt: new Date(realTime() + 5).toISOString() }])
    await eventually(
      async () =>
        expect((await found('DiskFull')).map(({ episode, status }) => [episode, status])).toEqual([
          [2, 'firing'],
          [1, 'resolved'],
        ]),
      30_000,
    )
  })

  test('what it said is kept byte for byte, and its delivery is a sign of life', async ({ skip }) => {
    if (!alertmanagerBinary) return skip(alertmanagerMissing)
    const { body } = await admin.fetchJson<{ items: { id: string; state: string }[] }>('GET', '/deliveries?state=accepted')
    const shown = await admin.fetchJson<{ headers: Record<string, string>; body: { text: string } }>(
      'GET',
      `/deliveries/${body.items[0]?.id}`,
    )
    expect(shown.body.headers['user-agent']).toMatch(/^Alertmanager\//)
    expect(JSON.parse(shown.body.body.text)).toMatchObject({ version: '4', receiver: 'tickmark' })
    const sources = await admin.fetchJson<{ items: { health: string }[] }>('GET', '/sources')
    expect(sources.body.items).toMatchObject([{ health: 'alive' }])
  })
})
