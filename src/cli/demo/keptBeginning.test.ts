// Is the beginning that was kept taken where it is the beginning of this demo’s story, and only there?
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { readConfig } from '../../server/config.ts'
import { takeBeginning } from './keptBeginning.ts'
import { aboutOf, dataOf } from './keptPlace.ts'

const at = (text: string) => parseInstant(text) as Instant
const usual = 'http://localhost:4600'

let root: string
let kept: string
const take = (now: string, port = '4600') =>
  takeBeginning(kept, readConfig({ TICKMARK_DATA_DIR: join(root, 'demo'), TICKMARK_PORT: port }), at(now))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tickmark-kept-'))
  kept = join(root, 'kept')
  mkdirSync(dataOf(kept), { recursive: true })
  writeFileSync(join(dataOf(kept), 'signing-seed'), 'seed')
  const remembered = { lived: { at: at('2026-11-18T15:20:00Z'), days: 143, waiting: [] } }
  writeFileSync(aboutOf(kept), JSON.stringify({ publicUrl: usual, quarter: '2026-07-01', remembered }))
})
afterEach(() => rmSync(root, { recursive: true }))

test('its data are copied, and what is remembered of it is told', () => {
  expect(take('2026-11-22T10:00:00Z')).toMatchObject({ lived: { days: 143 } })
  expect(readFileSync(join(root, 'demo', 'signing-seed'), 'utf8')).toBe('seed')
})

test.each([
  ['another quarter is the last one', '2027-01-01T00:30:00Z', '4600'],
  ['the clock shows an earlier day than it was kept on', '2026-11-21T10:00:00Z', '4600'],
  ['the demo has another address, which its ledger is named after', '2026-11-22T10:00:00Z', '4700'],
])('where %s it is left alone', (_, now, port) => {
  expect(take(now, port)).toBeNull()
  expect(existsSync(join(root, 'demo'))).toBe(false)
})

test('where nothing was kept the story is lived from its first day', () => {
  rmSync(kept, { recursive: true })
  expect(take('2026-11-22T10:00:00Z')).toBeNull()
})
