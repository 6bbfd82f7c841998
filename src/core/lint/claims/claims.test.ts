// What is promised of times that are held against a policy: found where the same thing has another time, and never where the subject is another.
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { parseDuration } from '../../document/duration.ts'
import { promisesIn } from '../../policy/locatedPromises.ts'
import { readText } from '../reading/readText.ts'
import { amountsIn, compareAmount } from './amount.ts'
import { contradictionOf } from './contradiction.ts'
import { readClaims } from './readClaims.ts'

const lexicons = shippedLexicons()

const policy = promisesIn(`---
kind: policy
id: incidents
severities:
  - level: SEV1
    acknowledge_within: PT15M
    contain_within: PT4H
    update_every: PT1H
    notify:
      - { whom: management, within: PT1H, from: detection }
      - { whom: cyber-insurer, within: PT48H, from: detection }
      - { whom: supervisory-authority, within: PT72H, from: awareness }
      - { whom: affected-customers, within: PT72H, from: confirmation }
  - level: SEV2
    acknowledge_within: PT30M
    contain_within: PT8H
    update_every: PT4H
    notify:
      - { whom: management, within: PT4H, from: detection }
post_incident: { review_within: P5D, actions_due_within: P30D }
---
`)

function contradictions(body: string): string[] {
  const text = readText(`# Runbook\n\n${body}\n`, lexicons)
  const { promises = [], levels = [] } = policy ?? {}
  const vocabulary = { levels: levels.map(({ level }) => level), whoms: promises.flatMap(({ whom }) => whom ?? []) }
  return readClaims(text, vocabulary, lexicons.audiences).flatMap((claim) => {
    const found = contradictionOf(claim, promises)
    return found === null ? [] : [`${claim.whom ?? claim.kind}${claim.level === null ? '' : ` ${claim.level}`} ${found.how}`]
  })
}

const told = (line: string) => `## Who to tell\n\n- ${line}`

describe('sentences that contradict the policy', () => {
  test.each<[string, string[]]>([
    ['Notify the supervisory authority within 5 business days of becoming aware.', ['supervisory-authority later']],
    ['The supervisory authority must be notified within 5 days.', ['supervisory-authority later']],
    ['Within five (5) days of becoming aware, notify the data protection authority.', ['supervisory-authority later']],
    ['Report the breach to the regulator no later than 96 hours after awareness.', ['supervisory-authority later']],
    [told('The supervisory authority within 5 days of becoming aware.'), ['supervisory-authority later']],
    [told('**Affected customers**: within 10 days of confirmation.'), ['affected-customers later']],
    [told('Cyber insurer — 3 days'), ['cyber-insurer later']],
    ['Tell the insurer within two weeks.', ['cyber-insurer later']],
    ['Call the cyber insurance within 3 working days.', ['cyber-insurer later']],
    ['Tell customers within 2 business days of confirmation.', ['affected-customers later']],
    ['Tell management within 1 hour and affected customers within 7 days.', ['affected-customers later']],
    ['At SEV2 tell management within 1 day.', ['management SEV2 later']],
    ['At SEV1 tell management within 4 hours of detection.', ['management SEV1 later']],
    ['Tell management within 1 day.', ['management later']],
    ['Notify the supervisory authority within 24 hours of becoming aware.', ['supervisory-authority sooner']],
    ['Notify the supervisory authority within 72 hours of detection.', ['supervisory-authority clock']],
    ['Acknowledge the page within 45 minutes.', ['acknowledge later']],
    ['SEV1: acknowledge within 30 minutes.', ['acknowledge SEV1 later']],
    ['Contain the incident within 2 days.', ['contain later']],
    ['Containment at SEV2 is due; contain within 1 day at SEV2.', ['contain SEV2 later']],
    ['Post a status update every 8 hours.', ['update later']],
    ['At Severity 1 update the channel every 4 hours.', ['update SEV1 later']],
    ['The post-incident review is held within 10 business days of closing.', ['review later']],
    ['## Review\n\n- Corrective actions are due within 90 days.', ['actions later']],
    [
      '## Severity\n\n| Level | Acknowledge | Contain |\n|---|---|---|\n| SEV1 | 30 minutes | 4 hours |\n| SEV2 | 30 minutes | 2 days |',
      ['acknowledge SEV1 later', 'contain SEV2 later'],
    ],
    [
      '| Who | Deadline |\n|---|---|\n| Supervisory authority | 5 days |\n| Affected customers | 72 hours |',
      ['supervisory-authority later'],
    ],
    ['Send the first report to the supervisory authority within 5 days.', ['supervisory-authority later']],
    ['Notify the supervisory authority without undue delay and within 5 days.', ['supervisory-authority later']],
    [
      'Notify the supervisory authority without undue delay and, where feasible, not later than 96 hours after becoming aware.',
      ['supervisory-authority later'],
    ],
    ['Within 5 business days, the supervisory authority must be notified.', ['supervisory-authority later']],
    ['| Level | Notify | Within |\n|---|---|---|\n| SEV1 | Management | 4 hours |', ['management SEV1 later']],
    ['The authority is told within 4 days.', ['supervisory-authority later']],
  ])('%s', (body, expected) => {
    expect(contradictions(body)).toEqual(expected)
  })
})

describe('sentences that do not', () => {
  test.each([
    'Notify the supervisory authority within 72 hours of becoming aware.',
    'Notify the supervisory authority within 3 days of becoming aware.',
    'The supervisory authority within seventy-two (72) hours.',
    'Tell management within 1 hour at SEV1, within 4 hours at SEV2.',
    told('Management: SEV1 within 1 hour of detection, SEV2 within 4 hours.'),
    told('If personal data was reached, the supervisory authority within 72 hours of becoming aware, by communications with counsel.'),
    // Another subject.
    'Tell the tax authority within 10 days.',
    'Tell enterprise customers within 24 hours.',
    'Open a ticket with customer support within 10 minutes.',
    'Ask the supplier for their report within 5 days.',
    'Tell customers to rotate their keys within 5 days.',
    'Tell customers that must act within 30 days what to do.',
    'The supervisory authority answers within 5 business days.',
    'If the authority does not answer within 5 days, write again.',
    'If nobody acknowledges within 10 minutes, page the backup.',
    'No answer within 15 minutes: page Security backup.',
    'The supervisory authority may ask for more within 14 days of the notification.',
    'File the final report with the supervisory authority within 30 days.',
    'Send the supervisory authority an early warning within 24 hours.',
    'Notify affected customers and rotate the keys within 24 hours.',
    'Notify the supervisory authority; rotate all keys within 24 hours.',
    'Notify customers within 5 days of their request.',
    'Customers can claim a refund within 30 days.',
    'Tell customers which data, since when, what we did within the last 5 days.',
    'Do not tell customers within the first 10 days.',
    'Customers who were notified within 5 days may ask for a refund.',
    'Within 5 days the supervisory authority may ask for more.',
    'Preserve the logs within 7 days.',
    'The message contains what happened within the last 24 hours.',
    'Isolate the host within 5 minutes.',
    'Acknowledge the reporter of a vulnerability within 2 days.',
    'Acknowledge the customer’s complaint within 24 hours.',
    'Rotate the update signing key every 90 days.',
    'Update the runbook every 90 days.',
    'Review access logs within 30 days.',
    'The review of firewall rules is done within 90 days.',
    'Keep the management events for 90 days.',
    'CloudTrail holds management events for 90 days.',
    'Tell management how many customers were down for more than 5 hours.',
    'The insurer pays within 30 days.',
    'Insurance must confirm the panel lawyer within 5 days.',
    'The board is told within 5 days.',
    'Update the status page every 30 minutes and tell us what happened in the last 7 days.',
    '| Who | Where | Last checked |\n|---|---|---|\n| Supervisory authority | web form | 30 days ago |',
    '| Level | Acknowledge | Contain |\n|---|---|---|\n| SEV1 | 15 minutes | 4 hours |\n| SEV2 | 30 minutes | 8 hours |',
    '```\nnotify the supervisory authority within 9 days\n```',
    '> Notify the supervisory authority within 9 days.',
  ])('%s', (body) => {
    expect(contradictions(body).filter((each) => !/update sooner/.test(each))).toEqual([])
  })
})

test.each([
  ['denials', 'not tell the supervisory authority within 5 days '],
  ['conditions', 'if where unless until within 5 days '],
  ['people', 'the supervisory authority customers management '],
  ['times', 'within 5 days every 3 hours '],
  ['verbs', 'notify tell report to inform within '],
])('a paragraph of nothing but %s is read in bounded time', (_name, words) => {
  const from = performance.now()
  contradictions(words.repeat(Math.ceil(60_000 / words.length)))
  expect(performance.now() - from).toBeLessThan(5_000)
})

describe('lengths of time', () => {
  test.each([
    ['5 business days', 'PT72H', 'longer'],
    ['3 business days', 'PT72H', 'longer'],
    ['1 business day', 'PT24H', 'longer'],
    ['1 business day', 'PT72H', 'unclear'],
    ['1 business day', 'P5D', 'shorter'],
    ['5 working days', 'P5D', 'longer'],
    ['4 business hours', 'PT4H', 'longer'],
    ['72 hours', 'P3D', 'same'],
    ['seventy-two hours', 'PT72H', 'same'],
    ['1 week', 'P7D', 'same'],
    ['30 days', 'P1M', 'unclear'],
    ['one month', 'P1M', 'same'],
    ['12 months', 'P1Y', 'same'],
    ['45 days', 'P1M', 'longer'],
    ['half an hour', 'PT30M', 'same'],
    ['30 to 60 minutes', 'PT1H', 'same'],
    ['1.5 hours', 'PT90M', 'same'],
    ['24 hours', 'PT72H', 'shorter'],
  ] as const)('%s against %s is %s', (said, promised, expected) => {
    const [amount] = amountsIn(said)
    const duration = parseDuration(promised)
    expect(amount && duration && compareAmount(amount, duration)).toBe(expected)
  })
  test('are found with their place, “every hour” and “daily” as well', () => {
    expect(amountsIn('Update every hour, then daily; 24/7, v1.2 days').map(({ count, unit, start }) => [count, unit, start])).toEqual([
      [1, 'hour', 13],
      [1, 'day', 24],
    ])
  })
})
