// What the public payloads of CloudWatch come to, on either way it sends them, and what EventBridge sends beside them.
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'

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
