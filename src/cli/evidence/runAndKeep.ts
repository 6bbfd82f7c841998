// Runs a command without a shell, shows what it says as it says it, and writes the same bytes to a file.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

export type Ran = {
  /** As a shell would answer it: 127 where there is no such command, 128 and the signal's number where one ended it. */
  exitCode: number
  endedAt: string
  path: string
  command: { line: string; exit_code: number | null; tool_version: string | null; started_at: string; ended_at: string }
  remove: () => void
}

/** So that the line can be pasted and means the same. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

const patience = 2000

/** The first line of `--version`, where that is answered at once and well. */
function versionOf(tool: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(tool, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: patience, killSignal: 'SIGKILL' })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => {
      if (said.length < 4096) said += piece.toString()
    })
    child.on('error', () => resolve(null))
    child.on('close', (code) => {
      const [first = ''] = said.split('\n')
      const line = first
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 500)
      resolve(code === 0 && line !== '' ? line : null)
    })
  })
}

export async function runAndKeep(words: readonly string[]): Promise<Ran> {
  const [tool = '', ...rest] = words
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-evidence-'))
  const path = join(directory, 'said.txt')
  const file = openSync(path, 'wx', 0o600)
  const startedAt = new Date()
  const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    const child = spawn(tool, rest, { stdio: ['inherit', 'pipe', 'pipe'] })
    // In the order in which it arrives, as on the terminal.
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (piece: Buffer) => {
        writeSync(file, piece)
        to.write(piece)
      })
    }
    child.on('error', (error) => {
      const sentence = `tickmark: ${tool} could not be run: ${error.message}\n`
      writeSync(file, sentence)
      process.stderr.write(sentence)
      resolve({ code: 127, signal: null })
    })
    child.on('close', (code, signal) => resolve({ code, signal }))
    // Ctrl-C reaches the command by itself; what it said until then is kept.
    const wait = () => undefined
    process.on('SIGINT', wait)
    child.on('close', () => process.off('SIGINT', wait))
  })
  closeSync(file)
  const endedAt = new Date().toISOString()
  return {
    exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
    endedAt,
    path,
    command: {
      line: words.map(quoted).join(' ').slice(0, 20_000),
      ...{ exit_code: code, tool_version: await versionOf(tool), started_at: startedAt.toISOString(), ended_at: endedAt },
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
