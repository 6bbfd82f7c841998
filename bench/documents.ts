// How long 10,000 documents take to be pushed, how soon they are listed, searched and shown, also right after a start, and how long the linter
// takes to have read all of them; and what 10,000 incidents do to the page that holds them against a policy.
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../src/server/app.ts'
import { measureCommitments } from './commitments.ts'
import { type Ask, asking, askingOrganization, onBothEngines, type Restart, timeEach } from './onBothEngines.ts'
import { pushDocuments, seedReaders } from './seedDocuments.ts'

const documents = Number(process.env.BENCH_DOCUMENTS ?? 10_000)
const readers = 20
const rounds = 40
const wanted = 100
const wantedFirst = 1000

type List = { items: { id: string; kind: string }[]; counts: Record<string, number>; next_cursor: string | null }

/** The first look finds nothing read and is answered all the same. */
async function haveThemRead(ask: Ask): Promise<void> {
  const started = performance.now()
  const took: number[] = []
  for (;;) {
    const { text, milliseconds } = await ask('/documents?limit=1')
    took.push(milliseconds)
    const { counts } = JSON.parse(text) as List
    if ((counts.functional ?? 0) + (counts.mixed ?? 0) + (counts['compliance-formatted'] ?? 0) >= documents) break
    await pause(500)
  }
  took.sort((a, b) => a - b)
  const seconds = (performance.now() - started) / 1000
  console.log(
    `  read in ${seconds.toFixed(1)} s, ${Math.round(documents / seconds)} a second; meanwhile the list answered within ${Math.round(took.at(-1) ?? 0)} ms`,
  )
}

async function measureFirst(ask: Ask): Promise<void> {
  const { milliseconds } = await ask('/documents?kind=runbook')
  console.log(`  the first list after a start: ${Math.round(milliseconds)} ms${milliseconds >= wantedFirst ? '   SLOW' : ''}`)
}

async function measureDocuments(server: RunningServer, restart: Restart): Promise<void> {
  const { ask, organizationId, headers } = await askingOrganization(server, 401)
  await pushDocuments(ask, documents)
  const reader = await seedReaders(server, organizationId, ask, readers)
  await haveThemRead(ask)
  await timeEach(reader, [['what waits for me', '/documents/waiting']], rounds, wanted, 95)
  const askAgain = asking((await restart()).url, headers)
  await measureFirst(askAgain)
  const page = JSON.parse((await askAgain('/documents?kind=runbook')).text) as List
  const questions = [
    ['the first 100', '/documents?kind=runbook'],
    ['the second 100', `/documents?kind=runbook&cursor=${page.next_cursor}`],
    ['500 at once', '/documents?kind=runbook&limit=500'],
    ['policies', '/documents?kind=policy'],
    ['everything', '/documents'],
    ...['waiting', 'waiting-for-me', 'review-due', 'review-overdue', 'functional', 'compliance-formatted', 'retired'].map(
      (filter) => [`filter ${filter}`, `/documents?kind=runbook&filter=${filter}`] as const,
    ),
    ['filter acknowledgements-missing', '/documents?kind=policy&filter=acknowledgements-missing'],
    ['a search for one', '/documents?kind=runbook&search=runbook+9999'],
    ['a search by owner', '/documents?kind=runbook&search=team+7'],
    ['a runbook', `/documents/runbook/${page.items[50]?.id}`],
    ['a policy that asks', '/documents/policy/document-00100'],
  ] as const
  await timeEach(askAgain, questions, rounds, wanted, 95)
}

/** `lists` or `promises`: only these. */
export async function benchDocuments([only]: readonly string[] = []): Promise<void> {
  await onBothEngines('documents', async (server, restart) => {
    if (only !== 'lists') await measureCommitments(server)
    if (only !== 'promises') await measureDocuments(server, restart)
  })
}
