// What is promised of names: a tool that no list has is known where a sentence shows it to be one, and a policy’s capitals name nothing.
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { readText } from './readText.ts'

const lexicons = shippedLexicons()

const productsIn = (line: string) =>
  readText(`# T\n\n- ${line}\n`, lexicons).reads.flatMap(({ unit, products }) =>
    products.map(({ start, end }) => unit.text.slice(start, end)),
  )

const listed = (line: string) =>
  readText(`# T\n\n- ${line}\n`, lexicons).reads.flatMap(({ products }) => products.filter(({ value }) => value !== 'unlisted')).length

describe('a product in no list', () => {
  test.each([
    ['Mute the noise in Falconer and go on.', ['Falconer']],
    ['Disable the person in Lumen, then end the session via Gatehouse.', ['Lumen', 'Gatehouse']],
    ['Restart the Kestrel worker.', ['Kestrel']],
    ['Look at the Blueberry dashboard.', ['Blueberry']],
    ['Use Silver Heron to end the session.', ['Silver Heron']],
    ['Stop whatever QuillBase still writes.', ['QuillBase']],
  ])('is known where a tool would be named: %s', (line, names) => {
    expect(productsIn(line).map((name) => name.trim())).toEqual(names)
  })
  test('is known alone in a column for tools, and nowhere else in a table', () => {
    const cells = readText('# T\n\n| Step | Tool | Note |\n|---|---|---|\n| Suspend | Gatehouse | Quickly |\n', lexicons).reads
    expect(cells.flatMap(({ unit, products }) => products.map(({ start, end }) => unit.text.slice(start, end)))).toEqual(['Gatehouse'])
  })
})

describe('capitals that name no product', () => {
  test.each([
    'Escalate to the Security Council via the Emergency Bridge.',
    'Record it in the Risk Register, or in person at the Oakland Office.',
    'Follow the Data Classification Policy in Annex B and Section 4.',
    'Isolate affected Systems through the Network Operations Center.',
    'The Chief Privacy Officer must approve via written Authorization.',
    'In Europe the GDPR applies; in Germany somebody must be told on Monday.',
    'Use Secure Shell (SSH) and Multi-Factor Authentication (MFA).',
    'Block at Firewall, isolate with EDR, search in SIEM.',
    'Activate Breach Response Team In Oakdale',
    'Flaky alerts are muted. Partial service is no outage.',
    'Open [Name Of Your Portal] and enter <Ticket Portal>.',
  ])('%s', (line) => {
    expect(productsIn(line)).toEqual([])
  })
  test('a company that has employees and duties is no tool', () => {
    const text = readText('# Policy\n\nGlobex shall respond. Globex employees report.\n\n- Isolate systems in Globex.\n', lexicons)
    expect(text.reads.flatMap(({ products }) => products)).toEqual([])
  })
  test('a word that the text writes small elsewhere is none', () => {
    const text = readText('# T\n\nThe gatehouse is manned.\n\n- Ask in Gatehouse.\n', lexicons)
    expect(text.reads.flatMap(({ products }) => products)).toEqual([])
  })
})

describe('a product in a list', () => {
  test.each([
    'Revoke it in Okta’s console.',
    'Drain the RabbitMQ queue.',
    'restart the rabbitmq node',
    'an AWS-hosted copy',
    'check GitHub’s page',
  ])('is known however it is used: %s', (line) => {
    expect(listed(line)).toBeGreaterThan(0)
  })
  test.each(['give them some slack', 'a spark of hope', 'the teams meet'])('that is an ordinary word needs its capital: %s', (line) => {
    expect(listed(line)).toBe(0)
  })
})
