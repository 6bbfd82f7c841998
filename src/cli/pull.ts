// `tickmark pull <dir>`: writes every document in force into a folder, or says where the folder differs from what is in force.
import { statSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { apiClient } from './apiClient.ts'
import { printable } from './exchange/printPushed.ts'
import { type Pulled, pullFiles } from './exchange/pullFiles.ts'
import { readAccess } from './readAccess.ts'

export const summary = 'write every policy and runbook in force into a folder, or say where the folder differs'

export const help = `tickmark pull <dir> --url <server> [options]

Writes every document that is in force to the path it was pushed from, below the folder, byte for byte; one that was written in
the app to policies/<id>.md or runbooks/<id>.md. Nothing is written outside the folder, and no file is deleted. A file with
changes that git does not know of is overwritten only after a yes, or with --force.

  --url          the server's address; TICKMARK_URL unless said
  --token-file   a file that holds the API token (tmk_…); TICKMARK_TOKEN unless said
  --kind         policy or runbook; both unless said
  --check        write nothing, and say what differs
  --force        overwrite without asking
  --json         the outcome of each file as JSON

Answers 0 where the folder holds what is in force, 1 where it does not (--check), or a path was refused or a file left as it is,
2 where it could not be done.
`

function wrongUse(sentence: string): number {
  console.error(`${sentence}\n\n\`tickmark help pull\` says more.`)
  return 2
}

export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const off = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { url: text, 'token-file': text, kind: text, check: off, force: off, json: off },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) return wrongUse('Say into which folder.')
  const kind = values.kind ?? null
  if (kind !== null && kind !== 'policy' && kind !== 'runbook') return wrongUse('--kind is policy or runbook.')
  const access = readAccess(values.url, values['token-file'])
  if (typeof access === 'string') return wrongUse(access)
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw new Error(`${folder} is no folder.`)
    const { check, force } = values
    const pulled = await pullFiles(apiClient(access.server, access.token), folder, { check, force, kind, ask })
    if (values.json) console.log(JSON.stringify({ check, files: pulled }, null, 2))
    else for (const one of pulled) if (one.outcome !== 'same') console.log(lineOf(one))
    console.error(sumOf(pulled))
    return pulled.every(({ outcome }) => outcome === 'same' || outcome === 'written') ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  }
}

/** Without somebody at a terminal the answer is no. */
async function ask(path: string): Promise<boolean> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(`${printable(path)} has changes that git does not know of. Overwrite it? [y/N] `)
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}

const words: Record<Pulled['outcome'], string> = {
  same: 'is the same',
  written: 'written',
  absent: 'is not here',
  different: 'differs from what is in force',
  kept: 'left as it is: it has changes that git does not know of; --force overwrites them',
  refused: 'refused',
}

function lineOf({ path, outcome, number, because }: Pulled): string {
  const version = outcome === 'written' ? ` (version ${number})` : ''
  return printable(`${path}: ${words[outcome]}${version}${because === null ? '' : `: ${because}`}`)
}

function sumOf(pulled: readonly Pulled[]): string {
  const count = (outcome: Pulled['outcome']) => pulled.filter((one) => one.outcome === outcome).length
  const sums = (['same', 'written', 'absent', 'different', 'kept', 'refused'] as const).filter((outcome) => count(outcome) > 0)
  return `${pulled.length} in force${sums.length === 0 ? '' : `: ${sums.map((outcome) => `${count(outcome)} ${outcome}`).join(', ')}`}.`
}
