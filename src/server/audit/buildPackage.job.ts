// Builds a package that was asked for: waits for the ledger to be sealed, plans, writes, stores, records. Begun again from scratch after a crash.
import { setTimeout as pause } from 'node:timers/promises'
import { PackageDefect } from '../../core/audit/packageDefect.ts'
import type { Statement } from '../../core/audit/statement.ts'
import { leadIn } from '../../core/audit/verify/checkPeriod.ts'
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId, PackageId } from '../../core/kernel/ids.ts'
import { type Instant, minute, second } from '../../core/kernel/instant.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { readLedger } from '../ledger/ledgerStore.ts'
import { record } from '../ledger/record.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import type { Services } from '../services.ts'
import { softwareName } from '../softwareName.ts'
import { type PackageRow, readAudit, readPackage, saveBuilt, saveFailed, saveProgress, unfinishedPackages } from './auditStore.ts'
import { databaseSource } from './databaseSource.ts'
import { draftDirectory, type StoredPackage, storePackage } from './packageFiles.ts'
import { PackageNotWritten } from './packageNotWritten.ts'
import { isWaiting } from './packageViews.ts'
import { type Plan, planPackage } from './planPackage.ts'
import { printReport } from './printReport.ts'
import { readVerifier } from './verifierFile.ts'
import { type PackageStep, writePackage } from './writePackage.ts'

export type BuildTask = { organizationId: OrganizationId; packageId: PackageId }

const jobName = 'audit.build_package'
const actor = systemActor('package building')

export const steps = {
  waiting: 'Waiting for the ledger to be sealed',
  reading: 'Reading entries',
  populations: 'Writing populations',
  threads: 'Writing the threads of incidents',
  report: 'Printing the report',
  writing: 'Writing the package',
} as const satisfies Record<PackageStep | 'waiting', string>

/** Sealing takes a fraction of a second; whoever waits this long waits for something that has stopped. */
const longestWait = 2 * minute
/** What was being recorded when a period ended is committed by then. */
const settle = 2 * second
const pauseBetweenLooks = 200
const pauseBetweenReports = 500
const expireInSeconds = 6 * 3600

/** The server is going down: the package stays unfinished, and whoever starts next begins it again. */
class BuildInterrupted extends Error {}

export function sendBuild({ jobs }: Pick<Services, 'jobs'>, task: BuildTask, tx?: OrganizationTx): Promise<void> {
  return jobs.send(jobName, task, tx === undefined ? {} : { tx })
}

export async function startBuilding(services: Services): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  await services.jobs.define<BuildTask>(jobName, { retryLimit: 2, retryDelaySeconds: 10, expireInSeconds }, async (task, { signal }) => {
    const build = buildAlone(services, task, AbortSignal.any([signal, stopping.signal]))
    running.add(build)
    await build.finally(() => running.delete(build))
  })
  for (const organizationId of await organizationIds(services.database)) {
    const unfinished = await inOrganization(services.database, organizationId, actor, unfinishedPackages, { readOnly: true })
    for (const packageId of unfinished) await sendBuild(services, { organizationId, packageId })
  }
  return async () => {
    stopping.abort()
    await Promise.allSettled(running)
  }
}

/** Several servers, or a job that came twice: one of them builds. */
async function buildAlone(services: Services, task: BuildTask, signal: AbortSignal): Promise<void> {
  const lock = await services.database.tryLock(`package ${task.packageId}`)
  if (lock === null) return
  try {
    await build(services, task, signal)
  } catch (error) {
    if (error instanceof BuildInterrupted) return
    await giveUp(services, task, error)
  } finally {
    await lock.release()
  }
}

function inside<T>(services: Services, { organizationId }: BuildTask, work: (tx: OrganizationTx) => Promise<T>): Promise<T> {
  return inOrganization(services.database, organizationId, actor, work, { retry: true })
}

function announce({ events }: Services, { organizationId }: BuildTask, row: Pick<PackageRow, 'auditId'>): void {
  events.announce(organizationId, { topic: 'audit', ids: [row.auditId] })
}

async function build(services: Services, task: BuildTask, signal: AbortSignal): Promise<void> {
  const row = await inside(services, task, (tx) => readPackage(tx, task.packageId))
  if (row === undefined || row.state === 'ready' || row.state === 'failed') return
  if (row.closingSize === null) await waitForSeal(services, task, row, signal)
  const plan = await inside(services, task, (tx) => planPackage(tx, task.packageId))
  const pieces = writePackage({
    statement: plan.statement,
    stated: { organization: plan.organization.name, software: softwareName() },
    source: databaseSource(services, task.organizationId, actor),
    draftDirectory: draftDirectory(services.config, task.organizationId, task.packageId),
    verifier: await readVerifier(),
    printPdf: (model) => printReport(model, plan.row.requestedAt),
    onProgress: reporter(services, task, plan.row, signal),
  })
  const stored = await storePackage(services.config, task.organizationId, task.packageId, pieces)
  await keep(services, task, plan, stored)
  announce(services, task, row)
  await nudgeSealing(services)
}

/** Everything recorded up to the request, and what was on its way when the period ended, must lie before the closing checkpoint. */
async function waitForSeal(services: Services, task: BuildTask, row: PackageRow, signal: AbortSignal): Promise<void> {
  const audit = await inside(services, task, (tx) => readAudit(tx, row.auditId))
  const until = performance.now() + longestWait
  if (audit !== undefined && row.requestedAt < audit.periodEnd + leadIn) await pause(settle)
  for (;;) {
    if (signal.aborted) throw new BuildInterrupted()
    const { halted, waits } = await inside(services, task, async (tx) => ({
      halted: (await readLedger(tx))?.halted ?? null,
      waits: await isWaiting(tx, row.requestedAt),
    }))
    if (!waits) return
    if (halted !== null) throw new PackageNotWritten(`The ledger has stopped, so nothing can be sealed for a package. ${halted}`)
    if (performance.now() > until)
      throw new PackageNotWritten('What was recorded is not being sealed. Look at the ledger page, then ask again.')
    await nudgeSealing(services)
    await pause(pauseBetweenLooks)
  }
}

/** Often enough to see that it moves; never so often that saying so takes longer than the work. */
function reporter(services: Services, task: BuildTask, row: PackageRow, signal: AbortSignal) {
  let last: { step: PackageStep | null; at: number } = { step: null, at: 0 }
  return async (step: PackageStep, done: number, total: number) => {
    if (signal.aborted) throw new BuildInterrupted()
    const now = performance.now()
    if (step === last.step && now - last.at < pauseBetweenReports) return
    last = { step, at: now }
    await inside(services, task, (tx) => saveProgress(tx, task.packageId, { step: steps[step], done, total }))
    announce(services, task, row)
  }
}

async function keep(services: Services, task: BuildTask, { statement, row }: Plan, { size, sha256 }: StoredPackage): Promise<void> {
  const now = services.clock()
  const built = {
    fileName: fileNameOf(statement),
    size,
    sha256,
    entryCount: statement.closingSize - statement.openingSize,
    finishedAt: now,
  }
  await inside(services, task, async (tx) => {
    if (await saveBuilt(tx, task.packageId, built)) await record(tx, [builtEntry(task, row, statement, { size, sha256 }, now)], now)
  })
}

function builtEntry({ packageId }: BuildTask, row: PackageRow, statement: Statement, stored: StoredPackage, now: Instant): NewEntry {
  const detail = {
    ...{ audit: row.auditId, sha256: encodeHex(stored.sha256), size: stored.size },
    ...{ opening_size: statement.openingSize, closing_size: statement.closingSize },
  }
  return { kind: 'package.built', act: 'system', obj: packageId, at: now, ctl: ['CC4.1'], detail }
}

/** As a file people keep: the audit's name as far as every system takes it, the days, and enough of the id to tell two builds apart. */
export function fileNameOf({ name, firstDay, lastDay, package: id }: Statement): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return `tickmark-${plain === '' ? 'audit' : plain}-${firstDay}-to-${lastDay}-${id.slice(-6)}.zip`
}

async function giveUp(services: Services, task: BuildTask, error: unknown): Promise<void> {
  const isSaid = error instanceof PackageNotWritten || error instanceof PackageDefect
  const { organizationId, packageId } = task
  if (isSaid) services.log.warn({ err: error, organization: organizationId, package: packageId }, 'A package could not be built')
  else services.log.error({ err: error, organization: organizationId, package: packageId }, 'Building a package failed')
  const said = isSaid
    ? error.message
    : `Something went wrong on our side; the server’s log says what, under ${packageId}. Ask again once it is mended.`
  const now = services.clock()
  await inside(services, task, (tx) => saveFailed(tx, packageId, said, now))
  const row = await inside(services, task, (tx) => readPackage(tx, packageId))
  if (row !== undefined) announce(services, task, row)
}
