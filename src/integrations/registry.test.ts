// Every integration is whole: its file, its fixtures, its line in the registry, its set-up text.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bareSource, fixture, fixtureFolder } from '../../test/support/deliveries.ts'
import { integrationIds as contractIds } from '../contract/source.ts'
import { integrationIds } from './defineIntegration.ts'
import { parsePointer } from './pointer.ts'
import { integrationOf, integrations, secretPointersOf } from './registry.ts'

const folder = dirname(fileURLToPath(import.meta.url))
const fixtures = readdirSync(fixtureFolder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
  .map((name) => name.slice(0, -'.json'.length))

const fileOf = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

test('the contract names the same integrations', () => {
  expect([...contractIds]).toEqual([...integrationIds])
  expect(Object.keys(integrations)).toEqual([...integrationIds])
})

test('every fixture belongs to an integration', () => {
  expect(fixtures.filter((name) => !integrationIds.some((id) => name.startsWith(`${id}.`)))).toEqual([])
})

describe.each([...integrationIds])('%s', (id) => {
  const integration = integrationOf(id)
  const own = fixtures.filter((name) => name.startsWith(`${id}.`))

  test('has a file, a test and a fixture of its name', () => {
    expect(existsSync(join(folder, `${fileOf(id)}.ts`))).toBe(true)
    expect(existsSync(join(folder, `${fileOf(id)}.test.ts`))).toBe(true)
    expect(own.length).toBeGreaterThan(0)
  })

  test('is registered under its own id and says what it is', () => {
    expect(integration.id).toBe(id)
    expect(integration.title.length).toBeGreaterThan(3)
    expect(integration.summary).toMatch(/^[A-Z].{20,200}\.$/)
  })

  test('reads at least one of its fixtures as an alert', () => {
    const made = own.map((name) => integration.observe(fixture(name), bareSource).kind)
    expect(made).toContain('observations')
  })

  test('tells how to connect it: the address, something to copy, and how to test that it arrives', () => {
    const text = JSON.stringify(integration.setup)
    expect(text).toContain('{{hook_url}}')
    expect(integration.setup.some((step) => /^Test that it arrives$/.test(step.title))).toBe(true)
    for (const step of integration.setup) {
      expect(step.title).not.toBe('')
      expect(step.text.length).toBeGreaterThan(10)
    }
  })

  test('names the secrets a person must not see by valid pointers', () => {
    expect(integration.secretsInBody.map(parsePointer)).not.toContain(null)
  })
})

test('a mapping adds the secrets it names', () => {
  const mapping = { fingerprint: '/a', title: '/b', secrets: ['/token'] }
  expect(secretPointersOf('generic', { mapping })).toEqual(['/token'])
  expect(secretPointersOf('generic', { mapping: { secrets: ['/token'] } })).toEqual([])
  expect(secretPointersOf('pagerduty', { mapping: null })).toContain('/routing_key')
})
