// Asks the server first what would become of each file, then sends those that change something, each with whom git names as its author.
import { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { ApiClient } from '../apiClient.ts'
import { changesOf } from './changesOf.ts'
import { authorOf, committedPaths } from './git.ts'
import type { LocalFile, UnsentFile } from './localFiles.ts'

type Answer = ReplyOf<typeof documentExchangeApi.push>['files'][number]
type Origin = { repository: string | null; commit: string | null; author: string | null }

/** `committed`: null where git knows nothing of it. `changes`: against what it replaces, in words. */
export type Pushed = Answer & { file: string; committed: boolean | null; changes: string[] }
export type PushWish = { dryRun: boolean; repository: string | null }

/** A request holds up others for as long as its texts are read: few at a time. */
const mostFiles = 50
const mostBytes = 2 * 1024 * 1024

export async function pushFiles(client: ApiClient, files: readonly LocalFile[], { dryRun, repository }: PushWish): Promise<Pushed[]> {
  const first = withoutDoubles(await send(client, files, { dry_run: true }))
  const committed = committedAmong(files)
  const changing = files.filter((_, at) => isChange(first[at]))
  const answers = new Map<LocalFile, Answer>(files.flatMap((file, at) => (first[at] ? [[file, first[at]]] : [])))
  const changes = new Map<LocalFile, string[]>()
  for (const file of changing) {
    const answer = answers.get(file)
    if (answer) changes.set(file, await changesOf(client, file.markdown, answer))
  }
  if (!dryRun) {
    for (const [origin, alike] of byOrigin(changing, committed, repository)) {
      const taken = await send(client, alike, { dry_run: false, origin })
      alike.forEach((file, at) => {
        const answer = taken[at]
        if (answer) answers.set(file, answer)
      })
    }
  }
  return files.flatMap((file): Pushed[] => {
    const answer = answers.get(file)
    const known = file.git === null ? null : committed.has(file)
    return answer === undefined ? [] : [{ ...answer, file: file.file, committed: known, changes: changes.get(file) ?? [] }]
  })
}

/** Refused here, as the server would. */
export function unsentAnswer({ file, path, problem: { rule, message, position } }: UnsentFile): Pushed {
  return {
    ...{ file, path, kind: null, id: null, outcome: 'refused', because: message, number: null, hash: null, replaces: null },
    ...{ waits_for: [], problems: [{ rule, message, ...position, refuses: true }], committed: null, changes: [] },
  }
}

function isChange(answer: Answer | undefined): boolean {
  return answer?.outcome === 'proposed' || answer?.outcome === 'in-force'
}

async function send(client: ApiClient, files: readonly LocalFile[], more: { dry_run: boolean; origin?: Origin }): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const batch of batches(files)) {
    const sent = batch.map(({ path, markdown }) => ({ path, markdown }))
    const answer = documentExchangeApi.push.reply.parse(await client.ask('POST', '/documents/push', { files: sent, ...more }))
    if (answer.files.length !== sent.length) throw new Error('The server answered for other files than were sent.')
    answers.push(...answer.files)
  }
  return answers
}

function batches(files: readonly LocalFile[]): LocalFile[][] {
  const all: LocalFile[][] = []
  let size = 0
  for (const file of files) {
    const bytes = Buffer.byteLength(file.markdown)
    const last = all.at(-1)
    if (last !== undefined && last.length < mostFiles && size + bytes <= mostBytes) {
      last.push(file)
      size += bytes
    } else {
      all.push([file])
      size = bytes
    }
  }
  return all
}

/** The server sees a second file for the same document only where both came in one request. */
function withoutDoubles(answers: readonly Answer[]): Answer[] {
  const taken = new Map<string, string>()
  return answers.map((answer): Answer => {
    if (answer.id === null || answer.outcome === 'refused') return answer
    const name = `${answer.kind} ${answer.id}`
    const other = taken.get(name)
    taken.set(name, other ?? answer.path)
    if (other === undefined) return answer
    const because = `It is the same document as ${other}: give one of them another \`id\`.`
    return { ...answer, outcome: 'refused', because, number: null, hash: null, replaces: null, waits_for: [] }
  })
}

function committedAmong(files: readonly LocalFile[]): Set<LocalFile> {
  const checkouts = new Set(files.flatMap(({ git }) => (git === null ? [] : [git.checkout])))
  const committed = new Set<LocalFile>()
  for (const checkout of checkouts) {
    const own = files.filter(({ git }) => git?.checkout === checkout)
    const paths = committedPaths(
      checkout,
      own.map(({ path }) => path),
    )
    for (const file of own) if (paths.has(file.path)) committed.add(file)
  }
  return committed
}

/** One origin for each request: whom it names cannot approve, so files by different people go apart. */
function byOrigin(files: readonly LocalFile[], committed: ReadonlySet<LocalFile>, repository: string | null): [Origin, LocalFile[]][] {
  const groups = new Map<string, [Origin, LocalFile[]]>()
  for (const file of files) {
    const origin = originOf(file, committed.has(file), repository)
    const name = JSON.stringify(origin)
    const group = groups.get(name) ?? [origin, []]
    group[1].push(file)
    groups.set(name, group)
  }
  return [...groups.values()]
}

function originOf({ git }: LocalFile, isCommitted: boolean, repository: string | null): Origin {
  if (git === null) return { repository, commit: null, author: null }
  const { head } = git.checkout
  return {
    repository: repository ?? git.checkout.repository?.slice(0, 500) ?? null,
    // As `git describe --dirty` writes it: the text is not that of the commit.
    commit: head === null || isCommitted ? head : `${head}-dirty`,
    author: authorOf(git, isCommitted)?.slice(0, 320) ?? null,
  }
}
