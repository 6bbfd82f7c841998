// Fetches every document in force, and brings the files of a folder to the same texts; what only stands there is never lost.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { ApiClient } from '../apiClient.ts'
import { committedPaths, gitReader } from './git.ts'
import { type Standing, standingOf, writeBelow } from './writeBelow.ts'

type Item = ReplyOf<typeof documentExchangeApi.pull>['items'][number]

const outcomes = ['same', 'written', 'absent', 'different', 'kept', 'refused'] as const

/** `absent` and `different` where nothing was to be written; `kept`: the file has changes that git does not know of. */
export type Pulled = Pick<Item, 'path' | 'kind' | 'id' | 'number'> & { outcome: (typeof outcomes)[number]; because: string | null }

export type PullWish = {
  check: boolean
  force: boolean
  kind: 'policy' | 'runbook' | null
  /** May this file be overwritten, whose text is nowhere else? */
  ask: (path: string) => Promise<boolean>
}

const pageLength = 20

export async function pullFiles(client: ApiClient, folder: string, wish: PullWish): Promise<Pulled[]> {
  const items = await fetchAll(client, wish.kind)
  const standings = standingsOf(folder, items)
  const different = items.filter((_, at) => standings[at]?.state === 'different')
  const committed = wish.check || wish.force ? new Set<Item>() : committedAmong(folder, different)
  const pulled: Pulled[] = []
  for (const [at, item] of items.entries()) {
    const standing = standings[at]
    if (standing === undefined) continue
    const { path, kind, id, number } = item
    const because = standing.state === 'refused' ? standing.because : null
    pulled.push({ path, kind, id, number, because, outcome: await bring(folder, item, standing, committed.has(item), wish) })
  }
  return pulled
}

async function bring(
  folder: string,
  { path, markdown }: Item,
  { state }: Standing,
  isCommitted: boolean,
  wish: PullWish,
): Promise<Pulled['outcome']> {
  if (state === 'same' || state === 'refused' || wish.check) return state
  if (state === 'different' && !wish.force && !isCommitted && !(await wish.ask(path))) return 'kept'
  writeBelow(folder, path, markdown)
  return 'written'
}

async function fetchAll(client: ApiClient, kind: PullWish['kind']): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({
      limit: String(pageLength),
      ...(kind === null ? {} : { kind }),
      ...(cursor === '' ? {} : { cursor }),
    })
    const page = documentExchangeApi.pull.reply.parse(await client.ask('GET', `/documents/pull?${query}`))
    items.push(...page.items)
    cursor = page.next_cursor
  }
  return items
}

/** Two documents may name one path: one was renamed in its front matter, and the old one is still in force. */
function standingsOf(folder: string, items: readonly Item[]): Standing[] {
  const taken = new Map<string, Item>()
  return items.map((item) => {
    const { path, markdown, hash } = item
    const isWhole = createHash('sha256').update(markdown, 'utf8').digest('hex') === hash
    if (!isWhole) return { state: 'refused', because: 'It did not arrive as it was kept: its SHA-256 is another.' }
    // As on a disk that does not tell A from a.
    const name = path.normalize('NFC').toLowerCase()
    const other = taken.get(name)
    taken.set(name, other ?? item)
    if (other === undefined) return standingOf(folder, path, markdown)
    return {
      state: 'refused',
      because: `The ${other.kind} ${other.id} has the same path. Retire one of them, or push it from another path.`,
    }
  })
}

function committedAmong(folder: string, items: readonly Item[]): Set<Item> {
  const gitOf = gitReader()
  const known = items.flatMap((item) => {
    const git = gitOf(join(folder, item.path))
    return git === null ? [] : [{ item, ...git }]
  })
  const committed = new Set<Item>()
  for (const checkout of new Set(known.map((one) => one.checkout))) {
    const own = known.filter((one) => one.checkout === checkout)
    const paths = committedPaths(
      checkout,
      own.map(({ path }) => path),
    )
    for (const { item, path } of own) if (paths.has(path)) committed.add(item)
  }
  return committed
}
