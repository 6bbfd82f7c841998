// A bucket of customer exports that anybody could read: six days open, read at night, closed in twenty minutes, told in stages.
import { formatInstant } from '../../../core/kernel/instant.ts'
import { keep, lookAt, lost, notNeeded, passOn, preserve } from './evidenceDeeds.ts'
import { exposedExportDuties } from './exposedExportDuties.ts'
import { exposedExportLessons } from './exposedExportLessons.ts'
import { exposedExportPapers } from './exposedExportPapers.ts'
import { acknowledgeIt, assign, clock, declare, handOver, move, review, severity, write } from './incidentDeeds.ts'
import { head, spokeswoman } from './onCall.ts'
import { answered, page } from './pageDeeds.ts'
import { act, type Calendar, calendarFrom, fires, inARow, type OnCall, type Plot, type Setting } from './plot.ts'
import { follow, give, stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

const runbook = 'data-exfiltration'
const steps = stepsOf(runbook)
const subject = 'larkspur-customer-exports'

const toKeep = {
  'object reads': {
    evidence: 'Object reads of the bucket before it was closed',
    retention_id: 'aws-s3-access',
    where: 'larkspur-access-logs',
  },
  'data events': { evidence: 'CloudTrail data events of the bucket', retention_id: 'aws-cloudtrail-trail' },
  'policy changes': { evidence: 'Who changed the policy of the bucket', retention_id: 'aws-cloudtrail-history' },
  figures: { evidence: 'Request figures of the bucket, five-minute sums', window: 'P63D', where: 'CloudWatch' },
  contents: { evidence: 'What exactly was in the bucket', window: 'P1D', how: 'aws s3api list-object-versions' },
  'flow logs': { evidence: 'Flow logs of the private subnets', retention_id: 'aws-vpc-flow' },
}

function firstHour(t: Calendar, { primary, backup }: OnCall): Act[] {
  const summary =
    'A storage bucket with exports that customers asked for was readable by anybody for six days, and 2,117 objects were copied from it in the night by one address at a hosting company.'
  return [
    act(
      t(0, '02:21'),
      primary,
      declare(['exfiltration'], {
        origin: 'alert',
        title: 'Customer exports read from outside',
        summary,
        incident_type: runbook,
        began_at: formatInstant(t(0, '01:52')),
      }),
    ),
    act(t(0, '02:21'), primary, acknowledgeIt()),
    act(t(0, '02:22'), primary, follow(runbook)),
    act(t(0, '02:23'), primary, steps.done('say-so', 'Going on: GetObject, some 80 a minute.')),
    act(t(0, '02:24'), primary, keep('finding.json', { step: `${runbook}/say-so`, source: 'GuardDuty, eu-central-1' })),
    act(t(0, '02:25'), primary, page('commander', { to: head, channel: 'phone' })),
    act(t(0, '02:26'), primary, severity({ customer_data: 'suspected', intruder: 'no', customers_down_percent: 0 })),
    act(t(0, '02:27'), primary, steps.done('severity', 'Suspected until somebody has looked inside: SEV2.')),
    act(t(0, '02:28'), primary, page('second pair of hands', { level: 2, channel: 'pager' })),
    act(t(0, '02:29'), head, answered('commander')),
    act(t(0, '02:30'), head, assign('commander', head)),
    act(t(0, '02:31'), head, move('triaged')),
    act(t(0, '02:32'), primary, steps.done('going-on-or-over', 'Going on, so it is closed first.')),
    act(
      t(0, '02:33'),
      primary,
      give(runbook, { BUCKET: subject, SINCE: formatInstant(t(-7, '00:00')), UNTIL: formatInstant(t(0, '02:33')) }),
    ),
    act(
      t(0, '02:34'),
      primary,
      keep('bucket-policy-before.json', { step: `${runbook}/close-bucket`, source: 'S3', query: `get-bucket-policy --bucket ${subject}` }),
    ),
    act(t(0, '02:36'), primary, steps.done('close-bucket', 'Four times true. The last successful read was at 02:36.')),
    act(t(0, '02:37'), primary, keep('public-access-block-after.json', { step: `${runbook}/close-bucket`, source: 'S3' })),
    act(t(0, '02:38'), backup, answered('second pair of hands', 'At the keyboard in five minutes.')),
    act(t(0, '02:39'), head, assign('scribe', backup)),
    act(t(0, '02:41'), backup, preserve(toKeep)),
    act(
      t(0, '02:44'),
      backup,
      keep('request-metrics.csv', {
        step: `${runbook}/how-much`,
        source: 'CloudWatch',
        keeps: 'figures',
        row_count: 11,
        covers_from: formatInstant(t(0, '01:50')),
        covers_to: formatInstant(t(0, '02:40')),
      }),
    ),
    act(t(0, '02:46'), primary, steps.done('how-much', '2,117 reads, about 1 GB, all since 01:52.')),
    act(t(0, '02:49'), primary, steps.done('where-to', 'All to 198.51.100.23, a hosting company.')),
    act(t(0, '02:50'), primary, keep('whois-198.51.100.23.txt', { step: `${runbook}/where-to`, source: 'whois' })),
  ]
}

function theNight(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(
      t(0, '02:52'),
      primary,
      steps.stuck('who-read', 'The trail records no data events. The access logs of the bucket are there, but hours late.'),
    ),
    act(
      t(0, '02:54'),
      backup,
      keep('event-selectors.json', { step: `${runbook}/who-read`, source: 'CloudTrail', query: 'get-event-selectors --trail-name main' }),
    ),
    act(
      t(0, '02:56'),
      backup,
      lost('data events', {
        reason: 'Data events were never switched on for this bucket: what was read before the access logs begin was not recorded.',
      }),
    ),
    act(t(0, '03:01'), primary, steps.done('was-it-shared', 'IsPublic is true since six days; no snapshots are involved.')),
    act(t(0, '03:02'), primary, keep('policy-status.json', { step: `${runbook}/was-it-shared`, source: 'S3' })),
    act(
      t(0, '03:07'),
      backup,
      keep('s3-access-excerpt.log', {
        step: `${runbook}/who-read`,
        source: 'larkspur-access-logs',
        keeps: 'object reads',
        row_count: 6,
        description: 'First lines; the whole of it lies in the evidence bucket.',
      }),
    ),
    act(t(0, '03:08'), backup, steps.done('who-read', 'The logs of the hour have arrived: one address, 2,117 objects.')),
    act(
      t(0, '03:10'),
      head,
      clock({
        clock: 'confirmation',
        at: formatInstant(t(0, '03:09')),
        basis: 'The access log shows that contact lists of customers were read.',
      }),
    ),
    act(t(0, '03:10'), head, severity({ customer_data: 'confirmed', intruder: 'no', customers_down_percent: 0 })),
    act(t(0, '03:12'), head, steps.done('decide', 'Real. Customer data, read by a stranger: SEV1.')),
    ...inARow(t(0, '03:13'), head, [
      assign('communications', spokeswoman),
      steps.skipped('unshare', 'No snapshot is shared.'),
      steps.skipped('cut-address', 'The bucket was read past our network: there is nothing to cut.'),
      steps.skipped('stop-sender', 'Nothing of ours sends.'),
      steps.skipped('close-database-role', 'No database is involved.'),
    ]),
    act(t(0, '03:20'), primary, steps.skipped('take-access', 'No account was used: the reads are anonymous.')),
    act(t(0, '03:32'), backup, keep('abuse-report.eml', { step: `${runbook}/ask-other-side`, source: 'Sent mail' })),
    act(t(0, '03:33'), backup, steps.done('ask-other-side', 'Ticket 88214 at the hosting company.')),
    act(t(0, '03:36'), backup, keep('objects.json', { step: `${runbook}/list-the-data`, source: 'S3', keeps: 'contents' })),
    act(t(0, '03:40'), head, move('contained')),
    act(
      t(0, '04:05'),
      backup,
      keep('bucket-events.json', {
        source: 'CloudTrail event history',
        query: `lookup-events ResourceName=${subject}`,
        keeps: 'policy changes',
        row_count: 1,
      }),
    ),
    act(
      t(0, '04:12'),
      backup,
      write(
        'The policy came with the release of the landing page six days ago: one module made two buckets public, and only one was meant.',
      ),
    ),
    act(
      t(0, '06:20'),
      head,
      handOver(
        'commander',
        backup,
        'Closed and quiet since 02:36. The list of people is being counted twice; Ruth begins with the duties at eight. Next: who made the policy.',
      ),
    ),
    act(
      t(0, '06:32'),
      primary,
      keep('people-count.txt', {
        step: `${runbook}/list-the-data`,
        source: 'Evidence bucket',
        command: {
          line: 'xsv cat rows contacts-*.csv | xsv select email | sort -u | wc -l',
          exit_code: 0,
          host: 'forensics-1.larkspur.example.com',
          tool_version: 'xsv 0.13.0',
          started_at: formatInstant(t(0, '06:24')),
          ended_at: formatInstant(t(0, '06:25')),
        },
      }),
    ),
    act(t(0, '06:33'), primary, steps.done('list-the-data', '1,842 people.')),
    act(
      t(0, '07:06'),
      backup,
      keep('people-count-second.txt', { step: `${runbook}/list-the-data`, source: 'Database of exports', row_count: 1 }),
    ),
    act(t(0, '07:07'), backup, steps.done('list-the-data', 'The same number from the database, counted on my own.')),
  ]
}

function theDaysAfter(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(
      t(0, '09:15'),
      backup,
      steps.done('close-the-reason', 'The account blocks public access as a whole; the landing page has an account of its own.'),
    ),
    act(t(0, '09:40'), backup, steps.skipped('replace-secrets', 'The exports hold no secrets; checked by pattern over all 2,117.')),
    act(t(0, '10:02'), primary, steps.done('turn-on-logs', 'Data events for all buckets with customer data.')),
    act(t(0, '10:05'), backup, notNeeded('flow logs', 'The bucket was read from the internet; no traffic passed our subnets.')),
    act(
      t(0, '10:20'),
      backup,
      keep('chat-export.txt', {
        source: '#incident-security',
        covers_from: formatInstant(t(0, '02:23')),
        covers_to: formatInstant(t(0, '03:09')),
      }),
    ),
    act(t(1, '10:00'), backup, steps.done('bring-back', 'Exports go out by links that end after a day; quiet for 24 hours.')),
    act(t(1, '10:04'), backup, move('recovered')),
    act(t(1, '11:55'), backup, keep('abuse-answer.eml', { source: 'Mailbox security@' })),
    act(t(1, '12:10'), 'compliance', lookAt('people-count.txt')),
    act(t(1, '12:11'), 'compliance', lookAt('people-count-second.txt')),
    act(t(1, '12:30'), 'compliance', lookAt('s3-access-excerpt.log', 'file')),
    act(
      t(2, '09:30'),
      'compliance',
      passOn('s3-access-excerpt.log', 'Outside counsel, Example LLP', 'By encrypted mail, for the opinion on high risk to people.'),
    ),
    act(t(2, '09:42'), spokeswoman, lookAt('abuse-answer.eml')),
  ]
}

export function exposedExport(setting: Setting): Plot {
  const t = calendarFrom(setting, 52)
  const onCall = setting.onCallAt(t(0, '02:13'))
  const before = setting.onCallAt(t(-5, '16:30')).primary
  const guardduty = { source: 'guardduty' as const, subject }
  return {
    key: 'exposed export',
    firings: [
      fires('made public', {
        ...guardduty,
        name: 'Policy:S3/BucketAnonymousAccessGranted',
        title: 'Bucket was opened to everybody',
        severity: '4',
        serial: 51_201,
        startedAt: t(-6, '17:42'),
      }),
      fires('exfiltration', {
        ...guardduty,
        name: 'Exfiltration:S3/AnomalousBehavior',
        title: 'Objects are read in an unusual way',
        severity: '8',
        serial: 51_202,
        startedAt: t(0, '02:13'),
      }),
    ],
    papers: exposedExportPapers(t),
    acts: [
      act(t(-5, '16:31'), before, review('made public', 'expected-change', 'The landing page’s new bucket, public on purpose.')),
      ...firstHour(t, onCall),
      ...theNight(t, onCall),
      ...theDaysAfter(t, onCall),
      ...exposedExportDuties(t, onCall),
      ...exposedExportLessons(t, onCall),
    ],
  }
}
