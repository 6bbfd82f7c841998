// A small real package to take apart: written by the real writer from a ledger in memory, and put together again after somebody changed it.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPackage } from '../../src/cli/verifier/openPackage.ts'
import { verifierTools } from '../../src/cli/verifier/verifierTools.ts'
import { manifest } from '../../src/core/audit/bag.ts'
import { bearsOnDocuments } from '../../src/core/audit/bearsOnDocuments.ts'
import { inContainerOrder, paths, tagFiles } from '../../src/core/audit/packageLayout.ts'
import type { AuditPeriod, Statement } from '../../src/core/audit/statement.ts'
import type { HeldCheckpoint, PackageReader, VerifyOptions } from '../../src/core/audit/verify/packageReader.ts'
import type { Verdict } from '../../src/core/audit/verify/verdict.ts'
import { verifyPackage } from '../../src/core/audit/verify/verifyPackage.ts'
import { periodOfDays } from '../../src/core/kernel/deadline.ts'
import { day, hour, type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import { parseVerifierKey } from '../../src/core/ledger/verifierKey.ts'
import { assembleContainer } from '../../src/server/audit/assembleContainer.ts'
import { packBytes } from '../../src/server/audit/packMember.ts'
import { writePackage } from '../../src/server/audit/writePackage.ts'
import { nodeCryptography } from '../../src/server/ledger/nodeCryptography.ts'
import { documentStory } from './auditedDocuments.ts'
import { incidentStory, samplePolicy, samplePolicyHash } from './incidentStory.ts'
import { LedgerStory, requestEntry, type StoryPlan, type ToldEntry } from './ledgerStory.ts'
import { MemoryLedger } from './memoryLedger.ts'

export const packageId = `pkg_${'2'.repeat(32)}`
const auditId = `aud_${'1'.repeat(32)}`
const asker = `per_${'3'.repeat(32)}`
export const software = 'Tickmark 0.0.0-test'

export type Members = Map<string, Uint8Array>
export type SamplePackage = { ledger: MemoryLedger; statement: Statement; members: Members; zip: Uint8Array }

export type SampleOptions = {
  plan?: Partial<StoryPlan>
  firstDay?: string
  lastDay?: string
  ledger?: MemoryLedger
  simulatedUntil?: Instant
  /** Without incidents; there are five unless said. */
  quiet?: boolean
  /** With a policy that lapses, and a runbook. */
  documents?: boolean
  /** Put in among the story's, by their time of recording. */
  extra?: readonly ToldEntry[]
  /** Told of every checkpoint as it is made: may append entries of its own (anchors). */
  onCheckpoint?: (ledger: MemoryLedger, size: number, at: Instant) => void
  /** Recorded after the request. */
  late?: readonly ToldEntry[]
  printPdf?: Parameters<typeof writePackage>[0]['printPdf']
  verifier?: Uint8Array
  openingSize?: (chosen: number) => number
}

const storyFrom = toInstant(Date.parse('2026-03-28T00:00:00Z'))
const smallStory: StoryPlan = { seed: 11, from: storyFrom, days: 7, alertsPerDay: 4, sources: 3 }

/** From three days before the period to two days behind it, with a checkpoint every six hours. */
export async function makeSamplePackage(options: SampleOptions = {}): Promise<SamplePackage> {
  const { firstDay = '2026-03-30', lastDay = '2026-04-01', ledger = new MemoryLedger() } = options
  const plan = { ...smallStory, ...options.plan }
  const period = periodOfDays(firstDay, lastDay, 'Europe/Zurich')
  const of: AuditPeriod = { audit: auditId, name: 'Spring audit', firstDay, lastDay, timeZone: 'Europe/Zurich', period }
  const chosen = tell(ledger, plan, options, period.start)
  const end = toInstant(Math.max(plan.from + (plan.days + 2) * day, period.end + hour))
  const known = { size: ledger.size, documents: ledger.kept.filter(bearsOnDocuments).length }
  ledger.append(requestEntry(packageId, asker, of, end, known, options.simulatedUntil ?? null))
  for (const told of options.late ?? []) ledger.append(told)
  const closingSize = ledger.checkpoint()
  const openingSize = options.openingSize?.(chosen) ?? chosen
  const statement: Statement = { ...of, package: packageId, origin: ledger.origin, openingSize, closingSize }
  const zip = await writeSample(ledger, statement, options)
  return { ledger, statement, zip, members: await unpacked(zip) }
}

/** Answers the size that a package of a period opens with. */
function tell(ledger: MemoryLedger, plan: StoryPlan, options: SampleOptions, periodStart: Instant): number {
  const { extra = [], onCheckpoint, quiet = false, documents = false } = options
  ledger.policies.set(samplePolicyHash, samplePolicy)
  const told = [
    ...new LedgerStory(plan).entries(),
    ...(quiet ? [] : incidentStory()),
    ...(documents ? documentStory() : []),
    ...extra,
  ].sort((one, other) => one.rec - other.rec)
  const before: number[] = []
  let next = plan.from + 6 * hour
  for (const entry of told) {
    if (entry.rec >= next && ledger.size > 0) {
      const size = ledger.checkpoint()
      if (next <= periodStart - hour) before.push(size)
      onCheckpoint?.(ledger, size, toInstant(next))
      next += 6 * hour
    }
    ledger.append(entry)
  }
  return before.at(-2) ?? 0
}

export async function writeSample(ledger: MemoryLedger, statement: Statement, options: SampleOptions = {}): Promise<Uint8Array> {
  const draftDirectory = mkdtempSync(join(tmpdir(), 'tickmark-package-'))
  const pieces: Uint8Array[] = []
  const written = writePackage({
    ...{ statement, draftDirectory, source: ledger.source() },
    stated: { organization: 'Example Robotics', software },
    verifier: options.verifier ?? new TextEncoder().encode('// a verifier\n'),
    printPdf: options.printPdf ?? (async () => new TextEncoder().encode('%PDF-1.7 a report\n')),
    onProgress: async () => undefined,
  })
  for await (const piece of written) pieces.push(piece)
  return Buffer.concat(pieces)
}

export async function unpacked(zip: Uint8Array): Promise<Members> {
  return withFile(zip, async (path) => {
    const opened = await openPackage(path)
    const members: Members = new Map()
    for (const { name } of opened.members) {
      const pieces: Uint8Array[] = []
      for await (const piece of opened.read(name)) pieces.push(piece)
      members.set(name, Buffer.concat(pieces))
    }
    await opened.close()
    return members
  })
}

export async function withFile<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'tickmark-package-'))
  try {
    const path = join(directory, 'package.zip')
    writeFileSync(path, bytes)
    return await work(path)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What whoever changes a file also does: the lists of hashes, written again. */
export function relisted(members: ReadonlyMap<string, Uint8Array>): Members {
  const listed = new Map(members)
  const hashes = (names: readonly string[]) =>
    new Map(
      names.map((name) => [
        name,
        createHash('sha256')
          .update(listed.get(name) ?? new Uint8Array(0))
          .digest('hex'),
      ]),
    )
  listed.set(paths.manifest, manifest(hashes([...listed.keys()].filter((name) => name.startsWith('data/')))))
  listed.set(paths.tagManifest, manifest(hashes(tagFiles.filter((name) => name !== paths.tagManifest && listed.has(name)))))
  return listed
}

/** The members as a container of the one form. */
export async function contained(members: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of assembleContainer([...members].map(([name, bytes]) => packBytes(name, bytes)))) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Without a container: for looking at thousands of changed packages. */
export function readerOf(members: ReadonlyMap<string, Uint8Array>): PackageReader {
  return {
    members: inContainerOrder([...members.keys()]).map((name) => ({ name, size: members.get(name)?.length ?? 0 })),
    async *read(name) {
      yield members.get(name) as Uint8Array
    },
  }
}

export type VerifyMore = { key?: string; held?: readonly HeldCheckpoint[]; checkStamp?: VerifyOptions['checkStamp'] }

export function verifyMembers(members: ReadonlyMap<string, Uint8Array>, key: string, more: VerifyMore = {}): Promise<Verdict> {
  const keys = [parseVerifierKey(nodeCryptography.sha256, more.key ?? key)]
  return verifyPackage(readerOf(members), {
    tools: verifierTools,
    keys,
    held: more.held ?? [],
    checkStamp: more.checkStamp ?? null,
    software,
  })
}

type Verified = Extract<Verdict, { verified: true }>

/** A verdict that is good, or the reason it is not as a failure. */
export function verified(verdict: Verdict): Verified {
  if (!verdict.verified) throw new Error(verdict.reason)
  return verdict
}

export function noteOf(ledger: MemoryLedger, size: number): Uint8Array {
  return new TextEncoder().encode(ledger.notes.get(size))
}

export function text(members: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(members.get(name))
}

export function withText(members: ReadonlyMap<string, Uint8Array>, name: string, change: (text: string) => string): Members {
  return new Map(members).set(name, new TextEncoder().encode(change(text(members, name))))
}
