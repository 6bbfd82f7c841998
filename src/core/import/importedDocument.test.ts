// An imported text gets a name and a front matter, and not one of its words is changed.
import { expect, test } from 'vitest'
import { parseRunbook } from '../runbook/parseRunbook.ts'
import { importedDocument } from './importedDocument.ts'

const given = {
  title: null,
  markdown: '# When the “disk” is full: now\n\n1. Look.\n',
  from: 'Export.zip/Disk full 0123456789abcdef0123456789abcdef.md',
  readAs: 'ops-runbook',
} as const

test('a text is named after its heading, and its words stay', () => {
  const { id, kind, text } = importedDocument(given, new Set())
  expect([id, kind]).toEqual(['when-the-disk-is-full-now', 'runbook'])
  expect(text.endsWith(given.markdown)).toBe(true)
  const { runbook, problems } = parseRunbook(text)
  expect(problems).toEqual([])
  expect(runbook).toMatchObject({ id, title: 'When the “disk” is full: now', extra: { imported_from: given.from } })
})
test('a text without heading is named after its file, without the number that the tool put there', () => {
  expect(importedDocument({ ...given, markdown: '1. Look.\n' }, new Set()).id).toBe('disk-full')
  expect(importedDocument({ ...given, markdown: 'x', from: 'Leaked-key_98765432.html' }, new Set()).id).toBe('leaked-key')
  expect(importedDocument({ ...given, markdown: 'x', from: '緊急.md' }, new Set()).id).toBe('document')
})
test('two of one name are kept apart', () => {
  expect(importedDocument(given, new Set(['when-the-disk-is-full-now', 'when-the-disk-is-full-now-2'])).id).toBe(
    'when-the-disk-is-full-now-3',
  )
})
test('a text that has a front matter already keeps it, and its id and kind count', () => {
  const markdown = '---\nkind: policy\nid: incidents\n---\n# Incidents\n'
  expect(importedDocument({ ...given, markdown }, new Set())).toEqual({ id: 'incidents', kind: 'policy', text: markdown })
})
test('a name of its own that another text has already gets a number, also in its front matter', () => {
  const markdown = '---\nid: Key_1.2\n---\n# Key\n'
  expect(importedDocument({ ...given, markdown }, new Set())).toMatchObject({ id: 'Key_1.2', text: markdown })
  expect(importedDocument({ ...given, markdown }, new Set(['Key_1.2']))).toMatchObject({
    id: 'Key_1.2-2',
    text: '---\nkind: runbook\nid: Key_1.2-2\n---\n# Key\n',
  })
})
test('what the linter reads as a policy or plan goes to the policies', () => {
  expect(importedDocument({ ...given, readAs: 'plan' }, new Set()).kind).toBe('policy')
})
