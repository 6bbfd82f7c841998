// How entries about duties read: whom the incident obliges to notify, what was sent, and what was learned afterwards.
import { after, type Say, words, written } from './told.ts'

const decided: Record<string, string> = { yes: 'Decided that there is a duty to notify', no: 'Decided that there is no duty to notify' }

export const aboutDuties: Record<string, Say> = {
  'obligation.interviewed': () => 'Answered the questions that decide whom to notify.',
  'obligation.decided': (told) =>
    written(
      `${decided[told.text('answer') ?? ''] ?? 'Decided about a duty to notify'}${after(' (', told.text('rule'), ')')}`,
      told.text('reason'),
    ),
  'notice.approved': (told) =>
    `Approved a notice${after(' to ', told.text('whom') ?? told.text('recipient'))}${after(' (', told.text('rule'), ')')}.`,
  'notice.sent': (told) =>
    `Notified${after(' ', told.text('whom') ?? told.text('recipient'))}${after(' by ', told.text('channel'))}${after(' (', told.text('rule'), ')')}.`,
  'notice.declined': (told) =>
    written(
      `Decided not to notify${after(' ', told.text('whom') ?? told.text('recipient'))}${after(' (', told.text('rule'), ')')}`,
      told.text('reason'),
    ),
  'update.sent': (told) => written(`Told how it goes${after(' (', told.text('audience'), ')')}`, told.text('text')),
  'review.decided': (told) =>
    written(
      `Decided whether a review is needed${after(': ', told.text('decision') === null ? null : words(told.text('decision') ?? ''))}`,
      told.text('reason'),
    ),
  'pir.written': () => 'Wrote the review of the incident.',
  'pir.approved': () => 'Approved the review of the incident.',
  'action.opened': (told) =>
    `Opened a corrective action${after(' “', told.text('title'), '”')}${after(', due ', told.text('due') ?? told.time('due_at'))}.`,
  'action.closed': (told) =>
    written(`Closed a corrective action${after(' “', told.text('title'), '”')}`, told.text('reason') ?? told.text('note')),
  'action.checked': (told) =>
    written(`Checked whether a corrective action works${after(' “', told.text('title'), '”')}`, told.text('result') ?? told.text('note')),
  'personal.erased': (told) => written('Erased personal content of an entry', told.text('basis')),
  correction: (told) => written('Corrected an earlier entry', told.text('reason')),
}
