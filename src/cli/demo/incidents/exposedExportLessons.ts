// What was learned from the exposed exports: the review, and three actions, one of them late, one checked for its effect.
import { move } from './incidentDeeds.ts'
import { approveReview, checkAction, closeAction, openAction, writeReview } from './lessonDeeds.ts'
import { head } from './onCall.ts'
import { act, type Calendar, type OnCall } from './plot.ts'
import type { Act } from './scene.ts'

export function exposedExportLessons(t: Calendar, { primary, backup }: OnCall): Act[] {
  return [
    act(
      t(3, '15:00'),
      primary,
      writeReview({
        summary:
          'One module of the infrastructure code made every bucket of the web team public. A bucket with customer exports had been moved under that team, and was opened with the next release. A finding said so the same evening and was taken for the landing page.',
        impact: { customers_affected: 2, records_affected: 1842, minutes_down: 0, cost: { amount: 18_500, currency: 'EUR' } },
        causes: [
          { kind: 'event', text: 'A stranger read 2,117 exports from a bucket that was open to everybody.' },
          {
            kind: 'condition',
            text: 'The finding of six days before was closed as expected, because its title does not say which of two buckets it speaks of.',
          },
          {
            kind: 'weakness',
            text: 'The Terraform module web-bucket defaults to a public policy, and no check in the pipeline compares a bucket’s policy with the class of its data.',
          },
        ],
        what_went_well:
          'Closed 15 minutes after it was declared. Evidence was taken before each step. Two people counted on their own and came to the same number.',
        what_was_lucky:
          'The access logs of the bucket were on, for a billing question of last year. Without them all 40,000 exports would have counted as read.',
      }),
    ),
    act(
      t(3, '15:20'),
      backup,
      openAction('account block', {
        title: 'Block public access for every account, with one account for public files',
        owner: backup,
        dueOn: t.date(10),
      }),
    ),
    act(
      t(3, '15:22'),
      backup,
      openAction('pipeline', {
        title: 'A check in the pipeline that refuses public policies on buckets tagged with customer data',
        detail: 'With a test that opens a bucket and must fail.',
        owner: primary,
        dueOn: t.date(28),
      }),
    ),
    act(
      t(3, '15:25'),
      'compliance',
      openAction('second look', {
        title: 'Findings about public storage are reviewed by two people',
        owner: 'compliance',
        dueOn: t.date(20),
      }),
    ),
    act(t(4, '10:00'), 'compliance', approveReview),
    act(
      t(6, '14:00'),
      backup,
      move('closed', { reason: 'Everybody is told, the review is approved, three actions have owners and dates.' }),
    ),
    act(
      t(8, '16:10'),
      backup,
      closeAction(
        'account block',
        'infra#2291, applied to four accounts',
        'aws s3control get-public-access-block shows four times true in each.',
      ),
    ),
    act(
      t(19, '11:30'),
      'compliance',
      closeAction(
        'second look',
        'Review guide, section 3',
        'Two names are needed; the queue shows findings of this kind in a view of their own.',
      ),
    ),
    act(
      t(31, '17:05'),
      primary,
      closeAction(
        'pipeline',
        'infra#2340',
        'The pipeline refused the test bucket. Three days late: the first version let exceptions through.',
      ),
    ),
    act(
      t(80, '10:00'),
      head,
      checkAction('account block', true, 'No bucket with customer data was public on any day since; read from the configuration history.'),
    ),
  ]
}
