// The incident that is open when the visitor comes: a server's credentials are used from elsewhere, since about an hour, with its clocks running.
import { formatInstant, type Instant, minute, toInstant } from '../../../core/kernel/instant.ts'
import { decide, draft, interview, sent, update } from './dutyDeeds.ts'
import { keep, lookAt, preserve } from './evidenceDeeds.ts'
import { acknowledgeIt, assign, clock, declare, link, move, severity, write } from './incidentDeeds.ts'
import { backupTonight, head, spokeswoman, visitor } from './onCall.ts'
import { answered, page } from './pageDeeds.ts'
import { act, fires, type Plot, type Setting } from './plot.ts'
import { follow, give, stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

export const tonightKey = 'tonight'

const runbook = 'unusual-api-activity'
const steps = stepsOf(runbook)
const role = 'worker'
const key = 'ASIAIOSFODNN7EXAMPLE'

type Ago = (minutes: number) => Instant

const toKeep = {
  'pod output': {
    evidence: 'Output of the worker pods',
    window: 'PT4H',
    where: 'The cluster',
    how: 'kubectl logs --all-containers --timestamps',
  },
  'management events': { evidence: 'Management events of the role, every region', retention_id: 'aws-cloudtrail-history' },
  'cluster events': { evidence: 'Events of the cluster', retention_id: 'k8s-events' },
  findings: { evidence: 'The findings themselves', retention_id: 'aws-guardduty' },
}

function soFar(ago: Ago, backup: string): Act[] {
  return [
    act(
      ago(52),
      visitor,
      declare(['credentials outside'], {
        origin: 'alert',
        title: 'Credentials of a worker used from outside',
        incident_type: 'unusual-activity',
        began_at: formatInstant(ago(71)),
      }),
    ),
    act(ago(51), visitor, acknowledgeIt()),
    act(ago(50), visitor, follow(runbook)),
    act(ago(49), visitor, steps.done('say-so', 'Role worker, calls from 203.0.113.201 since a quarter of an hour.')),
    act(
      ago(48),
      visitor,
      give(runbook, {
        region: 'eu-central-1',
        ROLE: role,
        KEY: key,
        PRINCIPAL: 'i-0a1b2c3d4e5f60718',
        'instance-id': 'i-0a1b2c3d4e5f60718',
        SINCE: formatInstant(ago(24 * 60)),
      }),
    ),
    act(ago(47), visitor, keep('finding.json', { step: `${runbook}/read-finding`, source: 'GuardDuty, eu-central-1' })),
    act(ago(46), visitor, steps.done('read-finding', 'The instance’s credentials, from an address outside of AWS.')),
    act(ago(45), visitor, page('second pair of hands', { level: 2, channel: 'pager' })),
    act(ago(44), visitor, severity({ intruder: 'production', customers_down_percent: 0 })),
    act(ago(43), backup, answered('second pair of hands')),
    act(ago(42), visitor, steps.done('severity', 'Production: SEV1. Whether data was reached is not known.')),
    act(ago(41), visitor, page('commander', { to: head, channel: 'phone' })),
    act(ago(40), visitor, move('triaged')),
    act(ago(38), head, answered('commander', 'On the way to a screen.')),
    act(ago(37), head, assign('commander', head)),
    act(ago(36), visitor, steps.done('logs-still-run', 'All trails log.')),
    act(ago(35), head, assign('communications', spokeswoman)),
    act(ago(34), visitor, link('discovery')),
    act(ago(33), backup, preserve(toKeep)),
    act(ago(31), backup, keep('cluster-events.txt', { source: 'kubectl get events', keeps: 'cluster events', row_count: 3 })),
    act(
      ago(29),
      visitor,
      keep('calls.tsv', {
        step: `${runbook}/collect-events`,
        source: 'CloudTrail event history',
        row_count: 6,
        keeps: 'management events',
      }),
    ),
    act(ago(28), visitor, steps.done('collect-events', 'Complete but for the last fifteen minutes.')),
    act(ago(26), visitor, steps.done('count-calls', 'One address, one tool.')),
    act(
      ago(25),
      spokeswoman,
      update(
        'internal',
        'Somebody outside uses the credentials of a worker. We are about to cut them. What they reached is not known. Next update within the hour.',
      ),
    ),
    act(ago(24), visitor, keep('call-count.txt', { step: `${runbook}/count-calls`, source: 'The same events' })),
    act(
      ago(22),
      visitor,
      steps.stuck('compare', 'Event history of last week takes too long by this loop; asked for the query on the trail instead.'),
    ),
    act(ago(21), backup, steps.done('what-changed', 'Nothing was changed: List, Describe and 14 GetObject.')),
    act(
      ago(20),
      head,
      draft('management', {
        rule: 'policy-incident-response.management',
        to: 'Management',
        text: 'Somebody outside uses the credentials of one of our workers. We are cutting them. What they reached is not known yet; we write again within the hour.',
      }),
    ),
    act(ago(19), head, sent('management', { channel: 'Telephone' })),
    act(
      ago(17),
      'compliance',
      interview({
        roles: { is: ['controller', 'processor'], is_not: [], rest: 'is-not' },
        places: { is: ['EU', 'DE'], is_not: [], rest: 'unknown' },
        sectors: { is: ['cyber_insured'], is_not: [], rest: 'is-not' },
      }),
    ),
    act(ago(16), 'compliance', decide('policy-incident-response.cyber-insurer', 'accept')),
    act(ago(15), visitor, steps.done('instance-credentials', 'Used from outside only since 71 minutes.')),
    act(ago(14), head, steps.done('decide', 'Real.')),
    act(
      ago(12),
      visitor,
      keep('reads.tsv', { source: 'Data events of the trail', row_count: 3, description: 'Three of the 14 objects that were read.' }),
    ),
    act(ago(11), head, lookAt('reads.tsv')),
    act(ago(10), visitor, steps.done('logging', 'On, and its bucket is locked.')),
    act(ago(8), backup, steps.done('what-depends', 'Exports wait while it restarts: minutes.')),
    act(
      ago(6),
      visitor,
      write(
        'The metadata service of this instance answers the old protocol: a request forged through the preview of links could have read them.',
      ),
    ),
    act(
      ago(5),
      'compliance',
      clock({
        clock: 'suspicion',
        at: formatInstant(ago(12)),
        basis: 'Fourteen objects were read; whether there are people in them is being looked at.',
      }),
    ),
  ]
}

function papers(ago: Ago): Plot['papers'] {
  const call = (minutes: number, name: string, error = 'ok') =>
    [formatInstant(ago(minutes)), 'eu-central-1', '203.0.113.201', 'Boto3/1.34', name, error].join('\t')
  const lines = (all: readonly string[]) => `${all.join('\n')}\n`
  return {
    'finding.json': `${JSON.stringify(
      {
        Type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
        Severity: 8,
        Resource: { AccessKeyDetails: { AccessKeyId: key, UserName: role, UserType: 'AssumedRole' } },
        Service: {
          Action: { AwsApiCallAction: { RemoteIpDetails: { IpAddressV4: '203.0.113.201' } } },
          EventFirstSeen: formatInstant(ago(71)),
          Count: 31,
        },
      },
      null,
      2,
    )}\n`,
    'calls.tsv': lines([
      call(71, 'GetCallerIdentity'),
      call(70, 'ListBuckets'),
      call(68, 'DescribeInstances'),
      call(66, 'ListUsers', 'AccessDenied'),
      call(63, 'GetObject'),
      call(57, 'GetObject'),
    ]),
    'call-count.txt': lines(['203.0.113.201  Boto3/1.34  31', '10.0.4.17      aws-sdk-go  4802']),
    'cluster-events.txt': lines([
      `${formatInstant(ago(88))}  Normal   Scheduled  worker-19f  assigned to ip-10-0-4-17`,
      `${formatInstant(ago(74))}  Warning  Unhealthy  worker-19f  readiness probe failed`,
      `${formatInstant(ago(73))}  Normal   Started    worker-19f  container worker`,
    ]),
    'reads.tsv': lines([
      call(63, 'GetObject previews/a41.png'),
      call(60, 'GetObject previews/c07.png'),
      call(57, 'GetObject settings/flags.json'),
    ]),
  }
}

export function tonight(setting: Setting): Plot {
  const ago: Ago = (minutes) => toInstant(setting.now - minutes * minute)
  return {
    key: tonightKey,
    firings: [
      fires('credentials outside', {
        source: 'guardduty',
        name: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
        title: 'Credentials of an instance are used outside of AWS',
        severity: '8',
        subject: 'worker on i-0a1b2c3d4e5f60718',
        serial: 71_001,
        startedAt: ago(58),
      }),
      fires('discovery', {
        source: 'guardduty',
        name: 'Discovery:S3/AnomalousBehavior',
        title: 'Buckets are listed in an unusual way',
        severity: '5',
        subject: 'worker',
        serial: 71_002,
        startedAt: ago(44),
      }),
    ],
    papers: papers(ago),
    acts: soFar(ago, backupTonight(setting)),
  }
}
