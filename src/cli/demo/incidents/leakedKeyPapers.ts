// What is kept as evidence of the leaked key. The key ids are those that AWS documents as examples.
import { formatInstant } from '../../../core/kernel/instant.ts'
import type { Calendar } from './plot.ts'

const key = 'AKIAIOSFODNN7EXAMPLE'
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const lines = (all: readonly string[]) => `${all.join('\n')}\n`

export function leakedKeyPapers(t: Calendar): Readonly<Record<string, string>> {
  const call = (day: number, time: string, region: string, address: string, name: string, error = 'ok') =>
    [formatInstant(t(day, time)), region, address, 'aws-cli/2.15.0', name, error].join('\t')
  return {
    'key-last-used.json': json({
      UserName: 'ci-deploy',
      AccessKeyLastUsed: { Region: 'sa-east-1', ServiceName: 'ec2', LastUsedDate: formatInstant(t(1, '09:58')) },
    }),
    'leaking-commit.txt': lines([
      'commit 8f4c2e7a1b6d3950c2aa77e1f0b9d4c35e6a8f12',
      'Author: web team <web@larkspur.example.com>',
      `Date:   ${new Date(t(0, '18:44')).toUTCString()}`,
      '',
      '    Add preview deployment',
      '',
      `+  AWS_ACCESS_KEY_ID: ${key}`,
      '+  AWS_SECRET_ACCESS_KEY: (taken out of this copy)',
    ]),
    'events-eu-central-1.tsv': lines([
      call(0, '18:51', 'eu-central-1', '203.0.113.54', 'GetCallerIdentity'),
      call(0, '18:52', 'eu-central-1', '203.0.113.54', 'ListBuckets', 'AccessDenied'),
      call(0, '18:52', 'eu-central-1', '203.0.113.54', 'DescribeInstances'),
      call(0, '18:53', 'eu-central-1', '203.0.113.54', 'ListUsers', 'AccessDenied'),
    ]),
    'events-sa-east-1.tsv': lines([
      call(1, '02:57', 'sa-east-1', '203.0.113.54', 'DescribeInstanceTypeOfferings'),
      call(1, '02:58', 'sa-east-1', '203.0.113.54', 'CreateKeyPair'),
      call(1, '02:59', 'sa-east-1', '203.0.113.54', 'RunInstances'),
      call(1, '03:04', 'sa-east-1', '203.0.113.54', 'RunInstances'),
      call(1, '09:58', 'sa-east-1', '203.0.113.54', 'RunInstances', 'InstanceLimitExceeded'),
    ]),
    'instances-sa-east-1.json': json({
      Reservations: [
        {
          Instances: ['i-0a1b2c3d4e5f60718', 'i-0f9e8d7c6b5a40312'].map((InstanceId) => ({
            InstanceId,
            InstanceType: 'c6i.32xlarge',
            LaunchTime: formatInstant(t(1, '02:59')),
            KeyName: 'k1',
            State: { Name: 'running' },
          })),
        },
      ],
    }),
    'iam-before.json': json({
      UserDetailList: [{ UserName: 'ci-deploy', CreateDate: '2023-02-11T09:14:00Z', AttachedManagedPolicies: ['PowerUserAccess'] }],
      Note: 'Excerpt: one of 34 users.',
    }),
    'deny-old-sessions.json': json({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': formatInstant(t(1, '16:20')) } } },
      ],
    }),
    'console-output.txt':
      'An error occurred (InvalidInstanceID.NotFound): the instance IDs i-0a1b2c3d4e5f60718, i-0f9e8d7c6b5a40312 do not exist\n',
    'events-after.tsv': lines([
      call(1, '17:31', 'sa-east-1', '203.0.113.54', 'RunInstances', 'InvalidClientTokenId'),
      call(1, '17:36', 'sa-east-1', '203.0.113.54', 'GetCallerIdentity', 'InvalidClientTokenId'),
    ]),
    'spending.tsv': lines([
      'day\tregion\tUSD',
      `${t.date(0)}\tsa-east-1\t0.00`,
      `${t.date(1)}\tsa-east-1\t161.28`,
      `${t.date(2)}\tsa-east-1\t0.00`,
    ]),
    'git-events.json': json({
      note: 'Clones of marketing-site after the commit',
      clones: 3,
      actors: ['(anonymous)', '(anonymous)', 'web-deploy'],
    }),
    'pager-log.txt': lines([
      `${formatInstant(t(1, '14:50'))} incident opened by hand`,
      `${formatInstant(t(1, '14:50'))} push to level 2: delivered, not opened`,
      `${formatInstant(t(1, '14:55'))} push to level 2: delivered, not opened (phone is in focus mode)`,
      `${formatInstant(t(1, '15:05'))} level 2 passed over`,
    ]),
  }
}
