// How entries about people read: who took which role, and who was called.
import { after, type Say, type Told, words, written } from './told.ts'

const somebody = 'somebody whose name was erased'

/** Paging tools know people whom our directory does not: they have a name and no id. */
function reached(told: Told): string {
  return told.person('to_name', 'to') ?? (told.mentions('to') ? 'somebody of a paging tool' : 'nobody in particular')
}

function attempt(told: Told): string {
  const level = told.number('level')
  return `${reached(told)}${after(' by ', told.text('channel'))}${level === null ? '' : ` (level ${level}${after(' of ', told.text('path_name'))})`}`
}

export const aboutPeople: Record<string, Say> = {
  'role.assigned': (told) => `Made ${told.person('person_name', 'person') ?? somebody} ${told.text('role') ?? 'part of it'}.`,
  'role.handed_over': (told) => {
    const role = told.text('role') ?? 'a member'
    if (told.text('to') === null) return `${told.person('from_name', 'from') ?? 'Somebody whose name was erased'} left the role of ${role}.`
    return written(
      `Handed the role of ${role} over from ${told.person('from_name', 'from') ?? somebody} to ${told.person('to_name', 'to') ?? somebody}`,
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
