// A sign-in with the emergency account at night that was no incident: the person on call found out in half an hour, and said so.

import { keep } from './evidenceDeeds.ts'
import { acknowledgeIt, assign, declare, dismiss, severity, write } from './incidentDeeds.ts'
import { answered, page } from './pageDeeds.ts'
import { act, calendarFrom, fires, type Plot, type Setting } from './plot.ts'
import { follow, stepsOf } from './runDeeds.ts'

const runbook = 'unauthorized-production-access'

export function falseTrail(setting: Setting): Plot {
  const t = calendarFrom(setting, 23)
  const { primary: p } = setting.onCallAt(t(0, '22:31'))
  const steps = stepsOf(runbook)
  const day = t.date(0)
  return {
    key: 'false trail',
    firings: [
      fires('break-glass', {
        source: 'guardduty',
        name: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
        title: 'Console sign-in from an unusual place',
        severity: '5',
        subject: 'break-glass at a hotel network',
        serial: 40_117,
        startedAt: t(0, '22:31'),
      }),
    ],
    papers: {
      'console-login.json': JSON.stringify(
        {
          eventTime: new Date(t(0, '22:30')).toISOString(),
          eventName: 'ConsoleLogin',
          userIdentity: { type: 'IAMUser', userName: 'break-glass', accountId: '111122223333' },
          sourceIPAddress: '203.0.113.87',
          additionalEventData: { MFAUsed: 'Yes', LoginTo: 'https://console.aws.amazon.com/rds/home?region=eu-central-1' },
          responseElements: { ConsoleLogin: 'Success' },
        },
        null,
        2,
      ),
      'change-4471.txt': [
        'CHG-4471  Raise max_connections on pg-primary before the month’s end',
        `Window    ${day} 22:00 to 23:30 Europe/Berlin`,
        'Done by   Oskar Lind, with the emergency account: his own role may not change parameter groups',
        'Approved  Hugo Lambert, the day before',
        'Note      Oskar is travelling; he works from the hotel.',
      ].join('\n'),
    },
    acts: [
      act(
        t(0, '22:44'),
        p,
        declare(['break-glass'], {
          origin: 'alert',
          title: 'Emergency account used from a hotel network',
          summary: 'GuardDuty reports a console sign-in of break-glass from 203.0.113.87 at 22:30. Nobody announced one in the channel.',
          incident_type: 'unauthorized-access',
        }),
      ),
      act(t(0, '22:45'), p, acknowledgeIt()),
      act(t(0, '22:46'), p, assign('commander', p)),
      act(t(0, '22:47'), p, severity({ customer_data: 'no', intruder: 'internal', customers_down_percent: 0 })),
      act(t(0, '22:48'), p, follow(runbook)),
      act(t(0, '22:48'), p, steps.done('say-so', 'In #incident-security. Leo answered.')),
      act(
        t(0, '22:52'),
        p,
        keep('console-login.json', {
          step: `${runbook}/say-so`,
          source: 'CloudTrail event history, eu-central-1',
          query: 'lookup-events EventName=ConsoleLogin, last hour',
          row_count: 1,
        }),
      ),
      act(t(0, '22:53'), p, page('owner', { to: 'colleague-6', channel: 'phone' })),
      act(t(0, '23:04'), p, answered('owner', 'Called back from the hotel: it is him, for CHG-4471.')),
      act(t(0, '23:05'), p, steps.done('ask-owner', 'Oskar, by the number in the directory: he changes a parameter group from the hotel.')),
      act(t(0, '23:06'), p, severity({ customer_data: 'no', intruder: 'no', customers_down_percent: 0 })),
      act(t(0, '23:09'), p, keep('change-4471.txt', { source: 'Change calendar' })),
      act(
        t(0, '23:10'),
        p,
        write('Address, time and account fit the change. MFA was used. The change stood in the calendar and not in the channel.'),
      ),
      act(
        t(0, '23:12'),
        p,
        dismiss({
          reason:
            'Oskar Lind did the approved change CHG-4471 with the emergency account from his hotel; confirmed by telephone and by the change.',
          disposition: 'expected-change',
        }),
      ),
      act(
        t(1, '10:20'),
        'compliance',
        write('From now on whoever takes the emergency account says so in #operations first; added to the change template.'),
      ),
    ],
  }
}
