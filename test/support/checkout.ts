// A git repository in a folder of its own, and the commands of Tickmark run in it as a pipeline would.
import { execFile, execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const tickmark = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))

export type Ran = { code: number; out: string; said: string }

export type Checkout = {
  folder: string
  write(path: string, text: string | Uint8Array): void
  git(...words: string[]): string
  /** Everything that is there. */
  commit(author?: string): string
  /** Standard input is no terminal. */
  tickmark(words: readonly string[], environment?: Record<string, string>): Promise<Ran>
  remove(): void
}

export function newCheckout(environment: Record<string, string>): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-checkout-'))
  const own = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8', env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'pipe'] })
  git('init', '--quiet')
  appendFileSync(join(folder, '.git', 'config'), '[user]\n\tname = Here\n\temail = here@example.com\n')
  return {
    folder,
    git,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    },
    commit(author = 'Somebody <somebody@example.com>') {
      git('add', '--all')
      git('commit', '--quiet', '--message', 'Change', '--author', author)
      return git('rev-parse', 'HEAD').trim()
    },
    tickmark: (words, more = {}) =>
      new Promise((resolve) => {
        const env = { ...process.env, ...own, ...environment, ...more }
        const child = execFile(
          process.execPath,
          [tickmark, ...words],
          { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 },
          (error, out, said) => {
            resolve({ code: error === null ? 0 : Number(error.code), out, said })
          },
        )
        child.stdin?.end()
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
