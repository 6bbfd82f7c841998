// How entries about the work read: runbooks being followed, and evidence being kept.
import { after, member, type Say, words, written } from './told.ts'

const marked: Record<string, string> = { done: 'Did', skipped: 'Skipped', stuck: 'Got stuck at', open: 'Took back the mark of' }

export const aboutWork: Record<string, Say> = {
  'run.started': (told) =>
    `Began to follow the runbook${after(' “', told.text('title'), '”')}${after(', version ', told.number('number'))}.`,
  'run.parameters_given': () => 'Gave values that the commands of the runbook ask for.',
  'step.marked': (told) => {
    const did = marked[told.text('state') ?? ''] ?? 'Marked'
    return written(`${did} the step${after(' “', told.text('text') ?? told.text('step'), '”')}`, told.text('reason') ?? told.text('note'))
  },
  'evidence.captured': (told) =>
    `Kept as evidence${after(': ', told.text('title') ?? told.text('name'))}${after(', from ', told.text('source'))}.`,
  'evidence.accessed': (told) => `Opened evidence${after(': ', told.text('title') ?? told.text('name'))}.`,
  'preservation.listed': (told) => {
    const names = told.list('items').flatMap((one) => (typeof member(one, 'title') === 'string' ? [`${member(one, 'title')}`] : []))
    return written(
      'Listed what must be preserved',
      told.text('evidence') ?? told.text('title') ?? (names.length === 0 ? null : names.join(', ')),
    )
  },
  'preservation.settled': (told) =>
    written(
      `Settled what became of evidence to preserve${after(' (', told.text('state') === null ? null : words(told.text('state') ?? ''), ')')}`,
      told.text('reason') ?? told.text('title'),
    ),
}
