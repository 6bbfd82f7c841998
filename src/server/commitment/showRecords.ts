// The records of a period that one commitment is judged by, page by page.
import type { commitmentApi } from '../../contract/commitment.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { Outcome } from '../../core/commitment/outcome.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { commitmentList } from '../../core/policy/commitmentList.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { SignedIn } from '../http/route.ts'
import { countAlerts, pageOfAlerts } from './alertCommitmentViews.ts'
import { slicesOf } from './alertsOfPeriod.ts'
import { type Found, inOrder, type Sighted } from './found.ts'
import { judgeDocument } from './judgeDocument.ts'
import { judgeIncidents } from './judgeIncidents.ts'
import { type PolicyPeriod, policyPeriod } from './policyPeriod.ts'
import { readRecordCursor, writeRecordCursor } from './recordCursor.ts'
import { alertFound, recordLine } from './recordShape.ts'

type Asked = QueryOf<typeof commitmentApi.records>
type Asking = { tx: OrganizationTx; by: SignedIn; now: Instant; query: Asked }
type Page = ReplyOf<typeof commitmentApi.records>

export async function showRecords({ tx, by, now, query }: Asking, policyId: string): Promise<Page> {
  const asked = await policyPeriod(tx, policyId, query, now)
  const value = await valueIn(asked, query)
  const same = new Map<string, boolean>()
  const isSame = async (version: string) => {
    const known = same.get(version) ?? promisedValue(await asked.versionOf(version), query.commitment) === value
    same.set(version, known)
    return known
  }
  if (query.commitment === 'alerts/review') return alertRecords(tx, asked, query, isSame, now)
  const all = await foundOf({ tx, by, now, query }, asked, isSame)
  const after = readRecordCursor(query.cursor)
  const wanted = all.filter(isWanted(query.outcome)).sort(inOrder)
  const behind = after === null ? wanted : wanted.filter((one) => inOrder(one, after) > 0)
  return pageOf(behind, wanted.length, query.limit, now)
}

function isWanted(outcome: Outcome | undefined) {
  return (found: Found) => outcome === undefined || found.outcome === outcome
}

function promisedValue({ policy }: { policy: Parameters<typeof commitmentList>[0] }, commitment: string): string | undefined {
  return commitmentList(policy).find(({ id }) => id === commitment)?.value
}

async function valueIn({ life, versionOf }: PolicyPeriod, { commitment, version }: Asked): Promise<string> {
  const hash = life.published.find(({ number }) => number === version)?.version
  const value = hash === undefined ? undefined : promisedValue(await versionOf(hash), commitment)
  if (value === undefined) throw new Refusal('not_found', `Version ${version} of this policy promises nothing of that name.`)
  return value
}

function pageOf(found: readonly Found[], total: number, limit: number, now: Instant): Page {
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const items = page.map((one) => recordLine(one, now))
  return { total, items, next_cursor: found.length > limit && last !== undefined ? writeRecordCursor(last) : null }
}

type IsSame = (version: string) => Promise<boolean>

async function foundOf({ tx, by, now, query }: Asking, asked: PolicyPeriod, isSame: IsSame): Promise<Found[]> {
  const { commitment } = query
  const kept: Found[] = []
  const keep = async (seen: readonly Sighted[]) => {
    for (const one of seen) if (one.commitment === commitment && (await isSame(one.version))) kept.push(one.found())
  }
  if (/^(?:document|acknowledgement)\//.test(commitment)) {
    await keep((await judgeDocument(tx, asked, now)).map((one) => ({ ...one, found: () => one })))
    return kept
  }
  const { policyId, period, until } = asked
  const judging = { tx, by, policyId, span: { start: period.start, end: until }, timeZone: period.timeZone, now, commitment }
  for await (const group of judgeIncidents(judging)) await keep(group)
  return kept
}

async function alertRecords(tx: OrganizationTx, asked: PolicyPeriod, query: Asked, isSame: IsSame, now: Instant): Promise<Page> {
  const own: Awaited<ReturnType<typeof slicesOf>> = []
  for (const slice of await slicesOf(asked)) if (await isSame(slice.line)) own.push(slice)
  const counts = await countAlerts(tx, own, now)
  const total = counts.reduce((sum, { outcome, count }) => sum + (query.outcome === undefined || query.outcome === outcome ? count : 0), 0)
  const after = readRecordCursor(query.cursor)
  const rows = await pageOfAlerts(tx, own, { outcome: query.outcome, after, limit: query.limit + 1 }, now)
  const found: Found[] = []
  for (const row of rows) found.push(alertFound(row, (await asked.versionOf(row.line)).number))
  return pageOf(found, total, query.limit, now)
}
