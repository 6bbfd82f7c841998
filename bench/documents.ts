// How long 10,000 runbooks take to be pushed, how soon their list answers, how long the linter takes to have read all of them; and what 10,000
// incidents do to the page that holds them against a policy.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../src/server/app.ts'
import { measureCommitments } from './commitments.ts'
import { type Ask, askingOrganization, onBothEngines, timeEach } from './onBothEngines.ts'

const documents = Number(process.env.BENCH_DOCUMENTS ?? 10_000)
const rounds = 9
const wanted = 100
const atOnce = 200
const template = readFileSync(new URL('../catalogues/templates/runbooks/leaked-cloud-credential.md', import.meta.url), 'utf8')

type List = { items: { linter: { state: string } }[]; counts: Record<string, number> }

async function push(ask: Ask): Promise<void> {
  const started = performance.now()
  const each: number[] = []
  for (let from = 0; from < documents; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, documents - from) }, (_, place) => from + place)
    const files = numbers.map((number) => {
      const id = `runbook-${String(number).padStart(5, '0')}`
      return {
        path: `runbooks/${id}.md`,
        markdown: template.replace(/^id: .*$/m, `id: ${id}`).replace(/^title: .*$/m, `title: Runbook ${number}`),
      }
    })
    const { milliseconds } = await ask('/documents/push', { files })
    each.push(milliseconds / files.length)
  }
  const seconds = (performance.now() - started) / 1000
  const mean = (some: readonly number[]) => (some.reduce((sum, one) => sum + one, 0) / Math.max(some.length, 1)).toFixed(1)
  const fifth = Math.ceil(each.length / 5)
  console.log(
    `  ${documents.toLocaleString('en')} runbooks pushed in ${Math.round(seconds)} s: ${mean(each.slice(0, fifth))} ms each in the first fifth, ${mean(each.slice(-fifth))} ms in the last`,
  )
}

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

async function measure(server: RunningServer): Promise<void> {
  await measureCommitments(server)
  const { ask } = await askingOrganization(server, 401)
  await push(ask)
  await haveThemRead(ask)
  const questions = [
    ['the first 100', '/documents?kind=runbook'],
    ['500 at once', '/documents?kind=runbook&limit=500'],
    ['those that can be followed', '/documents?kind=runbook&filter=functional'],
    ['those that cannot', '/documents?kind=runbook&filter=compliance-formatted'],
    ['a search', '/documents?kind=runbook&search=runbook+9999'],
  ] as const
  await timeEach(ask, questions, rounds, wanted)
}

export async function benchDocuments(): Promise<void> {
  await onBothEngines('documents', measure)
}
