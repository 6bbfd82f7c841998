// The incidents and documents of the demo, lived in full with only the alerts that incidents need: are they what they are meant to show, the same every time, and true to the ledger?
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
type Gap = { days: number; cause: string }
type Currency = {
  current: boolean
  remarks: string[]
  versions: { number: number; basis: string; approved_by_the_end: boolean }[]
  gaps: Gap[]
  reviews: { rests_on: { reason: string | null } }[]
}
type Version = { number: number; hash: string; state: string; in_force: { from: string; basis: string }[] }
type Inconsistent = { rule: string; level: string; message: string; sentences: { document: { id: string } | null }[] }
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

  const get = async <Body>(path: string, as = cookie): Promise<Body> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie: as } })
    expect(`${path} ${answer.status}`).toBe(`${path} 200`)
    return (await answer.json()) as Body
  }
  const tonight = () => rehearsed.incidents.incidentOf(tonightKey)
  const inQuarter = () => `from=${rehearsed.quarter.first}&to=${rehearsed.quarter.last}`
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

  test('are judged by a policy that was the company’s own before the quarter, and that all but two have read', async () => {
    const { current, versions } = await get<Currency>(`/policies/incident-response/currency?${inQuarter()}`)
    expect(versions).toMatchObject([{ number: 2, basis: 'approved', approved_by_the_end: true }])
    expect(current).toBe(true)
    const { versions: all } = await get<{ versions: Version[] }>('/documents/policy/incident-response')
    const own = all.find(({ number }) => number === 2)?.hash
    for (const { id } of lines) expect(await get(`/incidents/${id}`)).toMatchObject({ policy: { version: own } })
    const { counts } = await get<{ counts: Record<string, number> }>('/documents/policy/incident-response/acknowledgements')
    expect(counts).toEqual({ asked: 11, acknowledged: 9, missing: 2, overdue: 2 })
  })

  test('stand beside a policy whose review lapsed for 19 days, and a runbook that was changed in an emergency', async () => {
    const access = await get<Currency>(`/policies/access-control/currency?${inQuarter()}`)
    expect(access.gaps).toMatchObject([{ days: 19, cause: 'review-overdue' }])
    expect(access.reviews.at(-1)?.rests_on.reason).toMatch(/^still valid, because/)
    const telling = await get<Currency>(`/documents/runbook/tell-customers/currency?${inQuarter()}`)
    expect(telling.current).toBe(true)
    expect(telling.versions.at(-1)).toMatchObject({ basis: 'emergency', approved_by_the_end: true })
    expect(telling.remarks).toEqual([expect.stringMatching(/emergency change .* it was approved 3\.6 days later/)])
  })

  test('one runbook was words only until the middle of the quarter, and can be followed since', async () => {
    const path = '/documents/runbook/postgres-replica-lag'
    const [rewritten, first] = (await get<{ versions: Version[] }>(path)).versions
    const judged = async (version: Version | undefined) =>
      (await get<{ overall: string }>(`${path}/findings?version=${version?.hash}`)).overall
    expect([await judged(first), await judged(rewritten)]).toEqual(['compliance-formatted', 'functional'])
    expect(rewritten?.in_force).toMatchObject([{ from: '2026-08-17T06:00:00.000Z', basis: 'approved' }])
  })

  test('the policy and a runbook contradict each other in one deadline, and the company’s own texts in nothing else', async () => {
    const { items } = await get<Items<Inconsistent>>('/consistency')
    const about = ({ sentences }: Inconsistent) => sentences.map(({ document }) => document?.id)
    expect(items.filter(({ rule }) => rule === 'time-differs')).toMatchObject([{ level: 'error' }])
    const own = ['access-control', 'postgres-replica-lag', 'tell-customers']
    // Without the whole quarter there are alerts that it has not seen, which is a note.
    expect(
      items.filter((item) => item.level !== 'note' && own.includes(about(item)[0] ?? '')).map((item) => [item.rule, ...about(item)]),
    ).toEqual([['time-differs', 'tell-customers', 'incident-response']])
  })

  test('leave a version to approve to the compliance lead, and a text to read to whoever visits', async () => {
    type Waiting = { what: string; id: string; overdue: boolean }
    const { items: toApprove } = await get<Items<Waiting>>('/documents/waiting')
    expect(toApprove.filter(({ what }) => what === 'approve').map(({ id }) => id)).toEqual(['tell-customers'])
    const visitor = rehearsed.people.get('responder')
    if (visitor === undefined) throw new Error('nobody visits')
    const { items: toRead } = await get<Items<Waiting>>('/documents/waiting', await signIn(visitor))
    expect(toRead.filter(({ what }) => what === 'acknowledge')).toMatchObject([{ id: 'access-control', overdue: false }])
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
