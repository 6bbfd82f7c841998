// What the public payloads of Security Hub come to.
import { payloadTable } from '../../test/support/payloadTable.ts'

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
