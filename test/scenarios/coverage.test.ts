// Was each source alive? Heartbeats, silence, gaps with their explanations, and one entry for every finished day.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { day, minute } from '../../src/core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { recordDays } from '../../src/server/coverage/recordDays.ts'
import { sweepGaps } from '../../src/server/coverage/sweepGaps.ts'
import { engines } from '../support/database.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { type House, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type GapLine = {
  id: string
  started_at: string
  detected_at: string
  ended_at: string | null
  seconds: number
  note: string | null
  explanation: string | null
}
type DayLine = {
  day: string
  state: string
  alerts: number
  heartbeats: number
  deliveries: number
  gap_seconds: number
  gap_explained: boolean
}
type Coverage = { sources: { id: string; days: DayLine[] }[] }
type SourceLine = { health: string; last_heard_at: string | null; unreviewed: number; refused_7d: number }

describe.each(engines)('coverage, on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: TokenCaller
  let source: TestSource

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    admin = await house.tokenAs('admin')
    source = await connectSource(admin, { heartbeat_seconds: 300 })
  })

  const beat = (of = source) => sendTo(server.url, of.heartbeatPath, '')
  const sweep = () => sweepGaps(server.services, house.organizationId, server.clock.now())
  /** As the server's own sweeps would, had the clock not been turned. */
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= minute) {
      server.clock.advance(Math.min(left, minute))
      await sweep()
    }
  }
  const gaps = async (query = '') => (await admin.fetchJson<{ items: GapLine[] }>('GET', `/gaps${query}`)).body.items
  const health = async (of = source) => (await admin.fetchJson<SourceLine>('GET', `/sources/${of.id}`)).body.health
  const today = () => new Date(server.clock.now()).toISOString().slice(0, 10)

  async function entries(kind: string) {
    // One snapshot: the sequencer moves entries from the one table to the other meanwhile.
    const snapshot = { isolation: 'repeatable read', readOnly: true } as const
    const read = async ({ db }: OrganizationTx) => {
      const waiting = await db.selectFrom('ledger_inbox').select(['entry_id', 'header']).orderBy('position').execute()
      const sealed = await db.selectFrom('ledger_entry').select(['entry_id', 'header']).orderBy('index').execute()
      const openings = await db.selectFrom('ledger_opening').select(['entry_id', 'bytes']).where('slot', '=', 'detail').execute()
      const details = new Map(openings.map((opening) => [opening.entry_id, JSON.parse(Buffer.from(opening.bytes).toString())]))
      return [...sealed, ...waiting]
        .map(({ entry_id, header }) => ({ ...JSON.parse(Buffer.from(header).toString()), detail: details.get(entry_id) }))
        .filter((entry) => entry.kind === kind)
    }
    return inOrganization(server.services.database, house.organizationId, systemActor('test'), read, snapshot)
  }

  test('a heartbeat is a sign of life, and so is any delivery', async () => {
    expect(await health()).toBe('never_heard')
    expect(await beat()).toMatchObject({ status: 202, body: { state: 'heard' } })
    expect(await health()).toBe('alive')
    server.clock.advance(6 * minute)
    expect(await health()).toBe('silent')
    await sendTo(server.url, source.hookPath, 'not even readable')
    expect(await health()).toBe('alive')
    expect((await admin.fetchJson<SourceLine>('GET', `/sources/${source.id}`)).body).toMatchObject({ refused_7d: 1 })
  })

  test('a source silent beyond its interval is a gap on record, and the next sign of life ends it', async () => {
    await beat()
    await pass(4 * minute)
    expect(await gaps()).toEqual([])
    await pass(2 * minute)
    expect(await gaps('?state=open')).toMatchObject([{ ended_at: null, explanation: null, note: null }])
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'Back' }]))
    const [gap] = await gaps()
    expect(gap?.ended_at).not.toBeNull()
    expect(gap?.seconds).toBeGreaterThanOrEqual(360)
    expect(await gaps('?state=open')).toEqual([])
    expect((await entries('coverage.gap_opened')).map(({ obj }) => obj)).toEqual([gap?.id])
    expect((await entries('coverage.gap_closed')).map(({ obj, act }) => [obj, act])).toEqual([[gap?.id, source.id]])
  })

  test('two sweeps at once open one gap', async () => {
    await beat()
    server.clock.advance(80_000)
    await sweep()
    server.clock.advance(6 * minute)
    await Promise.all([sweep(), sweep(), sweep()])
    expect(await gaps()).toHaveLength(1)
    expect(await entries('coverage.gap_opened')).toHaveLength(1)
  })

  test('a gap is explained once, by name', async () => {
    await beat()
    await pass(6 * minute)
    const [gap] = await gaps('?state=unexplained')
    const explain = (explanation: string) => admin.fetchJson<GapLine>('POST', `/gaps/${gap?.id}/explain`, { explanation })
    expect(await explain('The cluster was moved.')).toMatchObject({ status: 201, body: { explanation: 'The cluster was moved.' } })
    expect((await explain('Something else.')).body).toMatchObject({ code: 'already_explained' })
    expect(await gaps('?state=unexplained')).toEqual([])
    expect(await entries('coverage.gap_explained')).toMatchObject([
      { detail: { source: source.id, explanation: 'The cluster was moved.' } },
    ])
  })

  test('while Tickmark itself was not running it could hear nobody: the gap stays, and says so', async () => {
    await beat()
    await sweep()
    server.clock.advance(20 * minute)
    await beat()
    const [gap] = await gaps()
    expect(gap).toMatchObject({ ended_at: expect.any(String), note: expect.stringContaining('Tickmark was not running from') })
    expect((await entries('coverage.gap_opened'))[0]?.detail).toMatchObject({
      not_running_from: expect.any(Number),
      not_running_until: expect.any(Number),
    })
  })

  test('nobody waits for a source that is retired or no longer watched: its gap ends', async () => {
    const other = await connectSource(admin, { heartbeat_seconds: 300 })
    await beat()
    await beat(other)
    await pass(6 * minute)
    expect(await gaps('?state=open')).toHaveLength(2)
    await admin.fetchJson('POST', `/sources/${source.id}/retire`, { reason: 'Replaced.' })
    await admin.fetchJson('PATCH', `/sources/${other.id}`, { heartbeat_seconds: null })
    await sweep()
    expect(await gaps('?state=open')).toEqual([])
    expect(await health(other)).toBe('not_watched')
    expect(await health()).toBe('retired')
    expect((await beat()).status).toBe(404)
  })

  test('a shorter interval does not make a gap of the silence before it was set', async () => {
    await beat()
    await pass(4 * minute)
    await admin.fetchJson('PATCH', `/sources/${source.id}`, { heartbeat_seconds: 60 })
    await sweep()
    expect(await gaps()).toEqual([])
    await pass(2 * minute)
    expect(await gaps()).toHaveLength(1)
  })

  test('every finished day has one entry for each source, also days it was not heard, also after downtime', async () => {
    const begun = today()
    await beat()
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull' }]))
    server.clock.advance(3 * day)
    const record = () => recordDays(server.services, house.organizationId, server.clock.now())
    await Promise.all([record(), record()])
    await record()
    const recorded = await entries('coverage.heartbeat')
    expect(recorded.map(({ detail }) => [detail.heartbeats, detail.deliveries])).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ])
    expect(recorded[0]?.detail).toMatchObject({ day: begun, heartbeat_seconds: 300 })
    expect(recorded[1]?.detail).toMatchObject({ expected: 288, first_heard_at: null })
    expect(recorded[2]?.detail.longest_silence_seconds).toBeGreaterThan(2 * 86_400)
  })

  test('a retired source has its last entry for the day it was retired', async () => {
    await admin.fetchJson('POST', `/sources/${source.id}/retire`, { reason: 'Replaced.' })
    server.clock.advance(3 * day)
    await recordDays(server.services, house.organizationId, server.clock.now())
    expect(await entries('coverage.heartbeat')).toHaveLength(1)
  })

  test('the calendar shows alerts, heartbeats and gaps of each day', async () => {
    await beat()
    await sendTo(server.url, source.hookPath, alertGroup([{ name: 'DiskFull' }]))
    server.clock.advance(2 * day)
    await sweep()
    await beat()
    const from = new Date(server.clock.now() - 3 * day).toISOString().slice(0, 10)
    const { body } = await admin.fetchJson<Coverage>('GET', `/coverage?from=${from}&to=${today()}`)
    const days = body.sources.find(({ id }) => id === source.id)?.days ?? []
    expect(days.map(({ state }) => state)).toEqual(['before', 'gap', 'gap', 'gap'])
    expect(days[1]).toMatchObject({ alerts: 1, heartbeats: 1, deliveries: 1, gap_explained: false })
    expect(days[2]?.gap_seconds).toBe(86_400)
    expect(days.reduce((sum, { gap_seconds }) => sum + gap_seconds, 0)).toBeGreaterThan(2 * 86_400 - 60)
  })

  test('a period that is none, too long, or backwards is refused with the reason', async () => {
    const ask = async (from: string, to: string) => (await admin.fetchJson('GET', `/coverage?from=${from}&to=${to}`)).body.code
    expect(await ask('2026-02-30', '2026-03-01')).toBe('period_not_valid')
    expect(await ask('2026-03-02', '2026-03-01')).toBe('period_not_valid')
    expect(await ask('2024-01-01', '2026-03-01')).toBe('period_not_valid')
    expect(await ask('2026-01-01', '2026-03-01')).toBeUndefined()
  })

  test('a key that opens no source is heard by nobody', async () => {
    expect((await sendTo(server.url, `/hooks/heartbeat/${'A'.repeat(43)}`, '')).status).toBe(404)
    expect((await fetch(`${server.url}${source.heartbeatPath}`)).status).toBe(404)
  })

  test('hundreds of heartbeats at once are each counted', async () => {
    const other = await connectSource(admin, { heartbeat_seconds: 300 })
    const sent = await Promise.all(Array.from({ length: 300 }, (_, at) => beat(at % 2 ? other : source)))
    expect(sent.every(({ status }) => status === 202)).toBe(true)
    const { body } = await admin.fetchJson<Coverage>('GET', `/coverage?from=${today()}&to=${today()}`)
    expect(body.sources.map(({ days }) => days[0]?.heartbeats)).toEqual([150, 150])
  })
})
