// Imports run downward, between floors and between nouns; nobody goes in a circle; SQL and the pool stay in their rooms.
import { describe, expect, test } from 'vitest'
import { isTest, type SourceFile, sourceFiles } from './sources.ts'

const files = sourceFiles('src').filter((file) => !isTest(file))
const floorOf = (path: string) => path.split('/')[1] ?? ''

/** Which floors a floor may import. */
const floors: Record<string, readonly string[]> = {
  core: [],
  contract: ['core'],
  integrations: ['core'],
  database: ['core'],
  server: ['core', 'contract', 'integrations', 'database'],
  ui: ['core', 'contract'],
  cli: ['core', 'contract', 'integrations', 'database', 'server'],
}

/** The server's nouns, upper ones first: each may import those after it. The engines below them know no noun. */
const nouns = [
  ...[
    'audit',
    'commitment',
    'framework',
    'import',
    'setup',
    'consistency',
    'postIncident',
    'obligation',
    'runbook',
    'escalation',
    'evidence',
    'incident',
    'alert',
    'coverage',
    'source',
  ],
  ...['organization', 'document', 'person', 'session', 'event', 'ledger'],
]
const engines = ['http', 'jobs', 'files']

function wrongFloor(file: SourceFile): string[] {
  const own = floorOf(file.path)
  return file.imports
    .filter((path) => path.startsWith('src/') && floorOf(path) !== own && !(floors[own] ?? []).includes(floorOf(path)))
    .map((path) => `${file.path} imports ${path}`)
}

function roomOf(path: string): string | undefined {
  const [, floor, room, ...rest] = path.split('/')
  return floor === 'server' && rest.length > 0 ? room : undefined
}

function wrongRoom(file: SourceFile): string[] {
  const own = roomOf(file.path)
  if (own === undefined) return []
  return file.imports
    .filter((path) => {
      const other = path.startsWith('src/server/') ? roomOf(path) : undefined
      if (other === undefined || other === own || engines.includes(other)) return false
      return engines.includes(own) || !nouns.includes(other) || nouns.indexOf(other) < nouns.indexOf(own)
    })
    .map((path) => `${file.path} imports ${path}`)
}

/** The first circle found among files, as the paths around it. */
function circle(): string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const walk = (path: string, trail: string[]): string[] | undefined => {
    const at = trail.indexOf(path)
    if (at >= 0) return [...trail.slice(at), path]
    if (done.has(path)) return undefined
    for (const next of byPath.get(path)?.imports ?? []) {
      const found = byPath.has(next) ? walk(next, [...trail, path]) : undefined
      if (found) return found
    }
    done.add(path)
    return undefined
  }
  for (const file of files) {
    const found = walk(file.path, [])
    if (found) return found
  }
  return undefined
}

describe('walls', () => {
  test('a floor imports only floors below it', () => {
    expect(files.flatMap(wrongFloor)).toEqual([])
  })
  test('a noun of the server imports only nouns below it, and the engines import no noun', () => {
    expect(files.flatMap(wrongRoom)).toEqual([])
  })
  test('no file imports itself by way of others', () => {
    expect(circle()).toBeUndefined()
  })
  test('no folder hides behind an index file', () => {
    expect(files.filter((file) => /\/index\.tsx?$/.test(file.path)).map((file) => file.path)).toEqual([])
  })
  test('SQL is written only in stores, views and the database floor', () => {
    const queries = /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/
    const elsewhere = files.filter(
      (file) => file.path.startsWith('src/server/') && queries.test(file.text) && !/\/(\w*[sS]tore|\w*[vV]iews)\.ts$/.test(file.path),
    )
    expect(elsewhere.map((file) => file.path)).toEqual([])
  })
  test('the kernel is a closed list', () => {
    const kernel = sourceFiles('src/core/kernel')
      .filter((file) => !isTest(file))
      .map((file) => file.path.split('/').pop())
    expect(kernel).toEqual(['actor.ts', 'deadline.ts', 'ids.ts', 'instant.ts', 'refusal.ts'])
  })
})
