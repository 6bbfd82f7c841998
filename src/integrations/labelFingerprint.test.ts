// The fingerprint of a set of labels, against values that Alertmanager 0.25 computed.
import { expect, test } from 'vitest'
import { labelFingerprint } from './labelFingerprint.ts'

test('the fingerprint is the one Alertmanager computes, in whatever order the labels come', () => {
  const labels = { alertname: 'DiskFull', instance: 'db-1.example.com', severity: 'critical', Zone: 'eü/1' }
  expect(labelFingerprint(Object.entries(labels))).toBe('e149cc784da154d6')
  expect(labelFingerprint(Object.entries(labels).reverse())).toBe('e149cc784da154d6')
})

test('no labels give the offset of the hash', () => {
  expect(labelFingerprint([])).toBe('cbf29ce484222325')
})

test('a name and a value are told apart', () => {
  expect(labelFingerprint([['ab', 'c']])).not.toBe(labelFingerprint([['a', 'bc']]))
})
