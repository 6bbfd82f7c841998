// Sentences about group commit.
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { groupCommit, QueueFull } from './groupCommit.ts'

const plenty = { items: 1000, size: 1_000_000 }

function writer(write: (group: string, items: readonly number[]) => Promise<readonly number[]>, most = plenty, room = plenty) {
  return groupCommit<number, number>({ write, sizeOf: (item) => item, most, room })
}

describe('group commit', () => {
  test('what arrives while a batch is under way shares the next one, in the order of arrival', async () => {
    const batches: number[][] = []
    const commit = writer(async (_group, items) => {
      batches.push([...items])
      await pause(10)
      return items
    })
    const first = commit.submit('a', 1)
    await pause(2)
    const rest = [2, 3, 4].map((item) => commit.submit('a', item))
    expect(await Promise.all([first, ...rest])).toEqual([1, 2, 3, 4])
    expect(batches).toEqual([[1], [2, 3, 4]])
    expect(commit.waiting()).toEqual({ items: 0, size: 0 })
  })

  test('one batch of a group is under way at a time, and groups do not wait for each other', async () => {
    let inA = 0
    const commit = writer(async (group, items) => {
      if (group === 'b') return items
      inA += 1
      expect(inA).toBe(1)
      await pause(20)
      inA -= 1
      return items
    })
    const slow = [commit.submit('a', 1), commit.submit('a', 2)]
    await pause(2)
    slow.push(commit.submit('a', 3))
    const started = performance.now()
    await commit.submit('b', 1)
    expect(performance.now() - started).toBeLessThan(15)
    await Promise.all(slow)
  })

  test('a batch holds no more than it may, but always at least one item', async () => {
    const batches: number[][] = []
    const commit = writer(
      async (_group, items) => {
        batches.push([...items])
        return items
      },
      { items: 2, size: 10 },
    )
    await Promise.all([4, 4, 4, 50, 9, 9].map((item) => commit.submit('a', item)))
    expect(batches).toEqual([[4, 4], [4], [50], [9], [9]])
  })

  test('a batch that fails fails for its own items only', async () => {
    const commit = writer(
      async (_group, items) => {
        if (items.includes(2)) throw new Error('poison')
        return items
      },
      { items: 1, size: 100 },
    )
    const results = await Promise.allSettled([1, 2, 3].map((item) => commit.submit('a', item)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(commit.waiting()).toEqual({ items: 0, size: 0 })
  })

  test('beyond its room it refuses, and takes again once there is room', async () => {
    const commit = writer(async (_group, items) => items, plenty, { items: 2, size: 100 })
    const taken = [commit.submit('a', 1), commit.submit('a', 2)]
    await expect(commit.submit('a', 3)).rejects.toThrow(QueueFull)
    await Promise.all(taken)
    await expect(commit.submit('a', 4)).resolves.toBe(4)
  })

  test('something larger than all its room is still taken when nothing else waits', async () => {
    const commit = writer(async (_group, items) => items, plenty, { items: 10, size: 10 })
    await expect(commit.submit('a', 500)).resolves.toBe(500)
  })

  test('after a crowd it waits a moment for those who were just answered, and not otherwise', async () => {
    const batches: number[] = []
    const commit = groupCommit<number, number>({
      write: async (_group, items) => {
        batches.push(items.length)
        return items
      },
      sizeOf: () => 1,
      most: plenty,
      room: plenty,
      linger: { from: 4, milliseconds: 20 },
    })
    const client = async (pauses: number) => {
      await commit.submit('a', 1)
      await pause(pauses)
      await commit.submit('a', 2)
    }
    await Promise.all([1, 2, 3, 4, 5].map(client))
    expect(batches).toEqual([5, 5])
    batches.length = 0
    await Promise.all([1, 8].map(client))
    expect(batches).toEqual([2, 1, 1])
  })

  test('two halves of a crowd become one, and a full batch waits for nobody', async () => {
    const batches: number[] = []
    const { promise: firstWritten, resolve: endFirst } = Promise.withResolvers<void>()
    const commit = groupCommit<number, number>({
      write: async (_group, items) => {
        batches.push(items.length)
        if (batches.length === 1) await firstWritten
        return items
      },
      sizeOf: () => 1,
      most: { items: 8, size: 1000 },
      room: plenty,
      linger: { from: 5, milliseconds: 600_000 },
    })
    const submitTwice = async () => {
      await commit.submit('a', 1)
      await commit.submit('a', 2)
    }
    const half = Array.from({ length: 5 }, submitTwice)
    await vi.waitFor(() => expect(batches).toEqual([5]))
    const otherHalf = Array.from({ length: 3 }, submitTwice)
    endFirst()
    // Five come back and find three waiting: eight together. Those three come back once more, and a crowd of eight is never here again.
    await Promise.all(half)
    expect(batches).toEqual([5, 8])
    const more = Array.from({ length: 13 }, () => commit.submit('a', 3))
    await Promise.all([...otherHalf, ...more])
    expect(batches).toEqual([5, 8, 8, 8])
  })

  test('settles when nothing is under way', async () => {
    let done = 0
    const commit = writer(async (_group, items) => {
      await pause(5)
      done += items.length
      return items
    })
    const all = [commit.submit('a', 1), commit.submit('b', 1)]
    await commit.settled()
    expect(done).toBe(2)
    await Promise.all(all)
  })
})
