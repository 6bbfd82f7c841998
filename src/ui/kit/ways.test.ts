// What a phone's “More” says of what waits behind it.
import { expect, test } from 'vitest'
import { isAt, type Waiting, type Way, waitingIn } from './ways.tsx'

const way = (waiting: Waiting | null): Way => ({ label: 'Policies', href: '/policies', icon: () => null, waiting })

test('what waits behind several ways is added, and late where one of them is', () => {
  const approve = { count: '2', words: 'wait for you', late: false }
  expect(waitingIn([way(null), way(approve)])).toEqual(approve)
  expect(waitingIn([way(approve), way({ count: '99+', words: 'to review', late: true })])).toEqual({
    count: '101+',
    words: 'wait there',
    late: true,
  })
  expect(waitingIn([way(null)])).toBeNull()
})

test('a place is where one is also on the pages below it, and not on one whose name begins alike', () => {
  expect(isAt('/policies/incident-response', '/policies')).toBe(true)
  expect(isAt('/policies-of-old', '/policies')).toBe(false)
  expect(isAt('/alerts', '/')).toBe(false)
  expect(isAt('/criteria/soc2/CC7.3', '/criteria/soc2')).toBe(true)
})
