// Runs one command of the toolchain and says how long it took.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The exit code of `command`, whose output goes to ours. Commands are looked up in node_modules/.bin first. */
export async function run(title: string, command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const started = performance.now()
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`
  const code = await new Promise<number>((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } })
    child.on('error', (problem) => {
      console.error(`${command} did not start: ${problem.message}`)
      resolve(127)
    })
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 128 : 1)))
  })
  console.log(`${code === 0 ? '✓' : '!'} ${title} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return code
}

/** Runs the steps in order and stops at the first that fails. */
export async function runAll(steps: readonly { title: string; command: string; args: readonly string[] }[]): Promise<number> {
  for (const step of steps) {
    const code = await run(step.title, step.command, step.args)
    if (code !== 0) return code
  }
  return 0
}

export const checks = [
  { title: 'types', command: 'tsc', args: ['-b'] },
  { title: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings'] },
  { title: 'dead code', command: 'knip', args: [] },
] as const
