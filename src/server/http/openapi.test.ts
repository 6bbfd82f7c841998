// Is the printed description whole, and is it of this server?
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { printOpenapi } from './openapi.ts'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, unknown> }>
  security: unknown[]
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { securitySchemes: object } }

const document = printOpenapi() as unknown as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** Every `$ref` in it. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)))
}

function resolve(ref: string): unknown {
  const steps = ref.replace(/^#\//, '').split('/')
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document)
}

describe('the OpenAPI document', () => {
  test('is the one in docs/', () => {
    const printed = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')
    expect(JSON.parse(printed), 'run: node scripts/printOpenapi.ts').toEqual(JSON.parse(JSON.stringify(document)))
  })
  test('has no reference that leads nowhere', () => {
    const refs = [...new Set(refsIn(document))]
    expect(refs.length).toBeGreaterThan(0)
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([])
  })
  test('names every operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('hook.deliver')
  })
  test('declares every parameter that stands in a path, and no other', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(declared.sort(), path).toEqual(inPath.sort())
    }
  })
  test('says how each operation succeeds and how it refuses, and who may call it', () => {
    for (const { path, method, operation } of operations) {
      const statuses = Object.keys(operation.responses)
      expect(
        statuses.filter((status) => status.startsWith('2')),
        `${method} ${path}`,
      ).toHaveLength(1)
      expect(
        statuses.some((status) => status.startsWith('4')),
        `${method} ${path}`,
      ).toBe(true)
      for (const scheme of operation.security.flatMap((one) => Object.keys(one as object))) {
        expect(Object.keys(document.components.securitySchemes)).toContain(scheme)
      }
    }
  })
})
