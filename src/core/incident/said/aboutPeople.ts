// How entries about people read: who took which role, and who was called.
import { after, type Say, type Told, words, written } from './told.ts'

const somebody = 'somebody whose name was erased'

function attempt(told: Told): string {
  const level = told.number('level')
  return `${told.who('to_name') ?? 'nobody in particular'}${after(' by ', told.text('channel'))}${level === null ? '' : ` (level ${level}${after(' of ', told.text('path_name'))})`}`
}

export const aboutPeople: Record<string, Say> = {
  'role.assigned': (told) => `Made ${told.who('person_name') ?? somebody} ${told.text('role') ?? 'part of it'}.`,
  'role.handed_over': (told) => {
    const role = told.text('role') ?? 'a member'
    if (told.text('to') === null) return `${told.who('from_name') ?? 'Somebody whose name was erased'} left the role of ${role}.`
    return written(
      `Handed the role of ${role} over from ${told.who('from_name') ?? somebody} to ${told.who('to_name') ?? somebody}`,
      told.text('note'),
    )
  },
  'page.sent': (told) => `Called ${attempt(told)}.`,
  'page.answered': (told) => written(`A call to ${attempt(told)} was answered`, told.text('note')),
  'page.failed': (told) =>
    written(
      `A call to ${attempt(told)} failed${after(': ', told.text('why') === null ? null : words(told.text('why') ?? ''))}`,
      told.text('note'),
    ),
}
