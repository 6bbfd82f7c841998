// Sentences about the deliveries of a period: counted by what was made of them, and accounting for every alert.
import { describe, expect, test } from 'vitest'
import { at, entry, id, period, received, rowsOf, source } from '../../../../test/support/populationEntries.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { SlotValue } from '../../ledger/entry.ts'
import type { SealedEntry } from '../population.ts'
import { DeliveryPopulation } from './deliveries.ts'

describe('deliveries', () => {
  const delivery = (number: number, rec: Instant, state: string, more: SlotValue = {}) =>
    entry(state === 'refused' ? 'delivery.refused' : 'delivery.received', id('delivery', number), rec, {
      ...{ source, state, authentication: 'url_only', observations: state === 'accepted' ? 2 : 0, omitted: 0, ...more },
    })
  const readAgain = (number: number, rec: Instant, state = 'accepted') =>
    entry('delivery.reinterpreted', id('delivery', number), rec, { source, state, observations: 3 })

  function deliveries(...entries: SealedEntry[]): DeliveryPopulation {
    const population = new DeliveryPopulation(period)
    for (const one of entries) population.take(one)
    return population
  }

  test('are counted by what was made of them', () => {
    const population = deliveries(
      delivery(1, at(1), 'accepted', { omitted: 4 }),
      delivery(2, at(2), 'repeated'),
      delivery(3, at(3), 'refused'),
      delivery(4, at(-1), 'accepted'),
    )
    expect(population.countsBySource().get(source)).toEqual({
      accepted: 1,
      repeated: 1,
      refused: 1,
      readLater: 0,
      observations: 2,
      omitted: 4,
      erased: 0,
    })
  })

  test('that were refused and read later are listed as both', () => {
    const population = deliveries(
      delivery(3, at(3), 'refused', { reason: 'Not JSON.' }),
      readAgain(3, at(60), 'refused'),
      readAgain(3, at(70)),
    )
    expect(rowsOf(population.file(() => 'Prometheus'))).toMatchObject([
      { reason: 'Not JSON.', read_later_at: '2026-04-03T22:00:00.000Z', observations: 3 },
    ])
    // Read behind the period: what it said belongs there.
    expect(population.countsBySource().get(source)).toMatchObject({ refused: 1, readLater: 1, observations: 0 })
  })

  test('from before the period that were read in it make their observations in it', () => {
    expect(
      deliveries(delivery(3, at(-3), 'refused'), readAgain(3, at(3)))
        .countsBySource()
        .get(source),
    ).toMatchObject({ refused: 0, observations: 3 })
  })

  test('account for every alert, whichever of the two is recorded first', () => {
    const population = deliveries(
      received(1, at(1)),
      delivery(1, at(1), 'accepted'),
      delivery(2, at(2), 'accepted'),
      received(2, at(2)),
      received(3, at(3)),
    )
    expect(population.withoutDelivery()).toMatchObject({ count: 1 })
  })

  test('refused for one reason are one line of the report', () => {
    const population = deliveries(
      ...[1, 2, 3].map((number) => delivery(number, at(number), 'refused', { reason: number === 3 ? 'Other.' : 'Not JSON.' })),
    )
    expect(population.refusedByReason(5)).toMatchObject([
      { reason: 'Not JSON.', refused: 2 },
      { reason: 'Other.', refused: 1 },
    ])
  })
})
