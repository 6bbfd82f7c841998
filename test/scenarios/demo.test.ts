// The incidents of the demo, lived in full with only the alerts they need: are they what they are meant to show, the same every time, and true to the ledger?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tonightKey } from '../../src/cli/demo/incidents/tonight.ts'
import { type Rehearsed, type Remembered, rehearse, theWhole } from '../../src/cli/demo/rehearse.ts'
import { type Script, writeScript } from '../../src/cli/demo/script.ts'
import { welcome } from '../../src/cli/demo/welcome.ts'
import type { PersonActor } from '../../src/core/kernel/actor.ts'
import { day, hour, type Instant, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type RunningServer, startServer } from '../../src/server/app.ts'
import { type Config, readConfig } from '../../src/server/config.ts'
import { newSecret, secretHash } from '../../src/server/http/secretToken.ts'
import { sessionCookieName } from '../../src/server/http/sessionCookie.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { makeSignInLink } from '../../src/server/session/signInLink.ts'
import { insertSession } from '../../src/server/session/store.ts'

type Line = { id: string; number: string; title: string; state: string; severity: string | null; is_exercise: boolean }
type Clock = { what: string; state: string; level: string }
type Items<Item = Record<string, unknown>> = { items: Item[] }
type Due = { kind: string; strict?: string }
type Standing = { rule: string; due: Due; sent: { late_by: number | null } | null; decision: { answer: string } | null }

const now = toInstant(Date.parse('2026-11-22T21:40:00Z'))

/** The quarter without what has nothing to do with incidents: living all of it is the demo's own affair. */
async function shortScript(config: Config): Promise<Script> {
  const script = await writeScript(config, now)
  return { ...script, letters: script.letters.filter(({ opens }, place) => opens?.alias !== undefined || place % 200 === 0) }
}

describe('the incidents of the demo', () => {
  let server: RunningServer
  let rehearsed: Rehearsed
  let cookie: string
  let lines: Line[]
  const closing: (() => unknown)[] = []

  type Lived = { config: Config; rehearsed: Rehearsed; database: Database }

  /** In parts that end so many days after its beginning; null: all of it. */
  async function live(parts: readonly (number | null)[]): Promise<Lived> {
    const directory = mkdtempSync(join(tmpdir(), 'tickmark-demo-test-'))
    closing.push(() => rmSync(directory, { recursive: true, force: true }))
    const config = readConfig({ TICKMARK_DATA_DIR: directory, TICKMARK_PORT: '0', TICKMARK_LOG_LEVEL: 'warn' })
    // In this thread, as the demo itself does it.
    const database = await openDatabase({ kind: 'pglite', directory: join(directory, 'database'), thread: 'callers' })
    await migrate(database)
    const script = await shortScript(config)
    let part: Rehearsed | null = null
    for (const days of parts) {
      // As from the file it is kept in.
      const after = part === null ? null : (JSON.parse(JSON.stringify(part.remembered)) as Remembered)
      const until = days === null ? null : toInstant(script.story.from + days * day)
      part = await rehearse(config, database, script, { ...theWhole, after, until })
    }
    if (part === null) throw new Error('nothing was lived')
    return { config, database, rehearsed: part }
  }

  async function signIn({ id, name, role }: PersonActor): Promise<string> {
    const secret = newSecret()
    const by = { kind: 'person' as const, id, name, role, sessionId: server.services.newId('session') }
    await inOrganization(server.services.database, rehearsed.organizationId, by, (tx) =>
      insertSession(tx, {
        ...{ sessionId: by.sessionId, personId: id, tokenHash: secretHash(secret), userAgent: 'test', now },
        expiresAt: toInstant(now + hour),
      }),
    )
    return `${sessionCookieName(server.services.config)}=${secret}`
  }

  const get = async <Body>(path: string): Promise<Body> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie } })
    expect(`${path} ${answer.status}`).toBe(`${path} 200`)
    return (await answer.json()) as Body
  }
  const tonight = () => rehearsed.incidents.incidentOf(tonightKey)
  const called = (words: RegExp) => lines.find(({ title }) => words.test(title))?.id ?? ''

  beforeAll(async () => {
    // In two parts, as after an installation.
    const lived = await live([21, null])
    rehearsed = lived.rehearsed
    server = await startServer(lived.config, { database: lived.database, clock: () => now, checkReplies: true })
    const lead = rehearsed.people.get('compliance')
    if (lead === undefined) throw new Error('nobody leads compliance')
    cookie = await signIn(lead)
    lines = (await get<Items<Line>>('/incidents')).items.reverse()
  })
  afterAll(async () => {
    await server.close()
    for (const close of closing) close()
  })

  test('are of every kind: dismissed, told in stages, handled too slowly, an exercise, and open tonight', () => {
    expect(lines.map(({ number, state, severity, is_exercise }) => [number, state, severity, is_exercise])).toEqual([
      ['INC-1', 'not_an_incident', 'SEV4', false],
      ['INC-2', 'closed', 'SEV1', false],
      ['INC-3', 'closed', 'SEV1', false],
      ['INC-4', 'closed', 'SEV1', true],
      ['INC-5', 'triaged', 'SEV1', false],
    ])
    expect(lines.at(-1)?.id).toBe(tonight())
  })

  test('answer whatever a page asks of them, as the contract says', async () => {
    const kept: unknown[] = []
    for (const { id } of lines) {
      const parts = ['', '/thread', '/closing', '/runbooks', '/pages', '/escalation', '/evidence', '/preservation', '/obligations']
      for (const part of [...parts, '/notices', '/updates', '/review', '/actions', '/runs']) await get(`/incidents/${id}${part}`)
      for (const run of (await get<Items<{ id: string }>>(`/incidents/${id}/runs`)).items) await get(`/incidents/${id}/runs/${run.id}`)
      for (const item of (await get<Items<{ id: string }>>(`/incidents/${id}/evidence`)).items) {
        kept.push(await get(`/incidents/${id}/evidence/${item.id}`))
        expect((await fetch(`${server.url}/api/v1/incidents/${id}/evidence/${item.id}/file`, { headers: { cookie } })).status).toBe(200)
      }
    }
    expect(kept.length).toBeGreaterThanOrEqual(36)
    for (const path of ['/rotations', '/escalation-paths', '/on-call', '/contracts', '/actions?state=all']) await get(path)
  })

  test('the breach was told in time but for one, and its actions were closed, one of them late', async () => {
    const { obligations } = await get<{ obligations: Standing[] }>(`/incidents/${called(/^Customer exports/)}/obligations`)
    const told = obligations
      .filter(({ sent }) => sent !== null)
      .map(({ rule, sent }) => [rule.replace(/ctr_\w+|[0-9a-f]{32}/, '…'), sent?.late_by ?? 0])
    expect(told.filter(([, late]) => late !== 0)).toEqual([['policy-incident-response.management', 6 * 60]])
    expect(told.map(([rule]) => rule)).toEqual(
      expect.arrayContaining(['eu-gdpr-33-1.notification', 'eu-gdpr-33-1.supplements', 'contract-….notice']),
    )
    expect(told.length).toBeGreaterThanOrEqual(10)
    const { items } = await get<Items<{ state: string; closed: { late: boolean } | null }>>(
      `/incidents/${called(/^Customer exports/)}/actions`,
    )
    expect(items.map(({ state, closed }) => [state, closed?.late])).toEqual([
      ['effective', false],
      ['closed', true],
      ['closed', false],
    ])
  })

  test('the slow one missed what the policy promises, and everybody was called in turn', async () => {
    const id = called(/^Leaked key/)
    const { clocks } = await get<{ clocks: Clock[] }>(`/incidents/${id}`)
    expect(clocks.map(({ what, state }) => [what, state])).toEqual([
      ['acknowledge', 'late'],
      ['contain', 'late'],
    ])
    const { items: pages } = await get<Items<{ level: number; stands_in: boolean; why: string | null; state: string }>>(
      `/incidents/${id}/pages`,
    )
    expect(pages.map(({ level, stands_in, why, state }) => [level, stands_in, why ?? state])).toEqual([
      [2, false, 'no-answer'],
      [3, false, 'wrong-number'],
      [3, true, 'answered'],
    ])
    const { items: kept } = await get<Items<{ standing: string }>>(`/incidents/${id}/preservation`)
    expect(kept.map(({ standing }) => standing).sort()).toEqual(['captured', 'captured', 'lost', 'lost'])
    const { items: actions } = await get<Items<{ state: string }>>(`/incidents/${id}/actions`)
    expect(actions.map(({ state }) => state).sort()).toEqual(['closed', 'not-effective', 'overdue'])
  })

  test('the alert that was none says so, and the one that was overlooked is part of the breach', async () => {
    type Linked = { linked_alerts: { disposition: string }[] }
    expect((await get<Linked>(`/incidents/${lines[0]?.id}`)).linked_alerts.map(({ disposition }) => disposition)).toEqual([
      'expected-change',
    ])
    const breach = await get<Linked>(`/incidents/${called(/^Customer exports/)}`)
    expect(breach.linked_alerts.map(({ disposition }) => disposition)).toEqual(['incident', 'incident'])
  })

  test('tonight’s has a step that is stuck, clocks that run, and the visitor on it', async () => {
    const id = tonight()
    const incident = await get<{
      clocks: (Clock & { due_at: string })[]
      roles: { person: { name: string } }[]
      acknowledged_by: { name: string }
    }>(`/incidents/${id}`)
    expect(incident.acknowledged_by.name).toBe('Tomas Brandl')
    expect(incident.clocks.map(({ what, state }) => [what, state])).toEqual([
      ['acknowledge', 'met'],
      ['contain', 'running'],
      ['update', 'running'],
    ])
    const ahead = incident.clocks.slice(1).map(({ due_at }) => (Date.parse(due_at) as Instant) - now)
    for (const left of ahead) expect(left).toBeGreaterThan(5 * minute)
    const { items: runs } = await get<Items<{ counts: Record<string, number>; finished: boolean }>>(`/incidents/${id}/runs`)
    expect(runs.map(({ counts, finished }) => [counts.stuck, finished])).toEqual([[1, false]])
    const { obligations } = await get<{ obligations: Standing[] }>(`/incidents/${id}/obligations`)
    expect(obligations.filter(({ due }) => due.kind === 'due').length).toBeGreaterThan(2)
    const { items: keep } = await get<Items<{ standing: string; left: string }>>(`/incidents/${id}/preservation`)
    expect(keep.filter(({ standing }) => standing === 'open')).toHaveLength(2)
  })

  test('agree with the ledger in every table, and every byte with its hash', async () => {
    const { database, ledgerKeys: keys, blobs } = server.services
    const report = await fsck(database, rehearsed.organizationId, { keys, most: 20, blobs })
    expect(report.disagreements.map(({ sentence }) => sentence)).toEqual([])
    expect(report.entries).toBeGreaterThan(400)
  })

  test('are named where the demo says that it is ready', async () => {
    const link = await inOrganization(
      server.services.database,
      rehearsed.organizationId,
      { kind: 'system', id: 'system', name: 'test' },
      (tx) => {
        const personId = rehearsed.people.get('admin')?.id
        if (personId === undefined) throw new Error('the sample company has no admin')
        return makeSignInLink(tx, {
          personId,
          singleUse: false,
          now,
          expiresAt: toInstant(now + hour),
          publicUrl: server.services.config.publicUrl,
        })
      },
    )
    const text = await welcome(server, rehearsed, new Map([['admin', link]]))
    expect(text).toContain(`${server.services.config.publicUrl}/incidents/${tonight()}`)
  })

  test('are the same for the same date, whether lived at once or in two parts: their first weeks, entry by entry', async () => {
    const atOnce = await live([27])
    const entries = async (of: Pick<Database, 'execute'>) => {
      const { rows } = await of.execute<{ said: string }>("select kind || ' ' || at || ' ' || obj as said from ledger_entry order by index")
      return rows.map(({ said }) => said)
    }
    const [once, inParts] = [await entries(atOnce.database), await entries(server.services.database)]
    await atOnce.database.close()
    // Where the second part begins, it says once more that times are simulated, and until when.
    const [, again] = inParts.filter((said) => said.startsWith('clock.simulated'))
    expect(again).toBeDefined()
    const compared = inParts.filter((said) => said !== again).slice(0, once.length)
    expect(compared).toEqual(once)
    expect(once.filter((said) => said.startsWith('incident.declared'))).toHaveLength(1)
  })
})
