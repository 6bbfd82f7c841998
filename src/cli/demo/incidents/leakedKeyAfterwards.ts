// Who was told of the leaked key, late, and what was learned: closed before its review was written, one action past its date, one without effect.
import { decide, declineTheRest, draft, interview, sent, update } from './dutyDeeds.ts'
import { keep } from './evidenceDeeds.ts'
import { assign, move, write } from './incidentDeeds.ts'
import { approveReview, checkAction, closeAction, openAction, writeReview } from './lessonDeeds.ts'
import { head, spokeswoman } from './onCall.ts'
import { act, type Calendar, type OnCall } from './plot.ts'
import { stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

const runbook = 'leaked-cloud-credential'
const steps = stepsOf(runbook)
const policy = 'policy-incident-response'

function tellingIt(t: Calendar, { backup }: OnCall): Act[] {
  return [
    act(t(1, '15:50'), head, assign('communications', spokeswoman)),
    act(
      t(1, '16:02'),
      spokeswoman,
      draft('management', {
        rule: `${policy}.management`,
        to: 'Management',
        text: 'A key with wide rights was public since Friday evening and is used by a stranger. We are cutting it now. We tell you late: it was taken for harmless until a quarter to three.',
      }),
    ),
    act(t(1, '16:05'), spokeswoman, sent('management', { channel: 'Telephone' })),
    act(
      t(1, '16:15'),
      spokeswoman,
      update('internal', 'A leaked key is used by a stranger. It is being cut now; previews stand still. First update, and late.'),
    ),
    act(
      t(1, '18:40'),
      spokeswoman,
      update('internal', 'The key is dead since 16:11, nothing succeeded since. No data of customers was within its reach that was read.'),
    ),
    act(t(2, '09:30'), backup, keep('git-events.json', { source: 'GitHub audit log', keeps: 'clones' })),
    act(
      t(2, '10:05'),
      'compliance',
      interview({
        roles: { is: ['processor'], is_not: [], rest: 'is-not' },
        places: { is: ['EU'], is_not: [], rest: 'is-not' },
        kinds: { is: [], is_not: [], rest: 'is-not' },
        sectors: { is: ['cyber_insured'], is_not: [], rest: 'is-not' },
        events: { is: [], is_not: [], rest: 'is-not' },
        everyone: 0,
      }),
    ),
    act(t(2, '10:20'), 'compliance', decide(`${policy}.cyber-insurer`, 'accept')),
    act(
      t(2, '10:21'),
      'compliance',
      decide(
        `${policy}.supervisory-authority`,
        'decline',
        'No personal data was reached: the key could read no bucket and no database, as its denied calls show.',
      ),
    ),
    act(t(2, '10:22'), 'compliance', decide(`${policy}.affected-customers`, 'decline', 'No customer was affected.')),
    act(t(2, '10:24'), 'compliance', declineTheRest('No data of anybody was reached; what the key could do is in the evidence.')),
    act(
      t(3, '10:31'),
      'compliance',
      draft('insurer', {
        rule: `${policy}.cyber-insurer`,
        to: 'Cyber insurer',
        text: 'A key leaked and was used to run machines, USD 161.28. No claim. We noticed too late to tell you within two days.',
      }),
    ),
    act(t(3, '10:34'), 'compliance', sent('insurer', { channel: 'E-mail to the hotline', reference: 'CLM-55031-EXAMPLE' })),
    act(t(3, '10:40'), 'compliance', steps.done('tell-insurer', 'Late.')),
  ]
}

function learningFromIt(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(t(2, '11:30'), backup, keep('spending.tsv', { step: `${runbook}/look-for-spending`, source: 'Cost Explorer' })),
    act(t(2, '11:32'), backup, steps.done('look-for-spending', 'USD 161.28 in one day, nothing elsewhere.')),
    act(t(2, '14:10'), primary, steps.done('replace-the-rest', 'Two more keys stood in the same file of settings; both are new.')),
    act(t(2, '15:00'), head, move('recovered')),
    act(
      t(2, '15:30'),
      backup,
      openAction('role for the pipeline', {
        title: 'A role for the pipeline instead of ci-deploy’s key',
        owner: primary,
        dueOn: t.date(18),
      }),
    ),
    act(
      t(2, '15:32'),
      head,
      openAction('numbers', { title: 'Every number of the escalation path is called once a quarter', owner: head, dueOn: t.date(9) }),
    ),
    act(
      t(2, '15:35'),
      backup,
      openAction('regions', {
        title: 'Deny the regions that nobody uses',
        detail: 'By a policy of the organization, with the list of exceptions.',
        owner: backup,
        dueOn: t.date(14),
      }),
    ),
    act(
      t(4, '16:30'),
      head,
      move('closed', {
        override: {
          reason: 'Everything is undone; the review is not written yet, the people for it are on leave this week. It follows.',
          second: 'compliance',
        },
      }),
    ),
    act(
      t(8, '10:20'),
      head,
      closeAction(
        'numbers',
        'Path security-oncall, changed that day',
        'The number is right now; all three levels were called and answered.',
      ),
    ),
    act(
      t(12, '15:10'),
      backup,
      writeReview({
        summary:
          'A key with wide rights stood in a public commit. The alert lay for fifteen hours, was then taken for a small thing by the name of the key, and was handled without haste for another five.',
        impact: { customers_affected: 0, records_affected: 0, minutes_down: 0, cost: { amount: 161, currency: 'USD' } },
        causes: [
          { kind: 'event', text: 'A stranger ran two machines with a key from a public commit.' },
          { kind: 'condition', text: 'The alert about the secret came after hours, and alerts of that source page nobody.' },
          { kind: 'condition', text: 'The severity was overridden by what the key is called, before anybody had read what it may do.' },
          {
            kind: 'weakness',
            text: 'The on-call role cannot read IAM, so whoever is woken cannot see the rights of a key within the time that decides its severity.',
          },
        ],
        what_went_well: 'Evidence was taken before the key was cut.',
        what_was_lucky: 'Whoever had the key wanted machines, not data.',
        timeline_notes: {},
      }),
    ),
    act(t(14, '09:15'), 'compliance', approveReview),
    act(t(24, '16:40'), primary, closeAction('role for the pipeline', 'infra#2377', 'Pipelines sign in by OIDC; the key is deleted.')),
    act(
      t(70, '11:10'),
      'compliance',
      checkAction('numbers', false, 'At the call of this quarter one number of three was old again: the list lives in two places.'),
    ),
  ]
}

export function leakedKeyAfterwards(t: Calendar, onCall: OnCall): Act[] {
  const reminder = write('The action about unused regions is past its date: the exceptions are not agreed.')
  return [...tellingIt(t, onCall), ...learningFromIt(t, onCall), act(t(18, '10:00'), head, reminder)]
}
