// What ships as an example must pass for one: with its places filled in, each template is functional in every element of its scope.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../test/support/lexicons.ts'
import { parseEscalation } from '../people/parseEscalation.ts'
import { promisesIn } from '../policy/locatedPromises.ts'
import { type Element, elements } from './element.ts'
import { lintDocument } from './lintDocument.ts'

const lexicons = shippedLexicons()
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'catalogues', 'templates')
const names = (room: string) => readdirSync(join(folder, room)).filter((name) => name.endsWith('.md'))

/** As a company would. */
function filled(...parts: string[]): string {
  return readFileSync(join(folder, ...parts), 'utf8')
    .replace(/\[replace: date and name[^\]]*\]/g, '2026-01-12, by Ada Example; next review by 2026-07-12')
    .replace(/\[replace:[^\]]*\]/g, 'Example Ltd')
}

const { paths } = parseEscalation(readFileSync(join(folder, 'policies', 'escalation.yaml'), 'utf8'))
const escalations = new Set(paths.map(({ id }) => id))
const options = { lexicons, today: '2026-11-28' }
const policy = lintDocument('incident-response.md', filled('policies', 'incident-response.md'), {
  ...options,
  reach: { policies: new Map(), escalations },
})
const reach = {
  policies: new Map([
    ['incident-response', { elements: policy.elements, promised: promisesIn(filled('policies', 'incident-response.md')) }],
  ]),
  escalations,
}

describe('templates', () => {
  test('the policy is functional in what a policy promises; steps and artefacts are the runbooks’', () => {
    const scope: Element[] = ['severity', 'escalation', 'communication', 'review', 'training']
    expect(Object.fromEntries(scope.map((element) => [element, policy.elements[element]]))).toEqual(
      Object.fromEntries(scope.map((element) => [element, 'functional'])),
    )
    expect(policy.overall).toBe('functional')
  })
  test.each(names('runbooks'))('runbook %s is functional in all seven, with the policy and the path it cites', (name) => {
    const linted = lintDocument(name, filled('runbooks', name), { ...options, reach })
    expect(linted.elements).toEqual(Object.fromEntries(elements.map((element) => [element, 'functional'])))
    expect(linted.overall).toBe('functional')
    expect(linted.findings.filter(({ level }) => level === 'error')).toEqual([])
    expect(reach.policies.get('incident-response')?.promised?.promises.length).toBeGreaterThan(3)
  })
  test.each(names('notices'))('notice %s is judged as a text to be sent', (name) => {
    const linted = lintDocument(name, filled('notices', name), options)
    expect([linted.elements.communication, linted.overall]).toEqual(['functional', 'functional'])
  })
})
