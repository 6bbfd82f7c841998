// The catalogue of how long logs are kept, as it came with this version; read once, when it is first asked for.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type RetentionEntry, readRetention } from '../../core/evidence/retention.ts'

const directory = new URL('../../../catalogues/retention/', import.meta.url)

let read: ReadonlyMap<string, RetentionEntry> | undefined

export function retentionCatalogue(): ReadonlyMap<string, RetentionEntry> {
  read ??= new Map(
    readdirSync(directory)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => readRetention(parse(readFileSync(new URL(name, directory), 'utf8'))).entries)
      .map((entry) => [entry.id, entry]),
  )
  return read
}
