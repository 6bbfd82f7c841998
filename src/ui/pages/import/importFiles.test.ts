// Texts that somebody brought along: under which names they go, which are taken, and what is sent.
import { describe, expect, test } from 'vitest'
import { longestImport } from '../../../contract/import.ts'
import { type Brought, candidatesOf, draftsOf, problemsOf, type Reported, whyNotSent } from './importFiles.ts'

const reported = (more: Partial<Reported> = {}): Reported => ({
  ...{ from: 'key.md', kind: 'runbook', id: 'key', title: 'Key', left: [], stands: 'nothing', revision: 0 },
  markdown: '---\nkind: runbook\nid: key\n---\n# Key\n',
  linted: {
    ...{ kind: 'ops-runbook', overall: 'mixed', score: 40, places: 0, findings: [], counts: { error: 0, warning: 0, note: 0 } },
    elements: {
      ...{ severity: 'absent', escalation: 'absent', containment: 'generic', evidence: 'absent' },
      ...{ communication: 'absent', review: 'absent', training: 'absent' },
    },
  },
  ...more,
})
const file = (key: number, ...documents: Reported[]): Brought => ({
  key,
  file: { name: `${key}.md`, size: 10 },
  state: { is: 'reported', report: { documents, skipped: [], skipped_more: 0 } },
})

test('two files with texts of one name are kept apart', () => {
  const files = [file(1, reported()), file(2, reported()), file(3, reported({ kind: 'policy' }))]
  expect(candidatesOf(files, {}).map(({ place }) => `${place.kind} ${place.id}`)).toEqual(['runbook key', 'runbook key-2', 'policy key'])
})
test('what somebody here wrote is not written over unless they say so', () => {
  const files = [file(1, reported({ stands: 'draft', revision: 3 }), reported({ id: 'other', stands: 'shipped' }))]
  expect(candidatesOf(files, {}).map(({ taken }) => taken)).toEqual([false, true])
  expect(draftsOf(candidatesOf(files, { '1 0': { taken: true } }))[0]).toMatchObject({ id: 'key', revision: 3 })
})
test('under another name its front matter says so, and no draft of that name is written over', () => {
  const files = [file(1, reported({ stands: 'draft', revision: 3 }))]
  expect(draftsOf(candidatesOf(files, { '1 0': { kind: 'policy', id: 'keys', taken: true } }))).toEqual([
    { kind: 'policy', id: 'keys', revision: 0, markdown: '---\nkind: policy\nid: keys\n---\n# Key\n' },
  ])
})
describe('a name', () => {
  const files = [file(1, reported()), file(2, reported())]
  test('that another text has, or that no document can have, is said', () => {
    expect(Object.keys(problemsOf(candidatesOf(files, { '2 0': { id: 'key' } })))).toEqual(['2 0'])
    expect(Object.keys(problemsOf(candidatesOf(files, { '1 0': { id: 'a b' } })))).toEqual(['1 0'])
  })
  test('of a text that is not taken does not matter', () => {
    expect(problemsOf(candidatesOf(files, { '2 0': { id: 'key', taken: false } }))).toEqual({})
  })
})
test('a file that would be refused for its size is not sent', () => {
  expect(whyNotSent({ name: 'a.zip', size: longestImport + 1 })).toContain('at most')
  expect(whyNotSent({ name: 'a.md', size: 0 })).toBe('It is empty.')
  expect(whyNotSent({ name: 'a.zip', size: longestImport })).toBeNull()
})
