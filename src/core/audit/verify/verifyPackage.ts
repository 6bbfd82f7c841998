// Checks a package with nothing but the reader's own key: seals, completeness, period, openings, populations. Believes nothing it says of itself.
import { encodeHex } from '../../ledger/hex.ts'
import { LedgerFormatError } from '../../ledger/ledgerFormatError.ts'
import { parseHeader } from '../../ledger/parseHeader.ts'
import { bagInfo, readStatedBag, type StatedBag } from '../bag.ts'
import { type Findings, findingsOf } from '../findings.ts'
import { PackageDefect } from '../packageDefect.ts'
import { documentPath, paths } from '../packageLayout.ts'
import { threadPaths } from '../report/threadPages.ts'
import { parseStatement } from '../statement.ts'
import { checkBag } from './checkBag.ts'
import { checkDocuments } from './checkDocuments.ts'
import { checkEarlier } from './checkEarlier.ts'
import { checkEntries, type Prove } from './checkEntries.ts'
import { checkFileSet } from './checkFileSet.ts'
import { checkLog } from './checkLog.ts'
import { checkPeriod } from './checkPeriod.ts'
import { checkPages, checkPopulations, demandSame } from './checkPopulations.ts'
import { checkStamps } from './checkStamps.ts'
import { type PackageReader, readSmall, type VerifierTools, type VerifyOptions } from './packageReader.ts'
import { readLines } from './readLines.ts'
import { type Simulated, type Verdict, verdictOf } from './verdict.ts'

/** The first thing that does not hold ends it; what was proved until then says how far one got. `prove`: where somebody has a thread for it. */
export async function verifyPackage(reader: PackageReader, options: VerifyOptions, prove?: Prove): Promise<Verdict> {
  const proved: string[] = []
  try {
    return await verify(reader, options, proved, prove)
  } catch (error) {
    if (error instanceof PackageDefect)
      return { verified: false, area: error.area, reason: error.message, proved, notProved: [everythingElse] }
    if (error instanceof LedgerFormatError)
      return { verified: false, area: 'files', reason: error.message, proved, notProved: [everythingElse] }
    throw error
  }
}

const everythingElse = 'Everything else: checking stopped at the first thing that does not hold.'

async function verify(reader: PackageReader, options: VerifyOptions, proved: string[], prove?: Prove): Promise<Verdict> {
  const { tools } = options
  const hashes = await checkBag(reader, tools)
  proved.push('Every file is listed, and those read so far have the hash they are listed with (the lists themselves carry no seal).')
  const statement = parseStatement(await readSmall(reader, paths.statement))
  const log = await checkLog(reader, statement, options)
  proved.push(`The checkpoints are signed by the given key of ${log.closing.origin}.`)
  const reading = await checkEntries({ reader, statement, log, listed: hashes, tools }, prove)
  proved.push(
    `The ${statement.closingSize - statement.openingSize} entries are exactly those between the opening and the closing checkpoint.`,
  )
  proved.push('Every opening is what its entry committed to.')
  await checkEarlier({ reader, statement, log, tools, reading })
  const requestEntry = checkPeriod(reading, statement)
  proved.push(`The log names the period: entry #${requestEntry}.`)
  const policies = await checkDocuments(reader, reading, hashes)
  const findings = findingsOf(reading, statement, policies)
  const populations = checkPopulations(findings, hashes, tools)
  proved.push('The populations and receipts are what the entries come to.')
  const stamps = await checkStamps(reader, statement, reading, log, options)
  const threads = [...threadPaths(findings).values()]
  const derived = [...populations.same, ...stamps.paths, ...threads, ...[...policies.keys()].map(documentPath)]
  checkFileSet({ statement, hashes, derived, anchors: reading.anchors, finalSize: log.final.size })
  const stated = readStatedBag(await readSmall(reader, paths.bagInfo))
  const pages = checkPages({ findings, ...stated, closingRoot: encodeHex(log.closing.root), hashed: populations.hashed }, hashes, options)
  checkBagInfo(reader, findings, stated, hashes, tools)
  const simulated =
    reading.simulatedUntil === null ? null : await findSimulated(reader, statement.openingSize, reading.simulatedUntil, tools)
  return verdictOf({
    ...{ findings, log, stamps, requestEntry, simulated, stampsJudged: options.checkStamp !== null },
    ...{ pages, threads: threads.length, organization: stated.organization },
  })
}

function checkBagInfo(
  reader: PackageReader,
  findings: Findings,
  stated: StatedBag,
  hashes: ReadonlyMap<string, string>,
  tools: VerifierTools,
): void {
  const payload = reader.members.filter(({ name }) => name.startsWith('data/'))
  const payloadBytes = payload.reduce((total, { size }) => total + size, 0)
  const bytes = bagInfo({ ...stated, statement: findings.statement, asOf: findings.asOf, payloadBytes, payloadFiles: payload.length })
  demandSame(paths.bagInfo, encodeHex(tools.sha256(bytes)), hashes)
}

/** Only packages of the demonstration pay for this second look at the headers. */
async function findSimulated(reader: PackageReader, openingSize: number, until: number, tools: VerifierTools): Promise<Simulated | null> {
  const simulated: Simulated = { until, count: 0, first: -1, last: -1 }
  let index = openingSize
  for await (const lines of readLines(paths.headers, reader.read(paths.headers))) {
    for (const line of lines) {
      if (parseHeader(line, tools.text.latin1).rec < until) {
        if (simulated.count === 0) simulated.first = index
        simulated.last = index
        simulated.count += 1
      }
      index += 1
    }
  }
  return simulated.count === 0 ? null : simulated
}
