// What the public payloads of AWS come to.
import { expect, test } from 'vitest'
import { bareSource, deliveryFrom } from '../../test/support/deliveries.ts'
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'
import { sharedAvailable, sharedPath } from '../../test/support/shared.ts'
import { sns } from './sns.ts'

const plain = (topic: string, id: string, title: string, startedAt: string): ExpectedAlert => ({
  fingerprint: `${topic}#${id}`,
  status: 'firing',
  severity: null,
  title,
  startedAt,
  link: null,
})
const verifyTopic = 'arn:aws:sns:us-east-2:295079676684:publish-and-verify'
payloadTable('aws-sns', [
  {
    file: 'docs.notification.sns-message-and-json-formats.2',
    as: 'sns',
    alerts: [
      plain(
        'arn:aws:sns:us-west-2:123456789012:MyTopic',
        '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
        'My First Message',
        '2012-05-02T00:54:06.655Z',
      ),
    ],
  },
  { file: 'docs.subscriptionconfirmation.SendMessageToHttp.prepare.1', as: 'sns', none: /^nothing: .*asks whether it may send/ },
  { file: 'docs.subscriptionconfirmation.sns-message-and-json-formats.1', as: 'sns', none: /^nothing: .*asks whether it may send/ },
  {
    file: 'lambda-envelope.sns-event',
    as: 'sns',
    alerts: [plain('arn:aws:sns:EXAMPLE', '95df01b4-ee98-5cb9-9903-4c221d41eb5e', 'TestInvoke', '2015-06-03T17:43:27.123Z')],
  },
  {
    file: 'notification.powertools',
    as: 'sns',
    alerts: [
      plain(
        'arn:aws:sns:eu-west-1:231436140809:powertools265',
        'd88d4479-6ec0-54fe-b63f-1cf9df4bb16e',
        '{"message": "hello world", "username": "lessa"}',
        '2021-01-19T10:07:07.287Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv1.subject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-6e11fed2-fcdf-4c52-9dc4-36ef43f37f84`,
        '11405cc3-9ac7-56d5-b45d-079e8f7a8edf',
        'Hello world',
        '2022-07-28T22:53:49.654Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv2.nosubject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-62674b1d-4295-426b-88e7-5fb75652a04e`,
        '17dea24b-55c2-540b-8362-f916557af765',
        'Hello world',
        '2022-07-28T21:24:08.324Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv2.subject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-530b26da-0687-4fe4-9f71-780bad3181e2`,
        '4504e649-d933-5aa9-8199-bd14ccf05f0b',
        'Hello world',
        '2022-07-28T22:53:55.086Z',
      ),
    ],
  },
])

test.skipIf(!sharedAvailable)('a subscription of the documentation’s sample would be confirmed at Amazon', () => {
  const sample = deliveryFrom(sharedPath('payloads', 'aws-sns'), 'docs.subscriptionconfirmation.sns-message-and-json-formats.1')
  expect(sns.observe(sample, bareSource)).toHaveProperty('confirm', {
    url: 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37...',
    topic: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  })
})

const alarmsOf = (region: string) => `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm`
const alarm = (fingerprint: string, title: string, startedAt: string, link: string | null): ExpectedAlert => ({
  ...{ fingerprint, title, startedAt, link },
  status: 'firing',
  severity: null,
})
const example = alarm('arn:aws:cloudwatch:REGION:ACCOUNT_NUMBER:alarm:EXAMPLE', 'EXAMPLE', '2015-06-03T17:43:27.123Z', null)
payloadTable('aws-cloudwatch-sns', [
  { file: 'alarm-message.multiple-metrics', as: 'cloudwatch', alerts: [example] },
  { file: 'alarm-message.single-metric', as: 'cloudwatch', alerts: [example] },
  {
    file: 'lambda-action.cloudWatchAlarmEventCompositeMetric',
    as: 'cloudwatch',
    alerts: [
      alarm(
        'arn:aws:cloudwatch:us-east-1:111122223333:alarm:SuppressionDemo.Main',
        'CompositeDemo.Main',
        '2023-08-04T12:56:46.138Z',
        `${alarmsOf('us-east-1')}/CompositeDemo.Main`,
      ),
    ],
  },
  { file: 'lambda-envelope.multiple-metrics', as: 'cloudwatch', alerts: [example] },
  { file: 'lambda-envelope.multiple-metrics', as: 'sns', alerts: [example] },
  { file: 'lambda-envelope.single-metric', as: 'cloudwatch', alerts: [example] },
  { file: 'lambda-envelope.single-metric', as: 'sns', alerts: [example] },
])

const account = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm'
payloadTable('aws-cloudwatch-eventbridge', [
  {
    file: '01.state-change-for-a-single-metric-alarm',
    as: 'cloudwatch',
    alerts: [
      alarm(`${account}:ServerCpuTooHigh`, 'ServerCpuTooHigh', '2019-10-02T17:04:40.989Z', `${alarmsOf('us-east-1')}/ServerCpuTooHigh`),
    ],
  },
  {
    file: '03.state-change-for-an-anomaly-detection-alarm',
    as: 'cloudwatch',
    alerts: [
      alarm(
        `${account}:EC2 CPU Utilization Anomaly`,
        'EC2 CPU Utilization Anomaly',
        '2019-10-03T16:00:04.653Z',
        `${alarmsOf('us-east-1')}/EC2%20CPU%20Utilization%20Anomaly`,
      ),
    ],
  },
  { file: '05.creation-of-a-composite-alarm', as: 'cloudwatch', none: /^nothing: .*ServiceAggregatedAlarm.*\(create\)/ },
  {
    file: '06.creation-of-a-composite-alarm-with-a-suppressor-alarm',
    as: 'cloudwatch',
    none: /^nothing: .*ServiceAggregatedAlarm.*\(create\)/,
  },
  { file: '09.deletion-of-a-metric-math-alarm', as: 'cloudwatch', none: /^nothing: .*TotalNetworkTrafficTooHigh.*\(delete\)/ },
  {
    file: '10.deletion-of-a-composite-alarm-with-a-suppressor-alarm',
    as: 'cloudwatch',
    none: /^nothing: .*ServiceAggregatedAlarm.*\(delete\)/,
  },
])

payloadTable('aws-eventbridge', [
  { file: 'ec2-state-change.replayed', as: 'cloudwatch', none: /^unreadable: .*not a CloudWatch alarm/ },
  {
    file: 'ec2-state-change.replayed',
    as: 'generic',
    mapping: { fingerprint: '/id', title: '{/detail-type}: {/detail/state}', started_at: '/time' },
    alerts: [
      {
        ...alarm(
          '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
          'EC2 Instance State-change Notification: terminated',
          '2017-12-22T18:43:48Z',
          null,
        ),
      },
    ],
  },
  {
    file: 'health.ec2-retire',
    as: 'generic',
    mapping: {
      fingerprint: '/detail/eventArn',
      title: '/detail/eventTypeCode',
      summary: '/detail/eventDescription/*/latestDescription',
      started_at: '/detail/startTime',
    },
    alerts: [
      alarm(
        'arn:aws:health:us-east-1::event/EC2/AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED/AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED3d776ac7-512d-4a3b-8ea4-73c33993a906',
        'AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED',
        '2018-11-01T22:00:00Z',
        null,
      ),
    ],
  },
])

payloadTable('aws-guardduty', [
  {
    file: 'eventbridge.ec2',
    as: 'guardduty',
    alerts: [
      {
        fingerprint: 'b4b01b60fc24a199139f8f5f490edd81',
        status: 'firing',
        severity: '5',
        title: 'Command and Control server domain name queried by EC2 instance i-99999999.',
        // Not the envelope's 1970.
        startedAt: '2017-12-08T15:32:49Z',
        link: null,
        isTest: true,
      },
    ],
  },
  { file: 'eventbridge.minimal-empty-detail', as: 'guardduty', none: /^unreadable: .*neither an id nor a title/ },
  {
    file: 'finding.panther.sample-flag',
    as: 'guardduty',
    alerts: [
      {
        fingerprint: 'eeb88ab56556eb7771b266670dddee5a',
        status: 'firing',
        severity: '8',
        title: 'Principal AssumedRole:IAMRole attempted to add a policy to themselves that is highly permissive.',
        startedAt: '2020-02-14T17:59:17Z',
        link: null,
        isTest: true,
      },
    ],
  },
])

const cis = (region: string, owner: string, rule: string, id: string) =>
  `arn:aws:securityhub:${region}:${owner}:subscription/cis-aws-foundations-benchmark/v/1.2.0/${rule}/finding/${id}`
payloadTable('aws-securityhub', [
  {
    file: 'asff.s3.2',
    as: 'securityhub',
    alerts: [
      {
        fingerprint:
          'arn:aws:securityhub:us-east-1:111111111111:subscription/aws-foundational-security-best-practices/v/1.0.0/S3.2/finding/ef33c951-94b7-4d92-acd2-99c2a3e3a78a',
        status: 'resolved',
        severity: 'INFORMATIONAL',
        title: 'S3.2 S3 buckets should prohibit public read access',
        startedAt: '2021-07-22T15:22:40.888Z',
        endedAt: '2021-07-22T15:22:40.888Z',
        link: 'https://docs.aws.amazon.com/console/securityhub/S3.2/remediation',
      },
    ],
  },
  {
    file: 'eventbridge.custom-action.cis-2.3',
    as: 'securityhub',
    alerts: [
      {
        fingerprint: cis('us-east-2', '111111111111', '2.3', 'f51c716c-b33c-4949-b748-2ffd22bdceec'),
        status: 'firing',
        severity: 'CRITICAL',
        title: '2.3 Ensure the S3 bucket used to store CloudTrail logs is not publicly accessible',
        startedAt: '2020-05-20T05:02:44.203Z',
        link: 'https://docs.aws.amazon.com/console/securityhub/standards-cis-2.3/remediation',
      },
    ],
  },
  {
    file: 'eventbridge.custom-action.cis-4.1-4.2.multi',
    as: 'securityhub',
    alerts: [
      {
        fingerprint: cis('us-east-2', '111111111111', '4.1', '85668a02-4155-475b-bd1b-1a60e16b687c'),
        status: 'firing',
        severity: 'HIGH',
        title: '4.1 Ensure no security groups allow ingress from 0.0.0.0/0 to port 22',
        startedAt: '2020-05-19T23:57:00.690Z',
        link: 'https://docs.aws.amazon.com/console/securityhub/standards-cis-4.1/remediation',
      },
    ],
  },
  {
    file: 'eventbridge.custom-action.cloudtrail',
    as: 'securityhub',
    alerts: [
      {
        fingerprint: cis('us-east-1', '644160558196', '2.2', 'c82767be-e5e9-4c4e-a38c-477154ae38a2'),
        // The check passed, although its workflow still says NEW.
        status: 'resolved',
        severity: 'INFORMATIONAL',
        title: '2.2 Ensure CloudTrail log file validation is enabled (Scored)',
        startedAt: '2019-01-23T23:22:13.019Z',
        endedAt: '2019-07-11T16:13:05.556Z',
        link: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards.html#securityhub-standards-checks-2.2',
      },
    ],
  },
  {
    file: 'eventbridge.imported.cis-1.3',
    as: 'securityhub',
    alerts: [
      {
        fingerprint: cis('us-east-1', '111111111111', '1.3', '6e842abe-6cbf-4bc1-aa55-3b2ae63aabd6'),
        status: 'firing',
        severity: 'MEDIUM',
        title: '1.3 Ensure credentials unused for 90 days or greater are disabled',
        startedAt: '2020-05-08T03:41:48.614Z',
        link: 'https://docs.aws.amazon.com/console/securityhub/standards-cis-1.3/remediation',
      },
    ],
  },
  {
    file: 'eventbridge.lambda-cross',
    as: 'securityhub',
    alerts: [
      {
        // The id is no ARN: it is one of a kind only within its product.
        fingerprint:
          'arn:aws:securityhub:us-east-1:644160558196:product/644160558196/default/us-east-1/644160558196/356580e4704cf1222cbee13685416652/84a7b9799285262dbf00c7b214463dde',
        status: 'firing',
        severity: 'LOW',
        title: 'lambda-finding',
        startedAt: '2020-01-15T15:55:49.624Z',
        link: null,
      },
    ],
  },
])
