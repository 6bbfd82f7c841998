// Builds or verifies one package in a process of its own, so that its memory can be told from everything else's.
import { join } from 'node:path'
import { verifyFile } from '../src/cli/verifier/verifyFile.ts'
import type { Statement } from '../src/core/audit/statement.ts'
import { systemActor } from '../src/core/kernel/actor.ts'
import type { OrganizationId, PackageId } from '../src/core/kernel/ids.ts'
import { toInstant } from '../src/core/kernel/instant.ts'
import { openDatabase } from '../src/database/connect.ts'
import { databaseSource } from '../src/server/audit/databaseSource.ts'
import { draftDirectory, storePackage } from '../src/server/audit/packageFiles.ts'
import { printReport } from '../src/server/audit/printReport.ts'
import { readVerifier } from '../src/server/audit/verifierFile.ts'
import { writePackage } from '../src/server/audit/writePackage.ts'
import { fileBlobStore } from '../src/server/files/fileBlobStore.ts'
import { softwareName } from '../src/server/softwareName.ts'

export type BuildTask = { databaseUrl: string; organizationId: OrganizationId; directory: string; statement: Statement }
export type Measured = { seconds: number; cpuSeconds: number; peakMegabytes: number; steps: Record<string, number>; said: string }

async function build({ databaseUrl, organizationId, directory, statement }: BuildTask, note: (step: string) => void): Promise<string> {
  const database = await openDatabase({ kind: 'postgresql', url: databaseUrl, poolSize: 4 })
  const config = { packageDirectory: directory }
  const packageId = statement.package as PackageId
  try {
    const pieces = writePackage({
      statement,
      stated: { organization: 'Bench', software: softwareName() },
      source: databaseSource({ database, blobs: fileBlobStore(join(directory, 'files')) }, organizationId, systemActor('bench')),
      draftDirectory: draftDirectory(config, organizationId, packageId),
      verifier: await readVerifier(),
      printPdf: (model) => printReport(model, toInstant(statement.period.end)),
      onProgress: async (step) => note(step),
    })
    const { size } = await storePackage(config, organizationId, packageId, pieces)
    return String(size)
  } finally {
    await database.close()
  }
}

const [what = '', task = ''] = process.argv.slice(2)
const started = performance.now()
const steps: Record<string, number> = {}
let last = { step: '', at: started }
const note = (step: string) => {
  const now = performance.now()
  if (last.step !== '') steps[last.step] = (steps[last.step] ?? 0) + (now - last.at) / 1000
  last = { step, at: now }
}
const cpu = process.cpuUsage()
const said =
  what === 'build' ? await build(JSON.parse(task) as BuildTask, note) : (await verifyFile(JSON.parse(task) as string[], softwareName())).out
note('')
const { user, system } = process.cpuUsage(cpu)
const measured: Measured = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  ...{ steps, said },
}
process.stdout.write(JSON.stringify(measured))
