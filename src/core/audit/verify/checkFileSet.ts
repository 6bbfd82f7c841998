// Is every file of the package one that was checked, or one that a package is known to carry along?
import { PackageDefect } from '../packageDefect.ts'
import { evidencePath, paths, stampPath, tagFiles } from '../packageLayout.ts'
import type { RecordedAnchor } from '../readRange.ts'
import type { Statement } from '../statement.ts'

/** Nothing in the log says what they are: they are for reading, and the verdict says so. */
export const carriedAlong: readonly string[] = [paths.readme, paths.reportHtml, paths.reportPdf, paths.verifier]

/** In every package. */
export const requiredFiles: readonly string[] = [
  ...tagFiles,
  paths.statement,
  paths.headers,
  paths.openings,
  paths.closingCheckpoint,
  paths.leftRange,
  ...carriedAlong,
]
const optional: readonly string[] = [paths.finalCheckpoint]

export type FileSet = {
  statement: Statement
  hashes: ReadonlyMap<string, string>
  /** Populations, receipts, timestamps: what the entries lead to. */
  derived: Iterable<string>
  anchors: readonly RecordedAnchor[]
  finalSize: number
}

export function checkFileSet({ statement, hashes, derived, anchors, finalSize }: FileSet): void {
  const { openingSize, closingSize } = statement
  const opening = openingSize === 0 ? [] : [paths.openingCheckpoint, paths.earlier]
  const expected = new Set([...requiredFiles, ...opening, ...derived])
  const missing = [...expected].find((path) => !hashes.has(path))
  if (missing !== undefined) throw new PackageDefect('files', `${missing} is not in the package.`)
  for (const path of hashes.keys()) {
    if (expected.has(path) || optional.includes(path) || isConsistency(path, openingSize, closingSize, finalSize)) continue
    throw new PackageDefect('files', `${path} is in the package, and nothing in the log leads to it.`)
  }
  for (const { file, size } of anchors) checkCopy(file, size, hashes)
}

/** A stamp beside its checkpoint is a copy of one of the stamps of that checkpoint. */
function checkCopy(file: string | null, size: number | null, hashes: ReadonlyMap<string, string>): void {
  if (file !== null && hashes.has(evidencePath(file)) && hashes.get(evidencePath(file)) !== file) {
    throw new PackageDefect('files', `${evidencePath(file)} does not have the hash that is its name.`)
  }
  if (size === null || !hashes.has(stampPath(size))) return
  const copy = hashes.get(stampPath(size)) as string
  if (!hashes.has(evidencePath(copy))) throw new PackageDefect('files', `${stampPath(size)} is none of the timestamps in the log.`)
}

const consistency = /^data\/log\/consistency\/(0|[1-9]\d*)-(0|[1-9]\d*)\.json$/

function isConsistency(path: string, openingSize: number, closingSize: number, finalSize: number): boolean {
  const match = consistency.exec(path)
  if (match === null) return false
  const [from, to] = [Number(match[1]), Number(match[2])]
  return (from > 0 && from < openingSize && to === openingSize) || (from === closingSize && to === finalSize && to > from)
}
