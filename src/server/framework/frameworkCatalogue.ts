// The frameworks catalogue that came with this version: read once, refused loudly where it is not as it must be.
import { readdirSync, readFileSync } from 'node:fs'
import type { FrameworkCatalogue } from '../../core/framework/framework.ts'
import { problemLine } from '../../core/framework/problem.ts'
import { readFrameworks } from '../../core/framework/readFrameworks.ts'

const folder = new URL('../../../catalogues/frameworks/', import.meta.url)

function readShipped(): FrameworkCatalogue {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const { catalogue, problems } = readFrameworks(names.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })))
  if (problems.length > 0) throw new Error(`The frameworks catalogue cannot be read:\n${problems.map(problemLine).join('\n')}`)
  return catalogue
}

let shipped: FrameworkCatalogue | undefined

/** Called when the server starts, so that a file that cannot be read stops it there and not in an audit. */
export function shippedFrameworks(): FrameworkCatalogue {
  shipped ??= readShipped()
  return shipped
}
