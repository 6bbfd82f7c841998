// How soon it is told what a policy promised and what of it was kept, over ten thousand incidents in one period.
import type { RunningServer } from '../src/server/app.ts'
import { type Ask, askingOrganization, timeEach } from './onBothEngines.ts'
import { seededPolicy, seedIncidents } from './seedIncidents.ts'

const incidents = Number(process.env.BENCH_INCIDENTS ?? 10_000)
const rounds = 3
const wanted = 1000

async function prepare(server: RunningServer): Promise<Ask> {
  const { ask, organizationId } = await askingOrganization(server, 401)
  const { text } = await ask('/documents/push', { files: [{ path: 'policies/seeded-response.md', markdown: seededPolicy }] })
  const [pushed] = (JSON.parse(text) as { files: { hash: string | null; because: string }[] }).files
  if (pushed?.hash == null) throw new Error(`The policy was not taken: ${pushed?.because}`)
  const started = performance.now()
  await seedIncidents(server.services.database, organizationId, pushed.hash, incidents)
  console.log(`  ${incidents.toLocaleString('en')} incidents made in ${Math.round((performance.now() - started) / 1000)} s`)
  return ask
}

export async function measureCommitments(server: RunningServer): Promise<void> {
  const ask = await prepare(server)
  const day = (daysAgo: number) => new Date(server.services.clock() - daysAgo * 86_400_000).toISOString().slice(0, 10)
  const period = `from=${day(91)}&to=${day(0)}`
  const records = (commitment: string, more = '') =>
    `/policies/seeded-response/commitments/records?${period}&version=1&commitment=${commitment}${more}`
  const first = await ask(records('severity/SEV1/acknowledge'))
  const { next_cursor } = JSON.parse(first.text) as { next_cursor: string | null }
  const questions: [string, string][] = [
    ['all promises of a period', `/policies/seeded-response/commitments?${period}`],
    ['records of one promise', records('severity/SEV1/acknowledge')],
    ['the second page of them', records('severity/SEV1/acknowledge', `&cursor=${next_cursor}`)],
    ['those that broke a promise in days', records('severity/SEV3/contain', '&outcome=broken')],
    ['updates', records('severity/SEV1/update')],
    ['whom to tell', records('severity/SEV1/notify/management')],
    ['actions', records('afterwards/actions')],
    ['reviews', records('afterwards/review')],
  ]
  await timeEach(ask, questions, rounds, wanted)
}
