// `tickmark <command>`: which commands there are, and how to be told more. Each is loaded only when it is asked for.
import { loadLinter } from './loadLinter.ts'

export type Command = {
  /** One line for the list. */
  summary: string
  /** More, for `tickmark help <command>`. */
  help?: string
  /** Answers the exit code. */
  run: (args: string[]) => Promise<number>
}

const commands: Record<string, () => Promise<Command>> = {
  lint: loadLinter,
  push: () => import('./push.ts'),
  pull: () => import('./pull.ts'),
  setup: () => import('./setup.ts'),
  import: () => import('./import.ts'),
  serve: () => import('./serve.ts'),
  demo: () => import('./demo.ts'),
  'sign-in-link': () => import('./signInLink.ts'),
  evidence: () => import('./evidence.ts'),
  fsck: () => import('./fsck.ts'),
  ledger: () => import('./ledger.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  verify: () => import('./verify.ts'),
}

async function printCommands(): Promise<void> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  console.log('tickmark <command> [options]\n')
  for (const [name, load] of Object.entries(commands)) console.log(`  ${name.padEnd(width)}  ${(await load()).summary}`)
  console.log('\n`tickmark help <command>` says more.')
}

async function printHelp(name: string | undefined): Promise<number> {
  const load = name === undefined ? undefined : commands[name]
  if (!load) {
    await printCommands()
    return 0
  }
  const { summary, help } = await load()
  console.log(help ?? summary)
  return 0
}

/** A wrong option is the caller's to mend: Node's own sentence says which. */
function isWrongUse(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
}

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return printHelp(rest[0])
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    console.error(`There is no command ${JSON.stringify(name)}.\n`)
    await printCommands()
    return 2
  }
  // Behind `--` stands somebody else's command, with options of its own.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  if (own.includes('--help') || own.includes('-h')) return printHelp(name)
  try {
    return await (await load()).run(rest)
  } catch (error) {
    if (!isWrongUse(error)) throw error
    console.error(`${error.message}\n\n\`tickmark help ${name}\` says more.`)
    return 2
  }
}
