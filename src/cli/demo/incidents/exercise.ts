// An exercise with the real pager and the real runbook: half an afternoon, two people who got stuck, two things to mend.
import { formatInstant } from '../../../core/kernel/instant.ts'
import { declineTheRest, interview, update } from './dutyDeeds.ts'
import { keep } from './evidenceDeeds.ts'
import { acknowledgeIt, assign, declare, move, severity, write } from './incidentDeeds.ts'
import { approveReview, closeAction, openAction, writeReview } from './lessonDeeds.ts'
import { head, spokeswoman } from './onCall.ts'
import { answered, page } from './pageDeeds.ts'
import { act, type Calendar, calendarFrom, type OnCall, type Plot, type Setting } from './plot.ts'
import { follow, give, stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

const runbook = 'actively-exploited-vulnerability'
const steps = stepsOf(runbook)

const no = { is: [], is_not: [], rest: 'is-not' as const }

function theAfternoon(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(
      t(0, '14:00'),
      'compliance',
      declare([], {
        origin: 'observation',
        is_exercise: true,
        incident_type: 'vulnerability',
        title: 'Exercise: a flaw in the image library is exploited',
        summary: 'Announced to nobody on call. Nothing outside is told, no system is changed; commands are read aloud.',
      }),
    ),
    act(t(0, '14:02'), 'compliance', page('on call', { level: 1, channel: 'pager' })),
    act(t(0, '14:08'), primary, answered('on call')),
    act(t(0, '14:08'), primary, acknowledgeIt()),
    act(t(0, '14:09'), primary, follow(runbook)),
    act(t(0, '14:10'), primary, steps.done('say-so')),
    act(t(0, '14:12'), primary, give(runbook, { CVE: 'CVE-2021-44228', package: 'log4j-core', namespace: 'payments', deployment: 'api' })),
    act(t(0, '14:14'), primary, steps.done('known-exploited', 'It stands in the list.')),
    act(t(0, '14:17'), primary, steps.done('read-notice')),
    act(t(0, '14:20'), primary, severity({ customer_data: 'suspected', intruder: 'production', customers_down_percent: 0 })),
    act(t(0, '14:21'), primary, steps.done('severity', 'As the card says: exploited here.')),
    act(t(0, '14:22'), head, assign('commander', head)),
    act(t(0, '14:23'), head, move('triaged')),
    act(t(0, '14:24'), head, assign('communications', spokeswoman)),
    act(t(0, '14:31'), backup, keep('images.txt', { step: `${runbook}/list-images`, source: 'kubectl, staging', row_count: 3 })),
    act(t(0, '14:32'), backup, steps.done('list-images', '41 images.')),
    act(
      t(0, '14:40'),
      primary,
      steps.stuck('scan', 'Nobody in the room has a token for the scanner: the one in the password store has expired.'),
    ),
    act(t(0, '14:46'), backup, steps.done('reachable', 'By customers: the import of pictures.')),
    act(t(0, '14:52'), backup, steps.done('look-for-attempts', 'By the card: three attempts, one child process.')),
    act(t(0, '14:55'), head, steps.done('decide', 'Exploited here.')),
    act(t(0, '14:58'), spokeswoman, update('internal', 'Exercise: imports of pictures would be off now. Next update in an hour.')),
    act(t(0, '15:02'), primary, steps.done('mitigate', 'The flag exists; found in six minutes.')),
    act(t(0, '15:06'), head, steps.skipped('off-the-internet', 'Customers would be cut off; the mitigation holds.')),
    act(t(0, '15:10'), primary, steps.stuck('cut-egress', 'The policy in the runbook selects a label that our pods do not carry.')),
    act(t(0, '15:16'), primary, steps.skipped('cut-egress', 'Not possible as it is written; on the list of what to mend.')),
    act(t(0, '15:18'), backup, steps.done('filter')),
    act(t(0, '15:24'), primary, steps.done('roll-out-fix', 'Read aloud, to staging only.')),
    act(t(0, '15:25'), head, steps.skipped('switch-off', 'There was a mitigation.')),
    act(t(0, '15:26'), head, move('contained')),
    act(t(0, '15:30'), head, move('recovered')),
    act(
      t(0, '15:34'),
      'compliance',
      write('Six minutes to the answer, eighty-six to containment. Stuck twice: the scanner’s token, the label of the network policy.'),
    ),
  ]
}

function afterwards(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(t(0, '15:50'), 'compliance', interview({ roles: no, places: no, kinds: no, sectors: no, events: no, everyone: 0 })),
    act(t(0, '15:52'), 'compliance', declineTheRest('An exercise: nobody is told.')),
    act(
      t(0, '16:05'),
      backup,
      openAction('label', {
        title: 'The runbook’s network policy selects the label that our pods carry',
        owner: primary,
        dueOn: t.date(7),
      }),
    ),
    act(
      t(0, '16:07'),
      backup,
      openAction('token', { title: 'The scanner’s token for on-call is renewed by itself', owner: backup, dueOn: t.date(30) }),
    ),
    act(
      t(1, '10:30'),
      backup,
      writeReview({
        summary: 'Drill of the runbook for exploited vulnerabilities with the real pager. It fits; two places in it do not work here.',
        impact: { customers_affected: 0, records_affected: 0, minutes_down: 0 },
        causes: [
          { kind: 'event', text: 'Two steps could not be done as they are written.' },
          {
            kind: 'weakness',
            text: 'Runbooks are not tried against our own cluster when labels or tokens change, so such places are found only in a drill.',
          },
        ],
        what_went_well: 'The page was answered in six minutes, and one person was commander from the first minute on.',
        what_was_lucky: '',
      }),
    ),
    act(t(1, '15:00'), 'compliance', approveReview),
    act(t(1, '15:20'), head, move('closed')),
    act(t(6, '13:40'), primary, closeAction('label', 'runbooks#88', 'Tried on staging: the policy selects the pods.')),
  ]
}

export function exercise(setting: Setting): Plot {
  const t = calendarFrom(setting, 75)
  const onCall = setting.onCallAt(t(0, '14:00'))
  return {
    key: 'exercise',
    firings: [],
    papers: {
      'images.txt': `# kubectl get pods --all-namespaces, ${formatInstant(t(0, '14:30'))}; first three of 41\nregistry.example.com/api:1.42\nregistry.example.com/worker:1.42\nregistry.example.com/pictures:0.9\n`,
    },
    acts: [...theAfternoon(t, onCall), ...afterwards(t, onCall)],
  }
}
