// How entries about duties read: whom the incident obliges to notify, what was sent, and what was learned afterwards.
import { after, type Say, type Told, written } from './told.ts'

const decided: Record<string, string> = {
  accept: 'Took on a duty to notify',
  decline: 'Declined to notify',
  'ask-counsel': 'Left it to counsel whether there is a duty to notify',
}

/** The recipient is personal: where it was erased, the notice is named by its title. */
const whom = (told: Told) => told.who('to') ?? told.text('title')

export const aboutDuties: Record<string, Say> = {
  'obligation.interviewed': () => 'Answered the questions that decide whom to notify.',
  'obligation.decided': (told) =>
    written(
      `${decided[told.text('answer') ?? ''] ?? 'Decided about a duty to notify'}${after(' (', told.text('title') ?? told.text('rule'), ')')}`,
      told.text('reason'),
    ),
  'notice.approved': (told) => `Approved a notice${after(' to ', whom(told))}${after(' (', told.text('rule'), ')')}.`,
  'notice.sent': (told) =>
    `Notified${after(' ', whom(told))}${after(' by ', told.text('channel'))}${after(' (', told.text('rule'), ')')}${told.number('late_by') === null ? '' : ', after the deadline'}.`,
  'notice.declined': (told) =>
    written(`Decided not to notify${after(' ', whom(told))}${after(' (', told.text('rule'), ')')}`, told.text('reason')),
  'update.sent': (told) => written(`Told how it goes${after(' (', told.text('audience'), ')')}`, told.text('text')),
  'review.decided': (told) =>
    written(told.truth('required') === false ? 'Decided to hold no review' : 'Decided to hold a review', told.text('reason')),
  'pir.written': () => 'Wrote the review of the incident.',
  'pir.approved': () => 'Approved the review of the incident.',
  'action.opened': (told) => `Opened a corrective action${after(' “', told.text('title'), '”')}${after(', due ', told.text('due_on'))}.`,
  'action.changed': (told) => `Changed a corrective action${after(' “', told.text('title'), '”')}${after(', due ', told.text('due_on'))}.`,
  'action.closed': (told) =>
    written(`Closed a corrective action${after(' “', told.text('title'), '”')}${after(' by ', told.text('proof'))}`, told.text('note')),
  'action.checked': (told) =>
    written(
      `Found that a corrective action${after(' “', told.text('title'), '”')} ${told.truth('effective') === false ? 'had no effect' : 'had its effect'}`,
      told.text('note'),
    ),
  'personal.erased': (told) => written('Erased personal content of an entry', told.text('basis')),
  correction: (told) => written('Corrected an earlier entry', told.text('reason')),
}
