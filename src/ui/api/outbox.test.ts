// Acts are sent in order, each once, also after the page was closed; what is refused stays; nobody's acts are sent as another's.
import { beforeEach, describe, expect, test } from 'vitest'
import type { DeviceStore } from './deviceStore.ts'
import { type Act, Outbox, type Outcome } from './outbox.ts'

function memoryStore(): DeviceStore<Act> & { kept: Map<string, Act> } {
  const kept = new Map<string, Act>()
  return {
    kept,
    all: async () => [...kept.values()].map((act) => ({ ...act })),
    put: async (key, act) => void kept.set(key, { ...act }),
    remove: async (key) => void kept.delete(key),
    clear: async () => kept.clear(),
  }
}

const act = (key: string, more: Partial<Act> = {}) => ({
  key,
  who: 'ada',
  about: 'inc_1',
  does: 'note',
  on: null,
  says: key,
  at: '2026-11-28T02:00:00.000Z',
  method: 'POST',
  url: '/x',
  body: {},
  ...more,
})

describe('the outbox', () => {
  let store: ReturnType<typeof memoryStore>
  let sent: string[]
  let answer: (act: Act) => Outcome
  let who: string | null

  const open = (over: DeviceStore<Act> = store) =>
    new Outbox({
      store: over,
      send: async (one) => {
        const outcome = answer(one)
        if (outcome.kind !== 'later') sent.push(one.key)
        return outcome
      },
      who: () => who,
      afterwards: async () => undefined,
      alone: (work) => work(),
    })

  beforeEach(() => {
    store = memoryStore()
    sent = []
    who = 'ada'
    answer = () => ({ kind: 'recorded' })
  })

  test('sends at once what the server takes, and keeps nothing of it', async () => {
    const outbox = open()
    await outbox.add(act('one'))
    expect(sent).toEqual(['one'])
    expect(store.kept.size).toBe(0)
  })

  test('keeps what could not be sent, and sends it in the order in which it was done', async () => {
    const outbox = open()
    answer = () => ({ kind: 'later' })
    for (const key of ['one', 'two', 'three']) await outbox.add(act(key))
    expect(outbox.acts().map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    answer = () => ({ kind: 'recorded' })
    await outbox.flush()
    expect(sent).toEqual(['one', 'two', 'three'])
  })

  test('sends nothing past an act that must be tried again', async () => {
    const outbox = open()
    answer = ({ key }) => (key === 'one' ? { kind: 'later' } : { kind: 'recorded' })
    await outbox.add(act('one'))
    await outbox.add(act('two'))
    expect(sent).toEqual([])
  })

  test('is taken up by the next visit with the keys it had, so that nothing is recorded twice', async () => {
    answer = () => ({ kind: 'later' })
    const before = open()
    await before.add(act('one'))
    await before.add(act('two'))
    answer = () => ({ kind: 'recorded' })
    const after = open()
    await after.load()
    expect(after.acts().map(({ says }) => says)).toEqual(['one', 'two'])
    await after.flush()
    await before.flush()
    expect(sent).toEqual(['one', 'two'])
  })

  test('shows a refusal until it is dismissed, also after a reload, and goes on with the next', async () => {
    answer = ({ key }) => (key === 'one' ? { kind: 'refused', message: 'It is closed.' } : { kind: 'recorded' })
    const outbox = open()
    await outbox.add(act('one'))
    await outbox.add(act('two'))
    expect(sent).toEqual(['one', 'two'])
    const after = open()
    await after.flush()
    expect(after.acts()).toMatchObject([{ key: 'one', state: 'refused', refusal: 'It is closed.' }])
    expect(sent).toEqual(['one', 'two'])
    await after.dismiss('one')
    expect(after.acts()).toEqual([])
    expect(store.kept.size).toBe(0)
  })

  test('keeps what one person did from being sent in the name of another', async () => {
    answer = () => ({ kind: 'later' })
    const outbox = open()
    await outbox.add(act('one'))
    answer = () => ({ kind: 'recorded' })
    who = 'grace'
    await outbox.flush()
    expect(sent).toEqual([])
    who = 'ada'
    await outbox.flush()
    expect(sent).toEqual(['one'])
  })

  test('works from memory where the device keeps nothing', async () => {
    const none: DeviceStore<Act> = { ...memoryStore(), all: async () => [], put: () => Promise.reject(new Error('no store')) }
    answer = () => ({ kind: 'later' })
    const outbox = open(none)
    await outbox.add(act('one'))
    expect(outbox.acts()).toHaveLength(1)
    answer = () => ({ kind: 'recorded' })
    await outbox.flush()
    expect(sent).toEqual(['one'])
  })
})
