// What does git know of a file: in which repository it lies and where, who wrote it last, and whether it is as it was committed?
import { spawnSync } from 'node:child_process'
import { basename, dirname } from 'node:path'

export type Checkout = { root: string; head: string | null; repository: string | null }
export type KnownFile = { checkout: Checkout; path: string }

const mostBytes = 256 * 1024 * 1024

/** Null where it fails: there is no git, no repository, no commit. */
function git(folder: string, words: readonly string[], input = ''): string | null {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...words], {
    ...{ encoding: 'utf8', maxBuffer: mostBytes, input, stdio: ['pipe', 'pipe', 'ignore'] },
    // A file's name is a name, not a pattern; and nobody else's lock is waited for.
    env: { ...process.env, GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  })
  return status === 0 ? stdout : null
}

const line = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

export type GitReader = (file: string) => KnownFile | null

/** Asks once for each folder. */
export function gitReader(): GitReader {
  const checkouts = new Map<string, Checkout>()
  const folders = new Map<string, { checkout: Checkout; prefix: string } | null>()
  const look = (folder: string) => {
    const [root, prefix = ''] = git(folder, ['rev-parse', '--show-toplevel', '--show-prefix'])?.split('\n') ?? []
    if (root === undefined || root === '') return null
    const checkout = checkouts.get(root) ?? {
      ...{ root, head: line(git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) },
      repository: addressWithoutSecrets(line(git(root, ['remote', 'get-url', 'origin']))),
    }
    checkouts.set(root, checkout)
    return { checkout, prefix }
  }
  return (file) => {
    const folder = dirname(file)
    const known = folders.get(folder) ?? look(folder)
    folders.set(folder, known)
    return known && { checkout: known.checkout, path: `${known.prefix}${basename(file)}` }
  }
}

/** Pipelines keep a token in the address that they fetch from. */
export function addressWithoutSecrets(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return address
  const url = new URL(address)
  url.password = ''
  // `git@` of an ssh address names no one; elsewhere the name may be the token.
  if (url.protocol !== 'ssh:') url.username = ''
  url.search = ''
  url.hash = ''
  return url.href
}

/** As git names them: Ada <ada@example.com>. Of a file that was not committed, whoever would commit it here. */
export function authorOf({ checkout, path }: KnownFile, isCommitted: boolean): string | null {
  if (isCommitted) return line(git(checkout.root, ['log', '-1', '--format=%an <%ae>', '--', path]))
  return line(git(checkout.root, ['var', 'GIT_AUTHOR_IDENT']))?.replace(/ \d+ [+-]\d{4}$/, '') ?? null
}

/** Those whose bytes on disk are those of the last commit, as git would store them: by hash, because flags in its index can hide a change. */
export function committedPaths({ root, head }: Checkout, paths: readonly string[]): Set<string> {
  if (head === null || paths.length === 0) return new Set()
  const kept = new Map<string, string>()
  for (const entry of git(root, ['ls-tree', '-r', '-z', 'HEAD'])?.split('\0') ?? []) {
    const [, mode = '', hash = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]*)$/.exec(entry) ?? []
    if (mode.startsWith('100')) kept.set(path, hash)
  }
  const asked = paths.filter((path) => kept.has(path) && !path.includes('\n'))
  const hashes = git(root, ['hash-object', '--stdin-paths'], asked.map((path) => `${path}\n`).join(''))?.split('\n') ?? []
  return new Set(asked.filter((path, at) => hashes[at] === kept.get(path)))
}
