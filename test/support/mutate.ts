// Payloads gone wrong, the same for the same seed: what a broken tool, a proxy or somebody hostile would send.

export type Dice = { below(limit: number): number; pick<T>(from: readonly T[]): T }

/** mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] }
}

const oddValues = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '-0',
  '1e999',
  '9007199254740993',
  '184467440737095516150000000000000000001',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e\\u0007"',
  '"0001-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59.999999999Z"',
  '"2026-02-30T25:61:61+99:99"',
  '"javascript:alert(1)"',
  `"${'x'.repeat(20_000)}"`,
  `"${'é'.repeat(700)}"`,
  `${'['.repeat(200)}${']'.repeat(200)}`,
  `{"__proto__": {"polluted": true}, "constructor": 1, "": 2}`,
  `[${'{"a":1},'.repeat(300)}{}]`,
  'NaN',
  "'single'",
]

type Mutation = (bytes: Buffer, dice: Dice) => Buffer

function splice(bytes: Buffer, at: number, drop: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)])
}

/** Where a JSON value begins: after a colon or a comma. */
function valuePlace(bytes: Buffer, dice: Dice): { at: number; length: number } {
  const text = bytes.toString('latin1')
  const places = [...text.matchAll(/[:,[]\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g)]
  if (places.length === 0) return { at: dice.below(bytes.length + 1), length: 0 }
  const place = dice.pick(places)
  const value = place[1] ?? ''
  return { at: place.index + place[0].length - value.length, length: value.length }
}

const mutations: readonly Mutation[] = [
  (bytes, dice) => {
    const { at, length } = valuePlace(bytes, dice)
    return splice(bytes, at, length, Buffer.from(dice.pick(oddValues)))
  },
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (bytes, dice) =>
    splice(bytes, dice.below(bytes.length + 1), 0, Buffer.from(Array.from({ length: 1 + dice.below(8) }, () => dice.below(256)))),
  (bytes, dice) => splice(bytes, dice.below(bytes.length), 1 + dice.below(40), Buffer.alloc(0)),
  (bytes, dice) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) for (let count = 1 + dice.below(6); count > 0; count--) copy[dice.below(copy.length)] = dice.below(256)
    return copy
  },
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
  () => Buffer.alloc(0),
  (_bytes, dice) => Buffer.from(dice.pick(oddValues)),
]

/** One to three things wrong at once; now and then nothing. */
export function mutate(body: Uint8Array, dice: Dice): Buffer {
  let bytes: Buffer = Buffer.from(body)
  for (let count = dice.below(4); count > 0; count--) bytes = dice.pick(mutations)(bytes, dice)
  return bytes.length > 500_000 ? bytes.subarray(0, 500_000) : bytes
}

const oddHeaders: readonly Record<string, string>[] = [
  {},
  {},
  {},
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': '' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br, deflate, identity' },
  { 'x-hub-signature-256': 'sha256=00' },
  { 'x-pagerduty-signature': 'v1=zz,,v1=' },
  { 'webhook-id': 'msg_EXAMPLE', 'webhook-timestamp': 'soon', 'webhook-signature': 'v1,####' },
  { 'x-grafana-alerting-signature': '00'.repeat(32) },
  { 'idempotency-key': 'x'.repeat(3000) },
  { 'ce-id': 'a', 'ce-source': '', 'ce-type': '\u00ff\u00fe', 'ce-specversion': '1.0' },
  { 'x-odd': '\u00e9\u00ff' },
]

export function oddHeader(dice: Dice): Record<string, string> {
  return dice.pick(oddHeaders)
}
