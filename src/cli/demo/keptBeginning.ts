// The story up to a few days ago, lived through once when Tickmark is installed: whoever starts the demo waits for the last days only.
import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, toInstant } from '../../core/kernel/instant.ts'
import { openDatabase } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { aboutOf, dataOf } from './keptPlace.ts'
import { type Remembered, rehearse } from './rehearse.ts'
import { lastDays, quarterAt, writeScript } from './script.ts'

/** `publicUrl`: it is in the name of the ledger, which cannot be changed afterwards. */
type About = { publicUrl: string; quarter: string; remembered: Remembered }

/** Its own address and its own keys, as a demo at the usual port makes them. */
function configOf(directory: string): Config {
  return readConfig({ TICKMARK_DATA_DIR: directory, TICKMARK_LOG_LEVEL: 'warn' })
}

/** Lives through the story of `at` (milliseconds since 1970) up to its last days. Made beside and moved into place: whoever finds it finds it whole. */
export async function keepBeginning(kept: string, at: number): Promise<void> {
  const now = toInstant(at)
  const beside = `${kept}.${process.pid}`
  mkdirSync(dataOf(beside), { recursive: true, mode: 0o700 })
  try {
    const config = configOf(dataOf(beside))
    const database = await openDatabase({ kind: 'pglite', directory: join(config.dataDirectory, 'database'), thread: 'callers' })
    const script = await writeScript(config, now)
    const until = toInstant(now - lastDays)
    try {
      await migrate(database)
      const { remembered } = await rehearse(config, database, script, { after: null, until, progress: () => undefined })
      const about: About = { publicUrl: config.publicUrl, quarter: script.quarter.first, remembered }
      writeFileSync(aboutOf(beside), JSON.stringify(about), { mode: 0o600 })
    } finally {
      await database.close()
    }
    rmSync(kept, { recursive: true, force: true })
    renameSync(beside, kept)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function readAbout(kept: string): About | null {
  const file = aboutOf(kept)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as About) : null
}

/** Copies it to where `config` keeps its data. Null, and nothing copied, where it does not fit the story of `now`: then all of it is lived. */
export function takeBeginning(kept: string, config: Config, now: Instant): Remembered | null {
  const about = readAbout(kept)
  if (about === null || about.publicUrl !== config.publicUrl || about.quarter !== quarterAt(now).first) return null
  if (about.remembered.lived.at > now - lastDays) return null
  cpSync(dataOf(kept), config.dataDirectory, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return about.remembered
}
