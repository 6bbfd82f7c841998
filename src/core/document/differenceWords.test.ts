// Sentences about what a log says of two versions.
import { expect, test } from 'vitest'
import { documentDifference } from './difference.ts'
import { differenceInWords } from './differenceWords.ts'

const runbook = (...steps: string[]) =>
  `---\nkind: runbook\nowner: ops\n---\n# Disk\n\n## Contain\n\n${steps.map((step, at) => `${at + 1}. ${step}\n`).join('')}`
const words = (before: string, after: string) => differenceInWords(documentDifference('runbook', before, after))

test('two versions are told apart by what they promise and by their steps, then by lines', () => {
  const before = runbook('Delete the oldest snapshots with `prune`.', 'Tell the owner of the volume.')
  const after = runbook('Delete the oldest snapshots with `prune --keep 3`.', 'Tell the owner of the volume.', 'Grow the volume.').replace(
    'ops',
    'storage',
  )
  expect(words(before, after)).toEqual([
    'This runbook, owner: ops → storage',
    expect.stringMatching(/^Contain: step changed, its (words|commands).*: “Delete the oldest snapshots/),
    'Contain: new step “Grow the volume.”',
    '1 line added, 2 lines changed',
  ])
  expect(words(after, before)).toContain('Contain: step gone “Grow the volume.”')
})

test('the same text has nothing to say, and a long step is cut', () => {
  expect(words(runbook('a'), runbook('a'))).toEqual([])
  expect(words(runbook('a'), runbook('a', 'word '.repeat(100)))[0]?.length).toBeLessThan(120)
})
