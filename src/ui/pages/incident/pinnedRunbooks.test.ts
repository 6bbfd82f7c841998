// Which runbooks a thread pins, from the entries that began its runs.
import { expect, test } from 'vitest'
import type { ThreadItem } from './incidentShape.ts'
import { pinnedBy, pinnedRunbooks } from './pinnedRunbooks.ts'

const item = (kind: string, detail: Record<string, unknown> | null) => ({ kind, detail }) as unknown as ThreadItem
const began = (document: string, version: string, number: number) =>
  item('run.started', { run: 'run_1', document, version, number, title: 'Leaked key' })

test('a run that began names the runbook and its version, whatever is in force by now', () => {
  expect(pinnedBy(began('leaked-key', 'a'.repeat(64), 2))).toEqual({
    ...{ document: 'leaked-key', version: 'a'.repeat(64), words: 'Leaked key, version 2' },
  })
})

test('another entry, and one whose detail is closed, name none', () => {
  expect(pinnedBy(item('step.marked', { document: 'leaked-key', version: 'a' }))).toBeNull()
  expect(pinnedBy(item('run.started', null))).toBeNull()
  expect(pinnedBy(item('run.started', { run: 'run_1' }))).toBeNull()
})

test('one version followed twice is named once, two versions of one runbook are two', () => {
  const items = [began('leaked-key', 'a', 1), began('leaked-key', 'b', 2), began('leaked-key', 'a', 1)]
  expect(pinnedRunbooks(items).map(({ words }) => words)).toEqual(['Leaked key, version 1', 'Leaked key, version 2'])
})
