// Are the addresses that the first answer has written out those of the contract?
import { expect, test } from 'vitest'
import { incidentApi } from '../../contract/incident.ts'
import { sessionApi } from '../../contract/session.ts'
import { makeId } from '../../core/kernel/ids.ts'
import { urlOf } from '../api/call.ts'
import { paths } from '../paths.ts'
import { acknowledgeUrl, incidentOf, incidentUrl, sessionUrl } from './addresses.ts'

const id = makeId('incident', 1_760_000_000_000, new Uint8Array(10))
const params = { incidentId: id }

test('it asks and tells what the contract names', () => {
  expect(sessionUrl).toBe(urlOf(sessionApi.me))
  expect(incidentUrl(id)).toBe(urlOf(incidentApi.get, { params }))
  expect(acknowledgeUrl(id)).toBe(urlOf(incidentApi.acknowledge, { params }))
  expect(incidentApi.acknowledge.method).toBe('POST')
})
test('it knows the address of an incident, and no other', () => {
  expect(incidentOf(paths.incident(id))).toBe(id)
  for (const path of ['/', '/incidents', '/incidents/declare', `${paths.incident(id)}/thread`, '/incidents/inc_1']) {
    expect(incidentOf(path), path).toBeNull()
  }
})
