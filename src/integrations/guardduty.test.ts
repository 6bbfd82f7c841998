// GuardDuty's findings.
import { expect, test } from 'vitest'
import { at, delivery, fixture, fixtureJson, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { guardduty } from './guardduty.ts'

test('a finding fires under its id; the envelope’s 1970 does not win over the finding’s own times', () => {
  expect(onlyAlert(guardduty, fixture('guardduty.event'))).toEqual({
    fingerprint: '0123456789abcdef0123456789abcdef',
    status: 'firing',
    severity: '5.3',
    title: 'Console login of ada from two countries',
    summary: 'ada signed in from places that one person cannot be in.',
    startedAt: at('2026-03-04T04:58:00Z'),
    endedAt: null,
    link: null,
    isTest: false,
    labels: {
      type: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
      account: '123456789012',
      region: 'eu-central-1',
      resource: 'AccessKey',
      user: 'ada',
    },
  })
})

test('a finding without any time of its own claims none from an envelope of 1970', () => {
  const event = fixtureJson('guardduty.event')
  const { createdAt, ...detail } = { ...event.detail, service: { serviceName: 'guardduty' } }
  expect(createdAt).toBeDefined()
  expect(onlyAlert(guardduty, delivery({ ...event, detail })).startedAt).toBeNull()
})

test('a bare finding is read, a sample is a test in each of its spellings, and an archived one still fires', () => {
  const sample = fixtureJson('guardduty.sample')
  expect(onlyAlert(guardduty, fixture('guardduty.sample'))).toMatchObject({ isTest: true, status: 'firing', labels: { archived: 'true' } })
  const untitled = { ...sample, title: 'Console login' }
  expect(onlyAlert(guardduty, delivery(untitled)).isTest).toBe(true)
  expect(onlyAlert(guardduty, delivery({ ...untitled, service: { ...sample.service, additionalInfo: { sample: true } } })).isTest).toBe(
    true,
  )
  expect(onlyAlert(guardduty, delivery({ ...untitled, service: { ...sample.service, additionalInfo: { value: '{' } } })).isTest).toBe(false)
})

test('a finding without its id is known by what it says', () => {
  const { id, arn, ...finding } = fixtureJson('guardduty.sample')
  expect([id, arn]).not.toContain(undefined)
  expect(onlyAlert(guardduty, delivery(finding)).fingerprint).toMatch(/^derived:[0-9a-f]{32}$/)
})

test('an event without a finding in it is refused, another event of GuardDuty says nothing', () => {
  const event = fixtureJson('guardduty.event')
  expect(reasonOf(guardduty, delivery({ ...event, detail: {} }))).toMatch(/^unreadable: .*neither an id nor a title/)
  expect(reasonOf(guardduty, delivery({ ...event, 'detail-type': 'GuardDuty Malware Protection Resource Status Active' }))).toMatch(
    /^nothing: /,
  )
  expect(reasonOf(guardduty, fixture('cloudwatch.event'))).toMatch(/^unreadable: .*not a GuardDuty finding/)
})
