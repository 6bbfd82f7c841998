// What a paper writes out of an entry, because paper has no links.
import { expect, test } from 'vitest'
import type { SlotValue } from '../../ledger/entry.ts'
import type { ThreadLine } from '../thread.ts'
import { detailsOf } from './paperDetails.ts'

const began = (detail: SlotValue) => detailsOf({ kind: 'run.started', detail, file: null } as unknown as ThreadLine, new Map())

test('the runbook that was followed is written with its title, its version and what tells it from every other text', () => {
  const version = 'a'.repeat(64)
  expect(began({ run: 'run_1', document: 'leaked-key', version, number: 3, title: 'Leaked AWS key' })).toEqual([
    `Runbook: Leaked AWS key, version 3 (leaked-key), SHA-256 ${version}`,
  ])
  expect(began({ run: 'run_1', document: 'leaked-key', version })).toEqual([`Runbook: leaked-key, SHA-256 ${version}`])
})
