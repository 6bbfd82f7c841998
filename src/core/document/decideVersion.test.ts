// Who may put a text in force, on what, and when not.
import { describe, expect, test } from 'vitest'
import { DocumentStory, doer, version, yearly } from '../../../test/support/documentStory.ts'
import { day, toInstant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isAuthor } from './approver.ts'
import { decideDraft } from './draft.ts'
import { inForceAt, latestProposal, proposalState } from './inForce.ts'
import type { Terms } from './terms.ts'

const [ada, ben, cleo, eve] = [doer(1, 'admin'), doer(2, 'compliance'), doer(3, 'compliance'), doer(4, 'responder')] as const
const [one, two, three] = [version('a'), version('b'), version('c')] as const
const both: Terms = { ...yearly, approvers: ['cto', 'compliance'], quorum: 2 }
const cto: Terms = { ...yearly, approvers: ['cto'], quorum: 1 }

function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'done'
}

const stateOf = (story: DocumentStory, hash: string) => {
  const proposal = latestProposal(story.life, hash)
  return proposal && proposalState(story.life, proposal, story.now)
}

describe('approving', () => {
  test('takes effect with the last of its quorum, and not before', () => {
    const story = new DocumentStory()
    story.propose(one, both, ada)
    story.approve(one, ben, 'cto')
    expect(stateOf(story, one)).toBe('proposed')
    story.pass(1).approve(one, cleo)
    expect(stateOf(story, one)).toBe('in-force')
    expect(inForceAt(story.life, story.now)).toMatchObject({ version: one, effect: { basis: 'approved', from: story.now } })
  })

  test('needs four eyes, and two people for two signatures', () => {
    const story = new DocumentStory()
    story.propose(one, both, ben)
    expect(refusal(() => story.approve(one, ben))).toBe('second_person_needed')
    story.approve(one, cleo, 'cto')
    expect(refusal(() => story.approve(one, cleo, 'compliance'))).toBe('already_approved')
    expect(refusal(() => story.approve(one, ada, 'cto'))).toBe('already_approved')
  })

  test('is not for the author whom git names', () => {
    const story = new DocumentStory()
    story.propose(one, cto, ada, { author: `Ben <${ben.email}>` })
    expect(refusal(() => story.approve(one, ben))).toBe('second_person_needed')
    expect(isAuthor('eve@example.com.evil.example', 'eve@example.com')).toBe(false)
  })

  test('is for whom the text names: a title is signed by somebody who may publish, a role by who has it, a person by that person', () => {
    const story = new DocumentStory()
    story.propose(one, { ...yearly, approvers: ['cto', 'compliance', eve.id], quorum: 1 }, ben)
    expect(refusal(() => story.approve(one, eve, 'cto'))).toBe('role_needed')
    expect(refusal(() => story.approve(one, ada, 'compliance'))).toBe('role_needed')
    expect(refusal(() => story.approve(one, ada, 'ceo'))).toBe('role_needed')
    story.approve(one, eve)
    expect(story.life.proposals.at(-1)?.approvals).toMatchObject([{ as: eve.id, by: eve.id }])
  })

  test('does not bring an older text back once a later one took effect', () => {
    const story = new DocumentStory()
    story.propose(one, cto, ada)
    story.propose(two, cto, ada)
    story.approve(two, ben)
    expect(stateOf(story, one)).toBe('superseded')
    expect(refusal(() => story.approve(one, ben))).toBe('state_not_possible')
    story.propose(one, cto, ada)
    story.approve(one, ben)
    expect(inForceAt(story.life, story.now)?.version).toBe(one)
  })

  test('takes effect at the stated instant, never before now; what is in force until then stays', () => {
    const story = new DocumentStory()
    story.propose(one, cto, ada)
    story.approve(one, ben)
    expect(refusal(() => story.propose(two, cto, ada, { takesEffectAt: toInstant(story.now - 1) }))).toBe('invalid_request')
    const then = toInstant(story.now + 10 * day)
    story.propose(two, cto, ada, { takesEffectAt: then })
    story.approve(two, ben)
    expect([stateOf(story, one), stateOf(story, two)]).toEqual(['in-force', 'approved'])
    story.pass(10)
    expect([stateOf(story, one), stateOf(story, two)]).toEqual(['superseded', 'in-force'])
    expect(inForceAt(story.life, toInstant(then - 1))?.version).toBe(one)
  })
})

describe('publishing, emergencies, withdrawing', () => {
  test('a text without approvers takes effect for who may publish, and waits otherwise', () => {
    const story = new DocumentStory()
    story.propose(one, yearly, eve)
    expect(stateOf(story, one)).toBe('proposed')
    story.vouch(one, ben)
    story.propose(two, yearly, ben)
    expect(inForceAt(story.life, story.now)).toMatchObject({ version: two, effect: { basis: 'published' } })
  })

  test('an emergency change of a policy needs who may publish, and is approved after the fact', () => {
    const story = new DocumentStory()
    expect(refusal(() => story.propose(one, cto, eve, { emergency: 'Tonight.' }))).toBe('role_needed')
    story.propose(one, cto, ada, { emergency: 'Tonight.' })
    expect(inForceAt(story.life, story.now)?.effect.basis).toBe('emergency')
    expect(refusal(() => story.approve(one, ada))).toBe('second_person_needed')
    story.pass(3).approve(one, ben)
    expect(refusal(() => story.pass(1).approve(one, cleo))).toBe('state_not_possible')
    expect(inForceAt(story.life, story.now)?.effect.basis).toBe('emergency')
  })

  test('is withdrawn before it takes effect, by who proposed it or who may publish', () => {
    const story = new DocumentStory()
    story.propose(one, cto, ada)
    expect(refusal(() => story.withdraw(one, eve))).toBe('role_needed')
    story.withdraw(one, ben)
    expect(stateOf(story, one)).toBe('withdrawn')
    story.propose(two, cto, ada)
    story.approve(two, ben)
    expect(refusal(() => story.withdraw(two, ada))).toBe('state_not_possible')
  })

  test('what comes with the software never replaces a text of one’s own', () => {
    const story = new DocumentStory()
    story.ship(one, yearly)
    story.propose(two, cto, ada)
    story.approve(two, ben)
    story.ship(three, cto)
    expect(inForceAt(story.life, story.now)?.version).toBe(two)
    expect(stateOf(story, three)).toBe('proposed')
  })

  test('the same text again changes nothing', () => {
    const story = new DocumentStory()
    story.propose(one, cto, ada)
    expect(refusal(() => story.propose(one, cto, ada))).toBe('nothing_changed')
    story.approve(one, ben)
    expect(refusal(() => story.propose(one, cto, ada))).toBe('nothing_changed')
  })
})

describe('a draft', () => {
  const before = { revision: 3, markdown: 'Text', savedAt: toInstant(0), savedByName: 'Ben' }
  test('is saved only over the one that was loaded, and says who saved another', () => {
    expect(decideDraft(before, 3, 'Other')).toBe(4)
    expect(() => decideDraft(before, 2, 'Other')).toThrow('Ben saved it at 1970-01-01T00:00:00.000Z')
    expect(refusal(() => decideDraft(before, 0, 'Other'))).toBe('draft_changed')
    expect(decideDraft({ ...before, markdown: null }, 0, 'Anew')).toBe(4)
  })
})
