// A Severity 1 handled at the speed of a Severity 3: a key leaked on an evening, taken for harmless, and machines mined until the next afternoon.
import { formatInstant } from '../../../core/kernel/instant.ts'
import { keep, lost, preserve } from './evidenceDeeds.ts'
import { acknowledgeIt, assign, declare, link, move, retitle, severity, write } from './incidentDeeds.ts'
import { leakedKeyAfterwards } from './leakedKeyAfterwards.ts'
import { leakedKeyPapers } from './leakedKeyPapers.ts'
import { head } from './onCall.ts'
import { answered, page, reachedNobody, waitingIsOver } from './pageDeeds.ts'
import { act, type Calendar, calendarFrom, fires, type OnCall, type Plot, type Setting } from './plot.ts'
import { follow, give, stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

const runbook = 'leaked-cloud-credential'
const steps = stepsOf(runbook)

const toKeep = {
  events: { evidence: 'Management events of the key, every region', retention_id: 'aws-cloudtrail-history' },
  clones: { evidence: 'Who cloned the repository', retention_id: 'github-git' },
  'console output': {
    evidence: 'Console output and disks of the instances in sa-east-1',
    window: 'PT1H',
    how: 'aws ec2 get-console-output',
  },
  'flow logs': { evidence: 'Flow logs of sa-east-1', retention_id: 'aws-vpc-flow' },
}

/** As long as it was taken for a nuisance. */
function slowly(t: Calendar, { primary }: OnCall): Act[] {
  return [
    act(
      t(1, '09:52'),
      primary,
      declare(['key in a commit'], {
        origin: 'alert',
        title: 'Access key in the repository of the marketing site',
        incident_type: 'credential-compromise',
      }),
    ),
    act(t(1, '10:06'), primary, acknowledgeIt()),
    act(
      t(1, '10:15'),
      primary,
      severity(
        { customer_data: 'no', intruder: 'no', customers_down_percent: 0 },
        {
          level: 'SEV3',
          reason: 'A key for preview deployments only; by its name it reaches nothing of customers. Handled today, without waking anybody.',
        },
      ),
    ),
    act(t(1, '10:16'), primary, move('triaged')),
    act(t(1, '10:40'), primary, follow(runbook)),
    act(
      t(1, '10:42'),
      primary,
      give(runbook, {
        KEY: 'AKIAIOSFODNN7EXAMPLE',
        USER: 'ci-deploy',
        SINCE: formatInstant(t(-1, '18:44')),
        UNTIL: formatInstant(t(1, '10:40')),
      }),
    ),
    act(t(1, '10:43'), primary, steps.done('say-so', 'In the channel; nobody there on a Saturday.')),
    act(
      t(1, '10:58'),
      primary,
      steps.stuck('whose-key', 'AccessDenied on get-access-key-last-used: the role of the on-call may not read IAM.'),
    ),
    act(t(1, '11:20'), primary, keep('leaking-commit.txt', { source: 'Repository marketing-site', query: 'git log -S, the key’s id' })),
    act(t(1, '13:47'), primary, steps.done('whose-key', 'With the audit role, which Priya opened: ci-deploy. It has PowerUserAccess.')),
    act(
      t(1, '13:49'),
      primary,
      keep('key-last-used.json', { step: `${runbook}/whose-key`, source: 'IAM', query: 'get-access-key-last-used' }),
    ),
    act(t(1, '14:05'), primary, preserve(toKeep)),
    act(
      t(1, '14:22'),
      primary,
      keep('events-eu-central-1.tsv', { step: `${runbook}/collect-events`, source: 'CloudTrail event history', row_count: 4 }),
    ),
    act(
      t(1, '14:31'),
      primary,
      keep('events-sa-east-1.tsv', {
        step: `${runbook}/collect-events`,
        source: 'CloudTrail event history',
        row_count: 5,
        keeps: 'events',
      }),
    ),
    act(t(1, '14:33'), primary, steps.done('collect-events', 'All regions. sa-east-1 is where nobody looks.')),
    act(t(1, '14:36'), primary, link('malicious address')),
    act(t(1, '14:38'), primary, steps.done('read-events', '203.0.113.54 is nobody of ours: two large instances since 02:59.')),
  ]
}

/** From the moment it was seen for what it was. */
function atLast(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(t(1, '14:41'), primary, severity({ customer_data: 'no', intruder: 'production', customers_down_percent: 0 })),
    act(
      t(1, '14:42'),
      primary,
      retitle({
        title: 'Leaked key of ci-deploy used by a stranger',
        summary:
          'A key with wide rights stood in a public commit since Friday 18:44. Since 18:51 a stranger used it; since 02:59 two large instances ran in sa-east-1.',
        incident_type: 'credential-compromise',
      }),
    ),
    act(t(1, '14:43'), primary, steps.done('severity', 'An intruder in production since last night: SEV1, not SEV3.')),
    act(t(1, '14:50'), primary, page('second level', { level: 2, channel: 'pager' })),
    act(t(1, '15:05'), primary, waitingIsOver),
    act(t(1, '15:08'), primary, keep('pager-log.txt', { source: 'Paging tool' })),
    act(t(1, '15:12'), primary, page('head', { channel: 'phone' })),
    act(t(1, '15:14'), primary, reachedNobody('head', 'wrong-number', 'The number of the path is that of the old office.')),
    act(t(1, '15:19'), primary, page('stand-in', { channel: 'phone' })),
    act(t(1, '15:24'), 'admin', answered('stand-in', 'Ines; she reaches Hugo on his own number.')),
    act(t(1, '15:38'), head, assign('commander', head)),
    act(t(1, '15:40'), head, steps.done('decide', 'Real, and in use.')),
    act(t(1, '15:52'), primary, steps.done('find-users', 'Previews only; nothing of production waits for it.')),
    act(t(1, '15:58'), head, steps.done('order', 'Used by strangers: cut now, previews stand still.')),
    act(t(1, '16:04'), primary, steps.skipped('replace', 'Previews wait until the pipeline has a role.')),
    act(t(1, '16:09'), primary, keep('iam-before.json', { step: `${runbook}/deactivate`, source: 'IAM' })),
    act(t(1, '16:12'), primary, steps.done('deactivate', 'Inactive at 16:11.')),
    act(t(1, '16:21'), primary, keep('deny-old-sessions.json', { step: `${runbook}/end-user-sessions`, source: 'Written by the runbook' })),
    act(t(1, '16:22'), primary, steps.done('end-user-sessions')),
    act(t(1, '16:30'), primary, steps.skipped('end-role-sessions', 'No AssumeRole in the events.')),
    act(t(1, '16:34'), backup, keep('instances-sa-east-1.json', { step: `${runbook}/find-doors`, source: 'EC2, sa-east-1' })),
    act(t(1, '16:41'), backup, steps.done('find-doors', 'One key pair and two instances, no users.')),
    act(
      t(1, '16:44'),
      backup,
      keep('console-output.txt', { source: 'EC2, sa-east-1', description: 'The intruder had ended the instances while we looked.' }),
    ),
    act(t(1, '16:46'), backup, lost('console output', { reason: 'Ended by the intruder before anybody took a copy.' })),
    act(t(1, '16:50'), backup, lost('flow logs', { reason: 'Flow logs were never on in a region that we do not use.' })),
    act(t(1, '17:05'), backup, steps.done('shut-doors', 'No users to shut; the key pair is deleted after its fingerprint was noted.')),
    act(
      t(1, '17:42'),
      primary,
      keep('events-after.tsv', { step: `${runbook}/see-it-is-over`, source: 'CloudTrail event history', row_count: 2 }),
    ),
    act(t(1, '17:44'), primary, steps.done('see-it-is-over', 'Only InvalidClientTokenId since.')),
    act(t(1, '17:46'), head, move('contained')),
    act(
      t(1, '18:20'),
      backup,
      write('Between 03:02 and 14:36 a finding about the same address lay in the queue. Nobody connected the two.'),
    ),
  ]
}

export function leakedKey(setting: Setting): Plot {
  const t = calendarFrom(setting, 65)
  const onCall = setting.onCallAt(t(1, '09:52'))
  return {
    key: 'leaked key',
    firings: [
      fires('key in a commit', {
        source: 'github',
        name: 'secret_scanning_alert',
        title: 'Secret found in a commit',
        severity: '',
        subject: 'marketing-site',
        serial: 61_004,
        startedAt: t(0, '18:47'),
      }),
      fires('malicious address', {
        source: 'guardduty',
        name: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
        title: 'API was called from a malicious address',
        severity: '8',
        subject: 'ci-deploy',
        serial: 61_005,
        startedAt: t(1, '03:01'),
      }),
    ],
    papers: leakedKeyPapers(t),
    acts: [...slowly(t, onCall), ...atLast(t, onCall), ...leakedKeyAfterwards(t, onCall)],
  }
}
