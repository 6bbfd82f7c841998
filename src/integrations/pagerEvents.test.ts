// What paging tools say about people, read from our own fixtures and from nonsense.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../core/ledger/utf8.ts'
import { readPagerEvent } from './pagerEvents.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)))
const at = (text: string) => Date.parse(text)

describe('PagerDuty', () => {
  test('without assignees the escalation policy was called', () => {
    expect(readPagerEvent('pagerduty', fixture('pagerduty.triggered'))).toEqual({
      kind: 'paged',
      people: ['Database on call'],
      happenedAt: at('2026-03-04T05:06:08.512Z'),
    })
  })
  test('an escalation passes on to whoever it is assigned to now', () => {
    expect(readPagerEvent('pagerduty', fixture('pagerduty.escalated'))).toMatchObject({ kind: 'passed-on', people: ['Bo Example'] })
  })
  test('an acknowledgement is an answer of its agent', () => {
    expect(readPagerEvent('pagerduty', fixture('pagerduty.acknowledged'))).toEqual({
      kind: 'answered',
      people: ['Bo Example'],
      happenedAt: at('2026-03-04T05:18:30.000Z'),
    })
  })
  test.each(['pagerduty.resolved', 'pagerduty.note', 'pagerduty.ping'])('%s says nothing about people', (name) => {
    expect(readPagerEvent('pagerduty', fixture(name))).toBeNull()
  })
})

describe('Opsgenie', () => {
  test('an acknowledgement is an answer, and closing is none', () => {
    expect(readPagerEvent('opsgenie', fixture('opsgenie.acknowledge'))).toMatchObject({ kind: 'answered', people: ['bo@example.com'] })
    expect(readPagerEvent('opsgenie', fixture('opsgenie.close'))).toBeNull()
  })
})

test('what is no page is none: other tools, other shapes, no JSON, names of nothing but spaces and controls', () => {
  const event = (more: object) => encodeUtf8(JSON.stringify({ event: { event_type: 'incident.acknowledged', ...more } }))
  expect(readPagerEvent('alertmanager', fixture('pagerduty.acknowledged'))).toBeNull()
  expect(readPagerEvent('pagerduty', encodeUtf8('{"event":['))).toBeNull()
  for (const agent of [null, [], 7, {}, { summary: null }, { summary: ' \u0007 ' }])
    expect(readPagerEvent('pagerduty', event({ agent }))).toBeNull()
  expect(readPagerEvent('pagerduty', event({ agent: { summary: 'A\u0000d\na' } }))?.people).toEqual(['A d a'])
})
