// Are the populations and their receipts, byte for byte, what the entries come to?
import { encodeHex } from '../../ledger/hex.ts'
import { csvPieces } from '../csv.ts'
import type { Findings, PopulationId } from '../findings.ts'
import { PackageDefect } from '../packageDefect.ts'
import { populationPath, receiptPath } from '../packageLayout.ts'
import { type HashedFile, writeReceipt } from '../receipt.ts'
import type { VerifierTools } from './packageReader.ts'

/** Answers the paths of the files that were written again and found to be the same. */
export function checkPopulations(findings: Findings, hashes: ReadonlyMap<string, string>, tools: VerifierTools): string[] {
  const same: string[] = []
  for (const population of Object.keys(findings.files) as PopulationId[]) {
    const hashed: HashedFile[] = []
    for (const file of findings.files[population]) {
      const digest = tools.newDigest()
      let size = 0
      for (const piece of csvPieces(file.columns, file.rows())) {
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
  return same
}

export function demandSame(path: string, sha256: string, hashes: ReadonlyMap<string, string>): void {
  const found = hashes.get(path)
  if (found === undefined) throw new PackageDefect('populations', `${path} is not in the package.`)
  if (found !== sha256)
    throw new PackageDefect('populations', `${path} is not what the entries come to: rows were changed, added or left out.`)
}
