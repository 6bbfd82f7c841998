// An imported text under another name or kind: the front matter says it, the words below stay.
import { expect, test } from 'vitest'
import { placedAs } from './placedAs.ts'

const place = { kind: 'policy', id: 'incidents' } as const

test('changes what the front matter says of kind and name, and nothing else', () => {
  expect(placedAs('---\nkind: runbook\nid: "old"\ntitle: Disk\n---\n# Disk\n\nid: stays\n', place)).toBe(
    '---\nkind: policy\nid: incidents\ntitle: Disk\n---\n# Disk\n\nid: stays\n',
  )
  expect(placedAs('---\r\ntitle: Disk\r\n---\r\n# Disk\r\n', place)).toBe(
    '---\r\nkind: policy\nid: incidents\ntitle: Disk\r\n---\r\n# Disk\r\n',
  )
})
test('gives a text without front matter one', () => {
  expect(placedAs('# Disk\n', place)).toBe('---\nkind: policy\nid: incidents\n---\n\n# Disk\n')
})
test('takes a name as it is, whatever signs are in it', () => {
  expect(placedAs('---\nid: a\n---\n', { kind: 'runbook', id: "$1.$'" })).toContain("id: $1.$'\n")
})
