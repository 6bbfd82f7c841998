// Writes a package: one pass over the entries, and everything else out of what they come to. Memory grows with alerts, not with entries.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as immediately } from 'node:timers/promises'
import { bagDeclaration, bagInfo, manifest, type StatedBag } from '../../core/audit/bag.ts'
import { csvPieces } from '../../core/audit/csv.ts'
import { type Findings, findingsOf, forEachPopulation, type PopulationId, populationIds } from '../../core/audit/findings.ts'
import { formatConsistency, formatLeftRange } from '../../core/audit/logFiles.ts'
import { type Opening, openingLine } from '../../core/audit/openingLine.ts'
import {
  consistencyPath,
  evidencePath,
  paths,
  populationPath,
  receiptPath,
  stampedPath,
  stampPath,
} from '../../core/audit/packageLayout.ts'
import { RangeReading, type RecordedAnchor } from '../../core/audit/readRange.ts'
import { type HashedFile, writeReceipt } from '../../core/audit/receipt.ts'
import { readmeHtml } from '../../core/audit/report/readmeHtml.ts'
import { reportHtml } from '../../core/audit/report/reportHtml.ts'
import { type ReportFacts, type ReportModel, reportModel } from '../../core/audit/report/reportModel.ts'
import { threadPage, threadPaths } from '../../core/audit/report/threadPages.ts'
import { SealedRange } from '../../core/audit/sealedRange.ts'
import { formatStatement, type Statement } from '../../core/audit/statement.ts'
import { openedOf, withheldBy } from '../../core/audit/withheld.ts'
import { sameBytes } from '../../core/ledger/bytes.ts'
import { parseCheckpointText } from '../../core/ledger/checkpoint.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { parseNote } from '../../core/ledger/signedNote.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'
import { nodeCryptography } from '../ledger/nodeCryptography.ts'
import { assembleContainer } from './assembleContainer.ts'
import { nodeTextTools } from './nodeTextTools.ts'
import { PackageNotWritten } from './packageNotWritten.ts'
import type { PackageSource } from './packageSource.ts'
import { MemberWriter, type PackedMember, packBytes } from './packMember.ts'
import { writeDocuments, writeEarlier } from './writeDocuments.ts'

export type PackagePlan = {
  statement: Statement
  stated: StatedBag
  source: PackageSource
  /** An empty or absent directory for files on their way; gone when the package is written or given up. */
  draftDirectory: string
  /** The verifier as one file. */
  verifier: Uint8Array
  printPdf: (model: ReportModel) => Promise<Uint8Array>
  /** Asked between pieces of work: throws where the work should end. */
  onProgress: (step: PackageStep, done: number, total: number) => Promise<void>
}

export type PackageStep = 'reading' | 'populations' | 'threads' | 'report' | 'writing'

const { sha256 } = nodeCryptography

/** The container in pieces. The whole of it is known only at the end: whoever stores it puts it in place then. */
export async function* writePackage(plan: PackagePlan): AsyncGenerator<Uint8Array> {
  await rm(plan.draftDirectory, { recursive: true, force: true })
  await mkdir(plan.draftDirectory, { recursive: true, mode: 0o700 })
  try {
    const members = await writeMembers(plan)
    const total = members.reduce((sum, { packedSize }) => sum + packedSize, 0)
    let done = 0
    for await (const piece of assembleContainer(members)) {
      yield piece
      done += piece.length
      await plan.onProgress('writing', Math.min(done, total), total)
    }
  } finally {
    await rm(plan.draftDirectory, { recursive: true, force: true })
  }
}

async function writeMembers(plan: PackagePlan): Promise<PackedMember[]> {
  const { statement } = plan
  const closing = headOf(await plan.source.checkpoint(statement.closingSize))
  const { reading, members } = await writeEntries(plan, closing.root)
  const earlier = await writeEarlier(plan, reading)
  const { policies, documents } = await writeDocuments(plan, reading)
  const findings = findingsOf(reading, statement, policies)
  const { hashed, populations } = await writePopulations(plan, findings)
  const facts = { findings, ...plan.stated, closingRoot: encodeHex(closing.root), hashed }
  const threads = await writeThreads(plan, facts)
  await plan.onProgress('report', 0, 1)
  const model = reportModel(facts)
  const payload = [
    ...members,
    ...earlier,
    ...documents,
    ...populations,
    ...threads,
    ...(await writeLog(plan, reading.anchors)),
    packBytes(paths.statement, formatStatement(statement)),
    packBytes(paths.reportHtml, encodeUtf8(reportHtml(model))),
    packBytes(paths.readme, encodeUtf8(readmeHtml(model))),
    packBytes(paths.reportPdf, await plan.printPdf(model)),
  ]
  await plan.onProgress('report', 1, 1)
  return [...payload, ...tagFilesOf(plan, findings, payload)]
}

/** The longest part: headers and openings as they stand, and what they come to. */
async function writeEntries(plan: PackagePlan, closingRoot: Uint8Array): Promise<{ reading: RangeReading; members: PackedMember[] }> {
  const { statement, source, draftDirectory } = plan
  const { openingSize, closingSize, period } = statement
  const sealed = new SealedRange(sha256, openingSize, await source.leftHashes(openingSize), [])
  const reading = new RangeReading({ sha256, text: nodeTextTools, openingSize, period })
  const withheld = withheldBy(await source.restrictions(openingSize, closingSize))
  const headers = new MemberWriter(paths.headers, join(draftDirectory, 'headers'))
  const openings = new MemberWriter(paths.openings, join(draftDirectory, 'openings'))
  try {
    for await (const page of readAhead(source, openingSize, closingSize)) {
      for (const entry of page) {
        const index = sealed.size
        sealed.append(entry.header)
        const opened = openedOf(entry.obj, entry.openings, withheld)
        reading.take(entry.header, opened)
        const waiting = writeEntry({ headers, openings }, index, entry.header, opened)
        if (waiting !== undefined) await waiting
      }
      await plan.onProgress('reading', sealed.size - openingSize, closingSize - openingSize)
    }
    demandWhole(sealed, reading, closingRoot)
    return { reading, members: [await headers.finish(), await openings.finish()] }
  } catch (error) {
    headers.abandon()
    openings.abandon()
    throw error
  }
}

/** Few enough that their memory does not count. */
const pagesAhead = 3

/** Pages in order. The database reads the next ones while a page is worked on: two backends are asked at once, where there are two. */
async function* readAhead(source: PackageSource, from: number, end: number): AsyncGenerator<Awaited<ReturnType<PackageSource['entries']>>> {
  const { pageSize } = source
  const asked: ReturnType<PackageSource['entries']>[] = []
  for (let at = from; at < end; at += pageSize) {
    for (let next = at + asked.length * pageSize; next < end && asked.length < pagesAhead; next += pageSize) {
      const page = source.entries(next, Math.min(next + pageSize, end))
      // Whoever stops early waits for none of them.
      page.catch(() => undefined)
      asked.push(page)
    }
    const page = (await asked.shift()) ?? []
    if (page.length !== Math.min(pageSize, end - at)) {
      throw new PackageNotWritten(`The ledger says it has ${end} entries, but one from #${at} on is not in the database.`)
    }
    yield page
  }
}

const lineEnd = Uint8Array.of(0x0a)

function writeEntry(
  { headers, openings }: { headers: MemberWriter; openings: MemberWriter },
  index: number,
  header: Uint8Array,
  opened: readonly Opening[],
): Promise<unknown> | undefined {
  const waits: Promise<void>[] = []
  const write = (member: MemberWriter, bytes: Uint8Array) => {
    const waiting = member.write(bytes)
    if (waiting !== undefined) waits.push(waiting)
  }
  write(headers, header)
  write(headers, lineEnd)
  for (const opening of opened) for (const part of openingLine(index, opening)) write(openings, part)
  return waits.length === 0 ? undefined : Promise.all(waits)
}

/** A package that its own verifier would refuse is not handed out. */
function demandWhole(sealed: SealedRange, reading: RangeReading, closingRoot: Uint8Array): void {
  if (!sameBytes(sealed.root(), closingRoot)) {
    throw new PackageNotWritten(
      'The entries in the database do not lead to the checkpoint that was signed over them: somebody altered one of them. Run tickmark fsck.',
    )
  }
  reading.incidents.demandClosed()
  const missing = reading.missing.find((one) => reading.excusedBy(one) === undefined)
  if (missing !== undefined) {
    throw new PackageNotWritten(
      `The ${missing.slot} of entry #${missing.index} (${missing.kind}) is no longer in the database, and no entry says that it was erased. Run tickmark fsck.`,
    )
  }
}

async function writeThreads(plan: PackagePlan, facts: ReportFacts): Promise<PackedMember[]> {
  const paths = threadPaths(facts.findings)
  const members: PackedMember[] = []
  for (const [record, path] of paths) {
    await plan.onProgress('threads', members.length, paths.size)
    const member = new MemberWriter(path, join(plan.draftDirectory, `thread-${members.length}`))
    await member.write(encodeUtf8(threadPage(facts, record)))
    members.push(await member.finish())
    // The server answers others in between.
    await immediately()
  }
  return members
}

async function writePopulations(
  plan: PackagePlan,
  findings: Findings,
): Promise<{ hashed: Record<PopulationId, HashedFile[]>; populations: PackedMember[] }> {
  const hashed = forEachPopulation((): HashedFile[] => [])
  const populations: PackedMember[] = []
  for (const [done, population] of populationIds.entries()) {
    await plan.onProgress('populations', done, populationIds.length)
    for (const file of findings.files[population]) {
      const member = new MemberWriter(populationPath(file.name), join(plan.draftDirectory, file.name))
      for (const piece of csvPieces(file.columns, file.rows(), nodeTextTools)) {
        await member.write(piece)
        // The server answers others in between: a population can be hundreds of megabytes.
        await immediately()
        await plan.onProgress('populations', done, populationIds.length)
      }
      const packed = await member.finish()
      populations.push(packed)
      hashed[population].push({ file, sha256: packed.sha256, size: packed.size })
    }
    populations.push(packBytes(receiptPath(population), writeReceipt(population, findings, hashed[population])))
  }
  return { hashed, populations }
}

async function writeLog({ statement, source }: PackagePlan, anchors: readonly RecordedAnchor[]): Promise<PackedMember[]> {
  const { openingSize, closingSize } = statement
  const note = async (path: string, size: number) => packBytes(path, encodeUtf8(await source.checkpoint(size)))
  const members = [
    await note(paths.closingCheckpoint, closingSize),
    packBytes(paths.leftRange, formatLeftRange({ size: openingSize, hashes: await source.leftHashes(openingSize) })),
  ]
  if (openingSize > 0) members.push(await note(paths.openingCheckpoint, openingSize))
  for (const from of await source.anchoredBelow(openingSize)) {
    const hashes = await source.consistency(from, openingSize)
    members.push(packBytes(consistencyPath(from, openingSize), formatConsistency({ from, to: openingSize, hashes })))
  }
  return [...members, ...(await writeStamps(statement, source, anchors))]
}

async function writeStamps(
  { openingSize, closingSize, period }: Statement,
  source: PackageSource,
  anchors: readonly RecordedAnchor[],
): Promise<PackedMember[]> {
  const members = new Map<string, PackedMember>()
  const stamps = anchors.filter(({ kind, file, size }) => kind === 'timestamp' && file !== null && size !== null)
  const inside = stamps.filter(({ size }) => (size as number) >= openingSize && (size as number) <= closingSize)
  const opens = inside.findLast(({ authorityAt }) => authorityAt !== null && authorityAt <= period.start)
  const closes = inside.find(({ authorityAt }) => authorityAt !== null && authorityAt >= period.end)
  for (const stamp of stamps) {
    const [file, size] = [stamp.file as string, stamp.size as number]
    const bytes = await source.file(file)
    if (bytes === null) throw new PackageNotWritten(`The timestamp of entry #${stamp.index} (${file}) is not among the kept files.`)
    members.set(evidencePath(file), packBytes(evidencePath(file), bytes))
    if (!inside.includes(stamp)) continue
    const checkpoint = stampedPath(size)
    if (!members.has(checkpoint)) members.set(checkpoint, packBytes(checkpoint, encodeUtf8(await source.checkpoint(size))))
    // Beside the checkpoints that decide the bracket of the period the stamp lies once more, for people with openssl.
    if (stamp === opens || stamp === closes) members.set(stampPath(size), packBytes(stampPath(size), bytes))
  }
  return [...members.values()]
}

function tagFilesOf({ statement, stated, verifier }: PackagePlan, { asOf }: Findings, payload: readonly PackedMember[]): PackedMember[] {
  const payloadBytes = payload.reduce((total, { size }) => total + size, 0)
  const tags = [
    packBytes(paths.bagit, bagDeclaration),
    packBytes(paths.bagInfo, bagInfo({ ...stated, statement, asOf, payloadBytes, payloadFiles: payload.length })),
    packBytes(paths.manifest, manifest(new Map(payload.map((member) => [member.name, member.sha256])))),
    packBytes(paths.verifier, verifier),
  ]
  return [...tags, packBytes(paths.tagManifest, manifest(new Map(tags.map((member) => [member.name, member.sha256]))))]
}

function headOf(note: string) {
  return parseCheckpointText(parseNote(encodeUtf8(note)).text)
}
