// What the public payloads of GuardDuty come to.
import { payloadTable } from '../../test/support/payloadTable.ts'

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
