// An alert told by its entries alone, also when they cannot all be true.
import { describe, expect, test } from 'vitest'
import { makeId } from '../kernel/ids.ts'
import type { EntryKind, SlotValue } from '../ledger/entry.ts'
import { LedgerFormatError } from '../ledger/ledgerFormatError.ts'
import type { OpenedEntry } from '../ledger/openedEntry.ts'
import { type FoldedAlert, foldAlert } from './foldAlert.ts'

const alert = makeId('alert', 0, new Uint8Array(10))
const source = makeId('source', 0, new Uint8Array(10))

function entry(index: number, kind: EntryKind, detail: SlotValue, more: { cor?: string; personal?: SlotValue } = {}): OpenedEntry {
  const { cor, personal } = more
  return {
    index,
    leafHash: `leaf ${index}`,
    header: {
      v: 1,
      kind,
      act: source,
      obj: alert,
      at: 1000 * index,
      rec: 1000 * index + 7,
      ctl: [],
      c: {},
      ...(cor === undefined ? {} : { cor }),
    },
    slots: { detail, ...(personal === undefined ? {} : { personal }) },
  }
}

const received = entry(1, 'alert.received', {
  ...{ number: 4031, source, source_name: 'Prometheus', integration: 'alertmanager', fingerprint: 'f', episode: 1, status: 'firing' },
  ...{
    severity: 'warning',
    title: 'Disk full',
    link: null,
    is_test: false,
    occurred_at: 900,
    review_target_seconds: 600,
    delivery: 'dlv_1',
  },
})
const resolved = entry(2, 'alert.resolved', { ended_at: 1900, delivery: 'dlv_2' })
const review = entry(
  3,
  'alert.reviewed',
  { review: 'rev_1', disposition: 'benign', reason: 'Known.', in_time: true },
  { personal: { name: 'Ada' } },
)
const correction = entry(
  4,
  'alert.reviewed',
  { review: 'rev_2', disposition: 'false-positive', reason: 'No.', corrects: 'rev_1' },
  { cor: 'leaf 3' },
)

const fold = (entries: readonly OpenedEntry[]) => entries.reduce<FoldedAlert | undefined>(foldAlert, undefined)

describe('an alert', () => {
  test('is what it was when received, until it ends and somebody reviews it', () => {
    expect(fold([received])).toMatchObject({
      number: 4031,
      status: 'firing',
      receivedAt: 1007,
      occurredAt: 900,
      resolvedAt: null,
      reviews: [],
    })
    expect(fold([received, resolved])).toMatchObject({ status: 'resolved', endedAt: 1900, resolvedAt: 2007 })
    expect(fold([received, resolved, review])?.reviews).toMatchObject([
      { disposition: 'benign', reviewerName: 'Ada', reviewedAt: 3007, index: 3 },
    ])
  })
  test('keeps its first review when it is corrected', () => {
    const corrected = fold([received, review, correction])
    expect(corrected?.contradictions).toEqual([])
    expect(corrected?.reviews.map(({ disposition }) => disposition)).toEqual(['benign', 'false-positive'])
  })
  test('without its detail is still counted, with nothing said about it', () => {
    expect(fold([{ ...received, slots: {} }])).toMatchObject({ source, title: null, receivedAt: 1007, contradictions: [] })
  })
  const impossible: [string, OpenedEntry[], RegExp][] = [
    ['received twice', [received, received], /received twice/],
    ['resolved without having been received', [resolved], /never received/],
    ['resolved twice', [received, resolved, resolved], /resolved twice/],
    ['reviewed twice without a correction', [received, review, { ...review, index: 5, leafHash: 'leaf 5' }], /second time/],
    ['first reviewed by a correction', [received, correction], /first review corrects/],
    [
      'corrected in what is no review of it',
      [received, review, { ...correction, header: { ...correction.header, cor: 'leaf 1' } }],
      /no earlier review/,
    ],
  ]
  test.each(impossible)('%s is a contradiction', (_what, entries, says) => {
    expect(fold(entries)?.contradictions.join(' ')).toMatch(says)
  })
  test('whose entry says a number where a text belongs is refused, not guessed at', () => {
    expect(() => fold([{ ...received, slots: { detail: { title: 7 } } }])).toThrow(LedgerFormatError)
  })
})
