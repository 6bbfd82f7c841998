// Sentences about what of an address may go to a server.
import { expect, test } from 'vitest'
import { addressWithoutSecrets } from './git.ts'

test.each([
  ['https://robot:EXAMPLE@git.example.com/a/b.git', 'https://git.example.com/a/b.git'],
  ['https://EXAMPLE@git.example.com/a/b.git?token=EXAMPLE#EXAMPLE', 'https://git.example.com/a/b.git'],
  ['ssh://git:EXAMPLE@git.example.com:22/a/b.git', 'ssh://git@git.example.com:22/a/b.git'],
  ['git@git.example.com:a/b.git', 'git@git.example.com:a/b.git'],
  ['../somewhere', '../somewhere'],
  [null, null],
])('%j is told as %j', (address, told) => {
  expect(addressWithoutSecrets(address)).toBe(told)
})
