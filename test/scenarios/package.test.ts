// From a hook to a package an auditor verifies on another machine: built by the server, taken away, checked without it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPackage } from '../../src/cli/verifier/openPackage.ts'
import { verifyFile } from '../../src/cli/verifier/verifyFile.ts'
import { PackageDefect } from '../../src/core/audit/packageDefect.ts'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { dateAt } from '../../src/core/kernel/deadline.ts'
import type { PackageId } from '../../src/core/kernel/ids.ts'
import { day, hour, minute } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { sendBuild, startBuilding } from '../../src/server/audit/buildPackage.job.ts'
import { recordDays } from '../../src/server/coverage/recordDays.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import type { Services } from '../../src/server/services.ts'
import { softwareName } from '../../src/server/softwareName.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { nodesHere } from '../support/nodesHere.ts'
import { type House, startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

type Package = {
  id: string
  state: string
  error: string | null
  sha256: string
  size: number
  file_name: string
  closing_size: number
  entry_count: number
}
type Audit = { id: string; packages: Package[]; period_start: string; period_end: string }
type Listed<Item> = { items: Item[] }

describe.each(engines)('the package of an audit, on %s', (engine) => {
  let server: TestServer
  let house: House
  let admin: TokenCaller
  let source: TestSource
  let folder: string
  let firstDay: string
  let built: { audit: Audit; package: Package; path: string; key: string }

  beforeAll(async () => {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/buildVerifier.ts', import.meta.url))], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    folder = mkdtempSync(join(tmpdir(), 'tickmark-auditor-'))
    server = await startTestServer(engine)
    house = await server.newHouse()
    admin = await house.tokenAs('compliance')
    source = await connectSource(await house.tokenAs('admin'))
    await liveThrough()
    built = await buildAndDownload()
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const send = (body: BodyInit | object) => sendTo(server.url, source.hookPath, body)
  const seal = () => sealAll(server.services, house.organizationId)

  /** Some days before the period, so that it opens behind the log's beginning; then three days of alerts. */
  async function liveThrough() {
    for (let before = 0; before < 3; before++) {
      await send(alertGroup([{ name: `Before${before}`, startsAt: new Date(server.clock.now()).toISOString() }]))
      await seal()
      server.clock.advance(8 * hour)
    }
    server.clock.advance(day)
    firstDay = dateAt(server.clock.now(), 'Europe/Zurich')
    for (let alert = 0; alert < 6; alert++) {
      await send(alertGroup([{ name: `Alert${alert}`, startsAt: new Date(server.clock.now()).toISOString() }]))
      server.clock.advance(5 * minute)
      if (alert === 2) await send('not json at all')
    }
    await reviewAllButOne()
    server.clock.advance(2 * day)
    await recordDays(server.services, house.organizationId, server.clock.now())
    await seal()
  }

  async function reviewAllButOne() {
    const { body } = await admin.fetchJson<Listed<{ id: string; title: string }>>('GET', '/alerts?review=unreviewed')
    for (const { id, title } of body.items.toReversed()) {
      if (title === 'Alert5') continue
      if (title === 'Alert4') server.clock.advance(30 * hour)
      await admin.fetchJson('POST', `/alerts/${id}/review`, { disposition: 'benign', reason: `Looked at ${title}, it is allowed.` })
    }
  }

  async function buildAndDownload() {
    const opened = await admin.fetchJson<Audit>('POST', '/audits', {
      name: 'First audit, „quoted“',
      first_day: firstDay,
      last_day: firstDay,
    })
    expect(opened.status).toBe(201)
    const asked = await admin.fetchJson<Package>('POST', `/audits/${opened.body.id}/packages`)
    expect(asked).toMatchObject({ status: 202, body: { state: 'waiting' } })
    const ready = await eventually(async () => {
      const { body } = await admin.fetchJson<Audit>('GET', `/audits/${opened.body.id}`)
      const [one] = body.packages
      expect(['ready', 'failed']).toContain(one?.state)
      return one as Package
    }, 90_000)
    expect(ready).toMatchObject({ state: 'ready', error: null })
    const { path, bytes } = await download(opened.body.id, ready.id)
    expect(bytes.length).toBe(ready.size)
    const status = await admin.fetchJson<{ verifier_key: string }>('GET', '/ledger')
    return { audit: opened.body, package: ready, path, key: status.body.verifier_key }
  }

  async function download(auditId: string, packageId: string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${server.url}/api/v1/audits/${auditId}/packages/${packageId}/file`, {
      headers: { ...admin.headers, ...headers },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const path = join(folder, `${packageId}.zip`)
    if (answer.status === 200) writeFileSync(path, bytes)
    return { path, bytes, status: answer.status, headers: answer.headers }
  }

  const verify = (...more: string[]) => verifyFile([built.path, '--key', built.key, ...more], softwareName())

  test('is verified with nothing but the key, and the figures are those of the period', async () => {
    const said = await verify('--json')
    const verdict = JSON.parse(said.out)
    expect(said.exitCode, said.out).toBe(0)
    expect(verdict).toMatchObject({
      verified: true,
      figures: {
        firstDay,
        lastDay: firstDay,
        alerts: 6,
        reviewed: 5,
        reviewedLate: 1,
        notReviewed: 1,
        sources: 1,
        refusedDeliveries: 1,
        simulatedEntries: 0,
      },
    })
    expect(verdict.figures.openingSize).toBeGreaterThan(0)
    expect(verdict.figures.entries).toBe(built.package.entry_count)
    expect(verdict.proved.join('\n')).toContain('data/report.html and data/README.html were written again')
  })

  test('agrees with the summary the audit shows, and with the ledger’s entry about it', async () => {
    const { body: summary } = await admin.fetchJson('GET', `/audits/${built.audit.id}/summary`)
    expect(summary).toMatchObject({
      alerts: 6,
      reviewed: 5,
      reviewed_late: 1,
      unreviewed: 1,
      by_disposition: { benign: 5 },
      sources: 1,
      refused_deliveries: 1,
    })
    expect((summary as { warnings: string[] }).warnings.join('\n')).toContain('not anchored')
    await seal()
    const { body } = await admin.fetchJson<Listed<{ kind: string; detail: unknown }>>('GET', `/ledger/entries?obj=${built.package.id}`)
    expect(body.items.map(({ kind }) => kind).sort()).toEqual(['package.built', 'package.requested'])
    expect(body.items.find(({ kind }) => kind === 'package.built')?.detail).toMatchObject({
      sha256: built.package.sha256,
      size: built.package.size,
    })
  })

  test('is connected to every checkpoint published since the period began, and to none of another log', async () => {
    const { body } = await admin.fetchJson<Listed<{ size: number; note: string }>>('GET', '/ledger/checkpoints')
    const verdicts = []
    for (const { size, note } of body.items) {
      const path = join(folder, `kept-${size}`)
      writeFileSync(path, note)
      verdicts.push({ size, ...(await verify('--checkpoint', path, '--json')) })
    }
    expect(verdicts.filter(({ exitCode }) => exitCode === 0).length).toBeGreaterThan(1)
    for (const { size, exitCode, out } of verdicts)
      if (exitCode === 1)
        expect(JSON.parse(out).reason, String(size)).toMatch(/is older than the package’s|package is older than what you hold/)
    const other = await server.newHouse()
    const stranger = await other.tokenAs('admin')
    await seal()
    await sealAll(server.services, other.organizationId)
    const kept = join(folder, 'kept-other')
    writeFileSync(kept, (await stranger.fetchJson('GET', '/ledger/checkpoint')).text)
    expect(await verify('--checkpoint', kept)).toMatchObject({ exitCode: 1 })
  })

  test('is refused under another organization’s key, and not read without one', async () => {
    const other = await (await server.newHouse()).tokenAs('admin')
    const { body } = await other.fetchJson<{ verifier_key: string }>('GET', '/ledger')
    expect(await verifyFile([built.path, '--key', body.verifier_key], softwareName())).toMatchObject({ exitCode: 1 })
    expect(await verifyFile([built.path], softwareName())).toMatchObject({ exitCode: 2 })
    expect(await verifyFile([built.path, '--key', 'nonsense'], softwareName())).toMatchObject({ exitCode: 2 })
    expect(await verifyFile([join(folder, 'absent.zip'), '--key', built.key], softwareName())).toMatchObject({ exitCode: 2 })
    writeFileSync(join(folder, 'no.zip'), 'no zip')
    expect(await verifyFile([join(folder, 'no.zip'), '--key', built.key], softwareName())).toMatchObject({ exitCode: 2 })
    expect((await verifyFile(['--help'], softwareName())).exitCode).toBe(0)
  })

  test('with any byte of any of its files flipped is refused', async () => {
    const opened = await openPackage(built.path)
    await opened.close()
    const bytes = Buffer.from(await (await open(built.path)).readFile())
    const changed = join(folder, 'changed.zip')
    writeFileSync(changed, bytes)
    const file = await open(changed, 'r+')
    for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 400))) {
      await file.write(Uint8Array.of((bytes[at] as number) ^ (1 << (at % 8))), 0, 1, at)
      await expect(openPackage(changed), `byte ${at}`).rejects.toThrow(PackageDefect)
      await file.write(bytes, at, 1, at)
    }
    await file.close()
    expect((await verifyFile([changed, '--key', built.key], softwareName())).exitCode).toBe(0)
  })

  test('is downloaded under a plain name, whole or in part, by whoever may read audits', async () => {
    const whole = await download(built.audit.id, built.package.id)
    expect(whole.headers.get('content-type')).toBe('application/zip')
    expect(whole.headers.get('content-disposition')).toMatch(
      /^attachment; filename="tickmark-first-audit-quoted-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.zip"$/,
    )
    const etag = whole.headers.get('etag') as string
    const part = await download(built.audit.id, built.package.id, { range: 'bytes=10-19', 'if-range': etag })
    expect({ status: part.status, range: part.headers.get('content-range') }).toEqual({
      status: 206,
      range: `bytes 10-19/${built.package.size}`,
    })
    expect(Buffer.compare(part.bytes, whole.bytes.subarray(10, 20))).toBe(0)
    expect((await download(built.audit.id, built.package.id, { range: 'bytes=-5' })).bytes).toEqual(whole.bytes.subarray(-5))
    expect((await download(built.audit.id, built.package.id, { range: `bytes=${built.package.size}-` })).status).toBe(416)
    expect((await download(built.audit.id, built.package.id, { range: 'bytes=0-1,5-6' })).status).toBe(200)
    const viewer = await house.tokenAs('viewer')
    expect((await viewer.fetchJson('GET', `/audits/${built.audit.id}/packages/${built.package.id}/file`)).status).toBe(403)
    const stranger = await (await server.newHouse()).tokenAs('admin')
    expect((await stranger.fetchJson('GET', `/audits/${built.audit.id}/packages/${built.package.id}/file`)).status).toBe(404)
  })

  test('lies alone in its folder: nothing half-written stays behind', () => {
    const directory = join(server.services.config.packageDirectory, house.organizationId)
    expect(readdirSync(directory)).toEqual([`${built.package.id}.zip`])
  })

  test('begun again after a crash is the same file, byte for byte', async () => {
    const { services } = server
    const { organizationId } = house
    const packageId = built.package.id as PackageId
    const { path, bytes } = await download(built.audit.id, built.package.id)
    // As a server leaves it that died in the middle: a row that says it is being built, and pieces beside.
    const directory = join(services.config.packageDirectory, organizationId)
    rmSync(join(directory, `${packageId}.zip`))
    writeFileSync(join(directory, `.${packageId}.part`), 'half of it')
    await inOrganization(services.database, organizationId, systemActor('test'), async (tx) => {
      await tx.db
        .updateTable('audit_package')
        .set({ state: 'building', step: 'Reading entries' })
        .where('package_id', '=', packageId)
        .execute()
    })
    expect((await download(built.audit.id, built.package.id)).status).toBe(409)
    await sendBuild(services, { organizationId, packageId })
    await eventually(async () => expect((await download(built.audit.id, built.package.id)).status).toBe(200), 90_000)
    expect(Buffer.compare((await download(built.audit.id, built.package.id)).bytes, bytes)).toBe(0)
    expect(path).toBe(built.path)
    expect(readdirSync(directory)).toEqual([`${packageId}.zip`])
  })

  test('that was not finished when a server stopped is asked for again by the next one that starts', async () => {
    const { services } = server
    const { organizationId } = house
    const packageId = built.package.id as PackageId
    const setState = (state: 'building' | 'ready') =>
      inOrganization(services.database, organizationId, systemActor('test'), async (tx) => {
        await tx.db.updateTable('audit_package').set({ state }).where('package_id', '=', packageId).execute()
      })
    const sent: unknown[] = []
    const jobs: Services['jobs'] = {
      ...services.jobs,
      define: async () => undefined,
      send: async (_name, payload) => void sent.push(payload),
    }
    await setState('building')
    await startBuilding({ ...services, jobs })
    await setState('ready')
    expect(sent).toEqual([{ organizationId, packageId }])
  })

  test('of a period that is not over, or is none, is refused', async () => {
    const opened = await admin.fetchJson<Audit>('POST', '/audits', {
      name: 'Now',
      first_day: dateAt(server.clock.now(), 'Europe/Zurich'),
      last_day: dateAt(server.clock.now(), 'Europe/Zurich'),
    })
    expect(await admin.fetchJson('POST', `/audits/${opened.body.id}/packages`)).toMatchObject({
      status: 409,
      body: { code: 'period_not_over' },
    })
    for (const [first, last] of [
      ['2026-02-30', '2026-03-01'],
      ['2026-03-02', '2026-03-01'],
      ['2020-01-01', '2026-01-01'],
    ] as const) {
      expect(await admin.fetchJson('POST', '/audits', { name: 'None', first_day: first, last_day: last }), `${first}`).toMatchObject({
        status: 422,
        body: { code: 'period_not_valid' },
      })
    }
    expect(await admin.fetchJson('POST', '/audits/aud_00000000000000000000000000000000/packages')).toMatchObject({ status: 404 })
  })

  test('is verified by the one file inside it, on Node 20 and 24, in a folder without anything else', async () => {
    const auditors = mkdtempSync(join(tmpdir(), 'tickmark-alone-'))
    try {
      const opened = await openPackage(built.path)
      for (const name of ['verify.mjs', 'manifest-sha256.txt']) {
        const pieces: Uint8Array[] = []
        for await (const piece of opened.read(name)) pieces.push(piece)
        writeFileSync(join(auditors, name), Buffer.concat(pieces))
      }
      await opened.close()
      const wanted = (await verify()).out
      for (const node of nodesHere()) {
        const verified = (threads: string) =>
          spawnSync(node, ['verify.mjs', built.path, '--key', built.key, '--threads', threads], {
            cwd: auditors,
            encoding: 'utf8',
            env: {},
          })
        const run = verified('1')
        expect(verified('2').stdout).toBe(run.stdout)
        expect({ status: run.status, error: run.stderr }, node).toEqual({ status: 0, error: '' })
        expect(run.stdout).toBe(wanted)
        expect(spawnSync(node, ['verify.mjs', built.path, '--key', 'x'], { cwd: auditors }).status).toBe(2)
      }
    } finally {
      rmSync(auditors, { recursive: true, force: true })
    }
  })

  const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0

  test.skipIf(!has('unzip', '-v') || !has('sha256sum', '--version'))('is an ordinary ZIP whose files sha256sum finds as listed', () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'tickmark-unzipped-'))
    try {
      expect(spawnSync('unzip', ['-q', built.path, '-d', unpacked]).status).toBe(0)
      const checked = spawnSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], {
        cwd: unpacked,
        encoding: 'utf8',
      })
      expect({ status: checked.status, error: checked.stderr }).toEqual({ status: 0, error: '' })
    } finally {
      rmSync(unpacked, { recursive: true, force: true })
    }
  })

  test.skipIf(!has('openssl', 'version') || !has('unzip', '-v'))(
    'has a closing checkpoint whose signature openssl finds good, as the page inside it says',
    () => {
      const unpacked = mkdtempSync(join(tmpdir(), 'tickmark-unzipped-'))
      try {
        spawnSync('unzip', ['-q', built.path, '-d', unpacked])
        const page = spawnSync('cat', [join(unpacked, 'data', 'README.html')], { encoding: 'utf8' }).stdout
        const commands = /<pre><code>(sed -n[\s\S]*?)<\/code>/.exec(page)?.[1] as string
        const script = commands
          .replaceAll('&quot;', '"')
          .replaceAll('&gt;', '>')
          .replaceAll('&lt;', '<')
          .replace('<verifier key>', built.key)
        const run = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: unpacked, encoding: 'utf8' })
        expect({ out: run.stdout.trim(), error: run.stderr }).toEqual({ out: 'Signature Verified Successfully', error: '' })
      } finally {
        rmSync(unpacked, { recursive: true, force: true })
      }
    },
  )
})
