// Sentences about one page: how it ends, what it says, and what its entries tell.
import { describe, expect, test } from 'vitest'
import type { IncidentId, PageId, PathId, PersonId } from '../kernel/ids.ts'
import { minute, toInstant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { decideAnswer, decideFailure, decidePage, refuseOver, whenDone } from './decidePage.ts'
import { foldPages } from './foldPages.ts'
import { hearPager } from './hearPager.ts'
import { endEntry, sentEntry } from './pageEntries.ts'
import { chatText, mailText, type PageText } from './pageText.ts'

const now = toInstant(Date.UTC(2026, 2, 4, 2, 0))
const later = toInstant(now + 4 * minute)
const ada = { id: 'per_a' as PersonId, name: 'Ada' }
const page = decidePage({
  pageId: 'pge_1' as PageId,
  to: { personId: 'per_b' as PersonId, name: 'Bo' },
  level: null,
  channel: 'phone',
  via: null,
  by: ada,
  at: now,
  now,
})

const opened = (entry: NewEntry): OpenedEntry => ({
  index: 7,
  leafHash: '',
  header: { v: 1, kind: entry.kind, act: entry.act, obj: entry.obj, at: entry.at, rec: later, ctl: [], c: {} },
  slots: { ...(entry.detail ? { detail: entry.detail } : {}), ...(entry.personal ? { personal: entry.personal } : {}) },
})

describe('a page', () => {
  test('ends once', () => {
    const answered = decideAnswer(page, ada, null, later)
    expect(() => decideFailure(answered, 'declined', ada, null, later)).toThrow('was answered already')
    expect(() => decideAnswer(answered, ada, null, later)).toThrow('was answered already')
  })

  test('fails for another reason only with words', () => {
    expect(() => decideFailure(page, 'other', ada, null, later)).toThrow('Say in the note')
    expect(decideFailure(page, 'other', ada, 'The line is dead.', later).end).toMatchObject({ why: 'other' })
  })

  test('was not done in the future, nor before it can have been', () => {
    expect(whenDone(undefined, now, later)).toBe(later)
    expect(whenDone(toInstant(later + minute), now, later)).toBe(later)
    expect(() => whenDone(toInstant(later + 6 * minute), now, later)).toThrow('future')
    expect(() => whenDone(toInstant(now - 1), now, later)).toThrow('before it can have happened')
  })

  test('is not made for an incident that is over', () => {
    expect(() => refuseOver({ state: 'closed', number: 12 })).toThrow('INC-12 is closed. Reopen it to page somebody.')
    expect(() => refuseOver({ state: 'declared', number: 12 })).not.toThrow()
  })
})

describe.each([false, true])('the entries of a page, private: %s', (isPrivate) => {
  const about = { incidentId: 'inc_1' as IncidentId, isPrivate }
  const failed = decideFailure({ ...page, receipt: 'HTTP 200' }, 'wrong-number', ada, 'Nobody there.', later)
  const entries = [sentEntry(about, { ...page, receipt: 'HTTP 200' }, now), endEntry(about, failed)]

  test('tell it whole', () => {
    const { pages, contradictions } = foldPages(entries.map(opened))
    expect(contradictions).toEqual([])
    expect(pages.get('pge_1')).toMatchObject({
      to: 'per_b',
      toName: 'Bo',
      channel: 'phone',
      askedBy: 'per_a',
      sentAt: now,
      receipt: 'HTTP 200',
      outcome: 'failed',
      why: 'wrong-number',
      note: 'Nobody there.',
      endedAt: later,
    })
    expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toMatch(/Ada|Bo/)
    if (isPrivate) expect(entries.map(({ detail }) => detail)).toEqual([{ private: true }, { private: true }])
  })

  test('contradict themselves where it ends twice', () => {
    expect(foldPages([...entries, endEntry(about, failed)].map(opened)).contradictions).toEqual(['The page pge_1 ended twice.'])
  })
})

describe('what somebody reads who is woken', () => {
  const text: PageText = {
    number: 12,
    title: 'Keys <!channel> leaked',
    severity: 'SEV1',
    isPrivate: false,
    isExercise: false,
    link: 'https://tickmark.example.com/incidents/inc_1',
    to: 'Bo',
    byName: 'Ada',
    place: 'level 1 of Security on-call',
    escalatesAt: later,
  }

  test('says who is asked to do what, about what, by when, and where', () => {
    expect(mailText(text).subject).toBe('INC-12 SEV1: Keys <!channel> leaked – you are paged')
    expect(mailText(text).text).toContain('as level 1 of Security on-call. Open the incident and acknowledge it.')
    expect(mailText(text).text).toContain('Without an answer by 02:04 UTC')
    expect(mailText(text).text).toContain(text.link)
  })

  test('calls nobody in a chat by what a title holds', () => {
    expect(chatText(text)).toContain('Keys &lt;!channel&gt; leaked')
  })

  test('of a private incident it says only the number', () => {
    const said = JSON.stringify([mailText({ ...text, isPrivate: true }), chatText({ ...text, isPrivate: true })])
    expect(said).toContain('INC-12')
    expect(said).not.toMatch(/leaked|SEV1|Ada|Security/)
  })
})

describe('what a paging tool tells', () => {
  let ids = 0
  const told = (pages: (typeof page)[]) => ({
    pages,
    source: { id: 'src_1', name: 'PagerDuty' } as never,
    personOf: (name: string) => (name === 'Bo' ? ('per_b' as PersonId) : null),
    newId: () => `pge_n${++ids}` as PageId,
    now: later,
  })

  test('who was called and did not answer is passed over, and who answers is named', () => {
    const first = hearPager({ kind: 'paged', people: ['Cy'], happenedAt: now }, told([])).made
    expect(first).toMatchObject([{ to: { personId: null, name: 'Cy' }, channel: 'pager', sentAt: now, level: null as PathId | null }])
    const { ended, made } = hearPager({ kind: 'passed-on', people: ['Bo'], happenedAt: later }, told(first))
    expect(ended).toMatchObject([{ end: { kind: 'failed', why: 'no-answer' } }])
    expect(made).toMatchObject([{ to: { personId: 'per_b', name: 'Bo' } }])
    const answer = hearPager({ kind: 'answered', people: ['Bo'], happenedAt: later }, told(made))
    expect(answer).toMatchObject({ ended: [{ pageId: made[0]?.pageId, end: { kind: 'answered' }, endedBy: { name: 'Bo' } }], made: [] })
  })

  test('an answer to a call that was never told is a call with its answer', () => {
    const { made } = hearPager({ kind: 'answered', people: ['Di'], happenedAt: now }, told([page]))
    expect(made).toMatchObject([{ to: { name: 'Di' }, end: { kind: 'answered' } }])
  })
})
