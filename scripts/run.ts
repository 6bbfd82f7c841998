// Runs one command of the toolchain and says how long it took.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * The exit code of `command`, whose output goes to ours: as it comes, or `whole` once it has ended, so that it can be read where others run
 * beside it. Commands are looked up in node_modules/.bin first.
 */
export async function run(
  title: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  shown: 'as-it-comes' | 'whole' = 'as-it-comes',
): Promise<number> {
  const started = performance.now()
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`
  const colours: Record<string, string> = shown === 'whole' && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const pieces: Buffer[] = []
  const code = await new Promise<number>((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: shown === 'whole' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...colours, PATH: path, ...env },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', (problem) => {
      console.error(`${command} did not start: ${problem.message}`)
      resolve(127)
    })
    child.on('close', (exitCode, signal) => resolve(exitCode ?? (signal ? 128 : 1)))
  })
  process.stdout.write(Buffer.concat(pieces))
  console.log(`${code === 0 ? '✓' : '!'} ${title} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return code
}

const checks = [
  { title: 'types', command: 'tsc', args: ['-b'] },
  { title: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings'] },
  { title: 'dead code', command: 'knip', args: [] },
] as const

/** Side by side: each of them alone leaves processors idle for a while. What is wrong is told of all three. */
export async function runChecks(): Promise<number> {
  const codes = await Promise.all(checks.map(({ title, command, args }) => run(title, command, args, {}, 'whole')))
  return codes.find((code) => code !== 0) ?? 0
}
