// Are the populations and their receipts, byte for byte, what the entries come to?
import { encodeHex } from '../../ledger/hex.ts'
import { encodeUtf8 } from '../../ledger/utf8.ts'
import { csvPieces } from '../csv.ts'
import { type Findings, forEachPopulation, type PopulationId, populationIds } from '../findings.ts'
import { PackageDefect } from '../packageDefect.ts'
import { paths, populationPath, receiptPath } from '../packageLayout.ts'
import { type HashedFile, writeReceipt } from '../receipt.ts'
import { readmeHtml } from '../report/readmeHtml.ts'
import { reportHtml } from '../report/reportHtml.ts'
import { type ReportFacts, reportModel } from '../report/reportModel.ts'
import { threadPage, threadPaths } from '../report/threadPages.ts'
import type { VerifierTools, VerifyOptions } from './packageReader.ts'

export type CheckedPopulations = {
  /** Paths of the files that were written again and found to be the same. */
  same: string[]
  hashed: Record<PopulationId, HashedFile[]>
}

export function checkPopulations(findings: Findings, hashes: ReadonlyMap<string, string>, tools: VerifierTools): CheckedPopulations {
  const same: string[] = []
  const all = forEachPopulation((): HashedFile[] => [])
  for (const population of populationIds) {
    const hashed = all[population]
    for (const file of findings.files[population]) {
      const digest = tools.newDigest()
      let size = 0
      for (const piece of csvPieces(file.columns, file.rows(), tools.text)) {
        digest.update(piece)
        size += piece.length
      }
      const sha256 = encodeHex(digest.digest())
      demandSame(populationPath(file.name), sha256, hashes)
      same.push(populationPath(file.name))
      hashed.push({ file, sha256, size })
    }
    const path = receiptPath(population)
    demandSame(path, encodeHex(tools.sha256(writeReceipt(population, findings, hashed))), hashes)
    same.push(path)
  }
  return { same, hashed: all }
}

export function demandSame(path: string, sha256: string, hashes: ReadonlyMap<string, string>): void {
  const found = hashes.get(path)
  if (found === undefined) throw new PackageDefect('populations', `${path} is not in the package.`)
  if (found !== sha256)
    throw new PackageDefect('populations', `${path} is not what the entries come to: something in it was changed, added or left out.`)
}

/** The pages of a package, written again; another version of Tickmark would word them otherwise, so only its own are compared. */
export function checkPages(facts: ReportFacts, hashes: ReadonlyMap<string, string>, { tools, software }: VerifyOptions): string[] {
  if (facts.software !== software) return []
  const model = reportModel(facts)
  const pages = [
    [paths.reportHtml, reportHtml(model)],
    [paths.readme, readmeHtml(model)],
  ] as const
  for (const [path, text] of pages) demandSame(path, encodeHex(tools.sha256(encodeUtf8(text))), hashes)
  for (const [record, path] of threadPaths(facts.findings)) {
    demandSame(path, encodeHex(tools.sha256(encodeUtf8(threadPage(facts, record)))), hashes)
  }
  return pages.map(([path]) => path)
}
