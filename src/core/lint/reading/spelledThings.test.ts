// What is promised of things: what only a thing is spelled like is one, also without marks; words with hyphens and levels are none.
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import { readText } from './readText.ts'

const lexicons = shippedLexicons()
const thingsIn = (line: string) =>
  readText(`# T\n\n- ${line}\n`, lexicons).reads.flatMap(({ objects }) => objects.map(({ value }) => value))

test.each([
  ['Delete the lock at /var/lib/queue/lock now', '/var/lib/queue/lock'],
  ['Set max_connections to 200', 'max_connections'],
  ['Change the limit in postgresql.conf first', 'postgresql.conf'],
  ['Block port 445 at the edge', 'port 445'],
  ['Block 203.0.113.7 at the edge', '203.0.113.7'],
  ['Log on to prod-db-02 and look', 'prod-db-02'],
  ['Look at grafana.corp.internal first', 'grafana.corp.internal'],
  ['Scale the ingest-worker deployment to 0', 'ingest-worker'],
  ['Edit the ConfigMap cluster-alerts and set 7d', 'cluster-alerts'],
  ['Call POST /v1/keys/revoke with its id', 'POST /v1/keys/revoke'],
  ['Call pause() on the contract', 'pause()'],
  ['Wake payments-oncall at once', 'payments-oncall'],
  ['Copy it to s3://example-evidence/inc-12', 's3://example-evidence/inc-12'],
  ['Run REVOKE ALL ON orders FROM app as its owner', 'REVOKE ALL ON orders FROM app'],
])('%s', (line, thing) => {
  expect(thingsIn(line)).toContain(thing)
})

test.each([
  'Third-party vendors, customer-facing services and highly-available clusters',
  'A severity-1 incident, phase-2 and a 24x7 on-call service',
  'The system(s) affected and the user(s) told, e.g. by phone',
  'A level of `SEV1`, a share of `99.5%`, a wait of `10m`, an answer of `true`',
  'Version 2.1 of ISO 27035-1',
])('names nothing: %s', (line) => {
  expect(thingsIn(line)).toEqual([])
})
