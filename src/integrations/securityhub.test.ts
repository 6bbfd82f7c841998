// Security Hub's findings.
import { expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, observations, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { securityhub } from './securityhub.ts'

const imported = fixtureJson('securityhub.imported')
const [finding] = imported.detail.findings

test('a failed check fires under the finding’s ARN', () => {
  expect(onlyAlert(securityhub, fixture('securityhub.imported'))).toEqual({
    fingerprint: 'arn:aws:securityhub:eu-central-1:123456789012:security-control/S3.8/finding/00000000-0000-4000-8000-00000000000f',
    status: 'firing',
    severity: 'HIGH',
    title: 'S3 buckets should block public access',
    summary: 'This check finds buckets that anybody can read.',
    startedAt: at('2026-03-01T00:00:00Z'),
    endedAt: null,
    link: 'https://docs.aws.example.com/S3.8/remediation',
    isTest: false,
    labels: {
      account: '123456789012',
      region: 'eu-central-1',
      product: 'Security Hub',
      generator: 'security-control/S3.8',
      resource: 'arn:aws:s3:::example-exports',
      resource_type: 'AwsS3Bucket',
      compliance: 'FAILED',
      workflow: 'NEW',
      record_state: 'ACTIVE',
    },
  })
})

test('a custom action sends many findings: passed has ended, suppressed has not, resolved by a person ended when that was sent', () => {
  const made = observations(securityhub.observe(fixture('securityhub.action'), bareSource))
  expect(made.map(({ status, severity, endedAt, isTest }) => ({ status, severity, endedAt, isTest }))).toEqual([
    { status: 'resolved', severity: 'INFORMATIONAL', endedAt: at('2026-03-04T05:00:01Z'), isTest: false },
    { status: 'firing', severity: '40', endedAt: null, isTest: false },
    { status: 'resolved', severity: 'HIGH', endedAt: at('2026-03-04T05:06:08Z'), isTest: true },
  ])
  expect(made[1]).toMatchObject({
    fingerprint: 'arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default/local-1',
    link: 'https://scanner.example.com/f/1',
    labels: { workflow: 'SUPPRESSED', custom_action: 'To Tickmark' },
  })
})

test('a finding the product archived has ended', () => {
  expect(onlyAlert(securityhub, delivery({ ...finding, RecordState: 'ARCHIVED' }))).toMatchObject({
    status: 'resolved',
    endedAt: at('2026-03-04T05:00:01Z'),
  })
})

test('bare findings are read, one or a list', () => {
  expect(onlyAlert(securityhub, delivery(finding)).severity).toBe('HIGH')
  expect(observations(securityhub.observe(delivery({ Findings: [finding, finding] }), bareSource))).toHaveLength(2)
  expect(securityhub.observe(delivery([finding, 'x']), bareSource)).toMatchObject({ omitted: 1 })
})

test('insight results say nothing; OCSF and what is no finding are refused with what to do', () => {
  expect(
    reasonOf(securityhub, delivery({ ...imported, 'detail-type': 'Security Hub Insight Results', detail: { insightResults: [] } })),
  ).toMatch(/^nothing: .*counts/)
  expect(reasonOf(securityhub, delivery({ ...imported, 'detail-type': 'Findings Imported V2' }))).toMatch(/^unreadable: .*OCSF/)
  expect(reasonOf(securityhub, delivery({ ...imported, detail: {} }))).toMatch(/^unreadable: .*no findings/)
  expect(reasonOf(securityhub, fixture('guardduty.event'))).toMatch(/^unreadable: .*not a Security Hub finding/)
})
