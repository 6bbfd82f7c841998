// A part of a page that cannot be fetched: waited for while nobody answers, and given up where somebody does.
import { expect, test } from 'vitest'
import { untilFetched } from './untilFetched.ts'

/** Fails as often as it is told to. */
function partAfter(failures: number) {
  let asked = 0
  return async () => {
    asked += 1
    if (asked <= failures) throw new TypeError('Failed to fetch dynamically imported module')
    return asked
  }
}

test('is there as soon as the server answers again', async () => {
  let waited = 0
  const wait = async () => {
    waited += 1
  }
  expect(await untilFetched(partAfter(3), { answers: async () => false, wait })).toBe(4)
  expect(waited).toBe(3)
})
test('is asked for once more where the server answers, since it may have been back just then', async () => {
  const wait = () => expect.fail('nothing to wait for')
  expect(await untilFetched(partAfter(1), { answers: async () => true, wait })).toBe(2)
  await expect(untilFetched(partAfter(2), { answers: async () => true, wait })).rejects.toThrow('dynamically imported')
})
