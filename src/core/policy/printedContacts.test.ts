// The sheet of contacts: what stands on it, so that somebody with nothing but paper knows whom to call next.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DocumentVersion } from '../document/documentVersion.ts'
import { printedHtml } from '../document/printedHtml.ts'
import { toInstant } from '../kernel/instant.ts'
import { parsePolicy } from './parsePolicy.ts'
import { type ContactsToPrint, printedContacts } from './printedContacts.ts'

const markdown = readFileSync(new URL('../../../catalogues/templates/policies/incident-response.md', import.meta.url), 'utf8')
const version = { title: 'Incident response', number: 1, version: 'ab'.repeat(32) } as DocumentVersion
const at = (text: string) => toInstant(Date.parse(text))
const sheet = (more: Partial<ContactsToPrint>) =>
  printedHtml(
    printedContacts({
      ...{ policy: parsePolicy(markdown).policy, version, organization: 'Example Ltd', printedOn: at('2026-05-06T12:00:00Z') },
      ...{ people: [], paths: [], turns: [], contacts: [], ...more },
    }),
  )

test('says whom to call in which order, by which number, and when to call the next', () => {
  const level = {
    who: 'Primary, now Ada',
    backup: null,
    mechanism: 'pagerduty',
    telephone: '+41440000001',
    channel: '#security',
    waitMinutes: 15,
  }
  const html = sheet({ paths: [{ key: 'security-oncall', name: 'Security', levels: [level] }] })
  for (const said of ['Security (security-oncall)', 'Primary, now Ada', 'nobody', '+41440000001', 'pagerduty', '#security', '15 min'])
    expect(html).toContain(said)
})

test('says who is on call until when, in a zone that paper can be read in anywhere, and who only stands in', () => {
  const turn = { rotation: 'Primary', person: 'Bo', standsIn: true, from: at('2026-05-06T12:00:00Z'), to: at('2026-05-11T07:00:00Z') }
  const html = sheet({ turns: [turn] })
  for (const said of ['Bo (standing in)', '2026-05-11 07:00 UTC']) expect(html).toContain(said)
})

test('leaves room for numbers that nobody wrote down, and says that there is no path yet', () => {
  const html = sheet({ people: [{ name: 'Ada', role: 'responder', email: 'ada@example.com', telephone: null }] })
  for (const said of ['ada@example.com', 'write in by hand', 'No escalation path is written yet']) expect(html).toContain(said)
})
