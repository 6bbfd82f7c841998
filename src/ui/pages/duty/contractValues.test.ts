// A clause is only entered when it could be counted on the day it matters.
import { expect, test } from 'vitest'
import { contractBody, emptyContract, whyNotCounted } from './contractValues.ts'

const clause = { ...emptyContract('Europe/Zurich'), customer: 'Acme', contact: 'security@acme.example.com', clause: '§ 7.2' }

test('what cannot be counted says why', () => {
  expect(whyNotCounted(clause)).toBeNull()
  expect(whyNotCounted({ ...clause, customer: ' ' })).toContain('customer')
  expect(whyNotCounted({ ...clause, amount: '2.5' })).toContain('whole number')
  expect(whyNotCounted({ ...clause, amount: '2', unit: 'business-days' })).toContain('working days')
})

test('no time is “without undue delay”; hours need no zone, days do, and working days a calendar', () => {
  expect(contractBody(clause)).toMatchObject({ within: null, time_zone: null, calendar: null })
  expect(contractBody({ ...clause, amount: '24' })).toMatchObject({ within: { amount: 24, unit: 'hours' }, time_zone: null })
  expect(contractBody({ ...clause, amount: '2', unit: 'business-days', calendar: 'eu' })).toMatchObject({
    time_zone: 'Europe/Zurich',
    calendar: 'eu',
  })
})
