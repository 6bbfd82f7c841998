// What a policy promises in a period, with how many records kept and broke each promise, and the first that broke it.
import type { z } from 'zod'
import type { CommitmentLine, commitmentApi } from '../../contract/commitment.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import { type Natured, natureOf } from '../../core/commitment/nature.ts'
import { type Counts, noCounts, totalOf } from '../../core/commitment/outcome.ts'
import { lineOf, type PromisedLine, type PromisingVersion, promisedLines } from '../../core/commitment/promisedLines.ts'
import { daysBetween } from '../../core/document/currency.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { periodShape } from '../framework/frameworkShapes.ts'
import type { SignedIn } from '../http/route.ts'
import { countAlerts, pageOfAlerts } from './alertCommitmentViews.ts'
import { slicesOf } from './alertsOfPeriod.ts'
import { type Found, inOrder, type Sighted } from './found.ts'
import { exercisesIn } from './incidentFactViews.ts'
import { judgeDocument } from './judgeDocument.ts'
import { judgeIncidents } from './judgeIncidents.ts'
import { judgingPolicy } from './judgingPolicy.ts'
import { type PolicyPeriod, policyPeriod } from './policyPeriod.ts'
import { alertFound, recordLine } from './recordShape.ts'

const named = 10

type Asking = { tx: OrganizationTx; by: SignedIn; now: Instant; query: QueryOf<typeof commitmentApi.list> }
type Tally = { version: string; commitment: string; counts: Counts; broken: Found[] }

export async function showCommitments({ tx, by, now, query }: Asking, policyId: string): Promise<ReplyOf<typeof commitmentApi.list>> {
  const asked = await policyPeriod(tx, policyId, query, now)
  const tallies = await tallyAll(tx, by, asked, now)
  const versions = await versionsOf(asked, tallies)
  const lines = promisedLines(versions, asked.stretches)
  const judging = await judgingPolicy(tx, policyId, now)
  const merged = mergedInto(lines, tallies)
  const seen = new Set([...merged.keys()].map(({ about }) => about))
  const span = { start: asked.period.start, end: asked.until }
  return {
    id: policyId,
    title: versions.at(-1)?.title ?? policyId,
    period: periodShape(asked.period),
    until_now: asked.until < asked.period.end,
    versions: asked.stretches.map(({ version, inForce, from, to }) => ({
      number: inForce.number,
      hash: version,
      ...spanShape({ from, to }),
    })),
    exercises: await exercisesIn(tx, span),
    commitments: lines
      .filter((line) => line.spans.length > 0 || merged.has(line))
      .map((line) => {
        const says = natureOf(line, judging, seen.has(line.about))
        return lineShape(line, says, merged.get(line) ?? { counts: noCounts, broken: [] }, now)
      }),
  }
}

function spanShape({ from, to }: { from: Instant; to: Instant }) {
  return { from: formatInstant(from), to: formatInstant(to), days: daysBetween({ from, to }) }
}

/** In the order of their numbers, so that the last is the newest. */
async function versionsOf(
  { stretches, versionOf }: PolicyPeriod,
  tallies: readonly Tally[],
): Promise<(PromisingVersion & { title: string })[]> {
  const hashes = new Set([...stretches, ...tallies].map(({ version }) => version))
  const versions: (PromisingVersion & { title: string })[] = []
  for (const hash of hashes) versions.push(await versionOf(hash))
  return versions.sort((left, right) => left.number - right.number)
}

async function tallyAll(tx: OrganizationTx, by: SignedIn, asked: PolicyPeriod, now: Instant): Promise<Tally[]> {
  const tallies: Tally[] = []
  const byVersion = new Map<string, Map<string, Tally>>()
  const tallyOf = (version: string, commitment: string): Tally => {
    const ofVersion = byVersion.get(version) ?? new Map<string, Tally>()
    const known = ofVersion.get(commitment)
    if (known !== undefined) return known
    const fresh: Tally = { version, commitment, counts: { ...noCounts }, broken: [] }
    byVersion.set(version, ofVersion.set(commitment, fresh))
    tallies.push(fresh)
    return fresh
  }
  const add = ({ version, commitment, outcome, found }: Sighted) => {
    const { counts, broken } = tallyOf(version, commitment)
    counts[outcome] += 1
    if (outcome === 'broken' && broken.length < named) broken.push(found())
  }
  const { policyId, period, until } = asked
  const judging = { tx, by, policyId, span: { start: period.start, end: until }, timeZone: period.timeZone, now, commitment: null }
  for await (const group of judgeIncidents(judging)) group.forEach(add)
  for (const found of (await judgeDocument(tx, asked, now)).sort(inOrder)) add({ ...found, found: () => found })
  await tallyAlerts(tx, asked, tallyOf, now)
  return tallies
}

async function tallyAlerts(
  tx: OrganizationTx,
  asked: PolicyPeriod,
  tallyOf: (version: string, commitment: string) => Tally,
  now: Instant,
): Promise<void> {
  const slices = await slicesOf(asked)
  for (const { line, outcome, count } of await countAlerts(tx, slices, now)) tallyOf(line, 'alerts/review').counts[outcome] += count
  for (const version of new Set(slices.map(({ line }) => line))) {
    const tally = tallyOf(version, 'alerts/review')
    if (tally.counts.broken === 0) continue
    const own = slices.filter(({ line }) => line === version)
    const { number } = await asked.versionOf(version)
    const rows = await pageOfAlerts(tx, own, { outcome: 'broken', after: null, limit: named }, now)
    tally.broken.push(...rows.map((row) => alertFound(row, number)))
  }
}

type Merged = Pick<Tally, 'counts' | 'broken'>

/** Versions that promise the same are one line. */
function mergedInto(lines: readonly PromisedLine[], tallies: readonly Tally[]): Map<PromisedLine, Merged> {
  const merged = new Map<PromisedLine, Merged>()
  for (const { version, commitment, counts, broken } of tallies) {
    const line = lineOf(lines, version, commitment)
    if (line === undefined || totalOf(counts) === 0) continue
    const before = merged.get(line) ?? { counts: noCounts, broken: [] }
    const sum = { ...before.counts }
    for (const outcome of Object.keys(counts) as (keyof Counts)[]) sum[outcome] += counts[outcome]
    merged.set(line, { counts: sum, broken: [...before.broken, ...broken].sort(inOrder).slice(0, named) })
  }
  return merged
}

function lineShape(
  line: PromisedLine,
  { nature, says }: Natured,
  { counts, broken }: Merged,
  now: Instant,
): z.output<typeof CommitmentLine> {
  const { id, newest, about, what, value, spans } = line
  const all = totalOf(counts)
  return {
    ...{ id, version: newest, about, what, value, nature, says: all > 0 ? null : says },
    in_force: spans.map(({ number, from, to }) => ({ number, ...spanShape({ from, to }) })),
    counts: { all, ...counts },
    broken: broken.map((found) => recordLine(found, now)),
  }
}
