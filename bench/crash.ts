// The crash tests at their full measure: the server killed 25 times and PostgreSQL 5 times under load, and 15 times while an incident is worked on.
// Minutes, not seconds.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export function benchCrash(): Promise<void> {
  const kills = {
    CRASH_KILLS: process.env.CRASH_KILLS ?? '25',
    CRASH_DATABASE_KILLS: process.env.CRASH_DATABASE_KILLS ?? '5',
    CRASH_INCIDENT_KILLS: process.env.CRASH_INCIDENT_KILLS ?? '15',
  }
  const run = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'house',
    'test/scenarios/crash.test.ts',
    'test/scenarios/incidentCrash.test.ts',
  ]
  const child = spawn(process.execPath, run, { cwd: root, stdio: 'inherit', env: { ...process.env, ...kills } })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`A crash test failed (${code}).`))
    })
  })
}
