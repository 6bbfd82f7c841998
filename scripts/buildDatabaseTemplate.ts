// Makes the data directory that first starts of the embedded database begin from: dist/database/pglite-<version>.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { openDatabase } from '../src/database/connect.ts'
import { templateDirectory } from '../src/database/pglite/template.ts'

/** Made beside and moved into place: whoever finds it finds it whole. */
export async function buildDatabaseTemplate(): Promise<void> {
  if (existsSync(templateDirectory)) return
  const beside = `${templateDirectory}.${process.pid}`
  mkdirSync(dirname(templateDirectory), { recursive: true })
  try {
    await (await openDatabase({ kind: 'pglite', directory: beside })).close()
    renameSync(beside, templateDirectory)
  } catch (error) {
    // Another build was quicker: its template is as good.
    if (!existsSync(templateDirectory)) throw error
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}
