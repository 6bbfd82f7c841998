// Makes the data directory that first starts of the embedded database begin from: migrated, with the job queue’s tables, and empty.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pino from 'pino'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { templateDirectory } from '../src/database/pglite/template.ts'
import { startJobs } from '../src/server/jobs/startJobs.ts'

async function fill(directory: string): Promise<void> {
  const database = await openDatabase({ kind: 'pglite', directory, thread: 'callers' })
  try {
    await migrate(database)
    const jobs = await startJobs({ database, log: pino({ level: 'warn' }), shutdownTimeout: 5000 })
    await jobs.stop()
    await database.execute('vacuum')
  } finally {
    await database.close()
  }
}

/** Templates of other versions, which nothing begins from any more; not one that another build is making. */
function removeOthers(template: string): void {
  const folder = dirname(template)
  for (const name of readdirSync(folder)) {
    if (name !== basename(template) && /^pglite-[\d.]+(-[0-9a-f]{12})?$/.test(name))
      rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Made beside and moved into place: whoever finds it finds it whole. */
export async function buildDatabaseTemplate(): Promise<void> {
  const template = templateDirectory()
  if (existsSync(template)) return
  const beside = `${template}.${process.pid}`
  mkdirSync(dirname(template), { recursive: true })
  try {
    await fill(beside)
    renameSync(beside, template)
    removeOthers(template)
  } catch (error) {
    // Another build was quicker: its template is as good.
    if (!existsSync(template)) throw error
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}
