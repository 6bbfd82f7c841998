// Who was here with which role, told by entries alone.
import { expect, test } from 'vitest'
import { DocumentStory, doer } from '../../../test/support/documentStory.ts'
import { day, toInstant } from '../kernel/instant.ts'
import { foldMemberships } from './membership.ts'

test('a role lasts until another entry says otherwise; a change of name is no new stretch; who left may come back', () => {
  const [story, eve] = [new DocumentStory(), doer(1, 'responder')]
  const start = story.now
  story.person('person.joined', eve, 'viewer')
  story.pass(1).person('person.changed', eve, 'viewer')
  story.pass(1).person('person.changed', eve, 'responder')
  story.pass(1).person('person.left', eve, 'responder', story.now)
  story.pass(1).person('person.joined', eve, 'responder')
  const at = (days: number) => toInstant(start + days * day)
  expect(foldMemberships(story.entries)).toEqual([
    {
      person: eve.id,
      spans: [
        { role: 'viewer', from: at(0), to: at(2) },
        { role: 'responder', from: at(2), to: at(3) },
        { role: 'responder', from: at(4), to: null },
      ],
    },
  ])
})
