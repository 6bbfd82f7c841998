// `tickmark pull <dir>`: writes every document in force into a folder, or says where the folder differs from what is in force.
import { statSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { apiClient } from './apiClient.ts'
import { printable } from './exchange/printPushed.ts'
import { type Pulled, pullFiles } from './exchange/pullFiles.ts'
import { accessHelp, accessOptions, readAccess } from './readAccess.ts'
import { notDone, wrongUse } from './wrongUse.ts'

export const summary = 'write every policy and runbook in force into a folder, or say where the folder differs'

export const help = `tickmark pull <dir> --server <address> [options]

Writes every document that is in force to the path it was pushed from, below the folder, byte for byte; one that was written in
the app to policies/<id>.md or runbooks/<id>.md. Nothing is written outside the folder, and no file is deleted. A file with
changes that git does not know of is overwritten only after a yes, or with --force.

  ${accessHelp}
  --kind         policy or runbook; both unless said
  --check        write nothing, and say what differs
  --force        overwrite without asking
  --json         the outcome of each file as JSON

Answers 0 where the folder holds what is in force, 1 where it does not (--check), or a path was refused or a file left as it is,
2 where it could not be done.
`

export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const off = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...accessOptions, kind: text, check: off, force: off, json: off },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) return wrongUse('pull', 'Say into which folder.')
  const kind = values.kind ?? null
  if (kind !== null && kind !== 'policy' && kind !== 'runbook') return wrongUse('pull', '--kind is policy or runbook.')
  const access = readAccess(values)
  if (typeof access === 'string') return wrongUse('pull', access)
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw new Error(`${folder} is no folder.`)
    const { check, force } = values
    const pulled = await pullFiles(apiClient(access.server, access.token), folder, { check, force, kind, ask })
    if (values.json) console.log(JSON.stringify({ check, files: pulled }, null, 2))
    else for (const one of pulled) if (one.outcome !== 'same') console.log(lineOf(one))
    console.error(sumOf(pulled))
    return pulled.every(({ outcome }) => outcome === 'same' || outcome === 'written') ? 0 : 1
  } catch (error) {
    return notDone(error)
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
