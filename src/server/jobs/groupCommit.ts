// Group commit: what arrives while one transaction of a group is under way waits together and shares the next one.

import { setTimeout as pause } from 'node:timers/promises'

/** Too much is waiting already; nothing was kept. */
export class QueueFull extends Error {
  constructor() {
    super('Too much is waiting to be written.')
    this.name = 'QueueFull'
  }
}

export type GroupCommitOptions<Item, Result> = {
  /** One batch of one group, in the order of arrival; answers one result per item, or fails for all of them. */
  write: (group: string, items: readonly Item[]) => Promise<readonly Result[]>
  sizeOf: (item: Item) => number
  /** Of one batch. */
  most: { items: number; size: number }
  /**
   * After a batch of at least `from` items the next one waits so many milliseconds: whoever was just answered is about to come back, and
   * comes along. Where nobody comes in crowds nobody waits.
   */
  linger?: { from: number; milliseconds: number }
  /** Of everything that waits or is being written, in all groups; more is refused. */
  room: { items: number; size: number }
}

export type GroupCommit<Item, Result> = {
  /** Resolves when the transaction that holds the item has committed. */
  submit(group: string, item: Item): Promise<Result>
  waiting(): { items: number; size: number }
  /** Waits until nothing is under way. New items are still taken: stop whoever brings them first. */
  settled(): Promise<void>
}

type Waiting<Item, Result> = { item: Item; size: number; resolve: (result: Result) => void; reject: (error: unknown) => void }

export function groupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  const groups = new Map<string, Waiting<Item, Result>[]>()
  const running = new Map<string, Promise<void>>()
  const held = { items: 0, size: 0 }

  function takeBatch(queue: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    let size = 0
    let count = 0
    for (const { size: next } of queue) {
      if (count > 0 && (count >= options.most.items || size + next > options.most.size)) break
      size += next
      count += 1
    }
    return queue.splice(0, count)
  }

  async function writeBatch(group: string, batch: readonly Waiting<Item, Result>[]) {
    try {
      const results = await options.write(
        group,
        batch.map(({ item }) => item),
      )
      if (results.length !== batch.length) throw new Error(`A batch of ${batch.length} came back as ${results.length}.`)
      batch.forEach(({ resolve }, place) => {
        resolve(results[place] as Result)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      held.items -= batch.length
      held.size -= batch.reduce((sum, { size }) => sum + size, 0)
    }
  }

  async function work(group: string) {
    const queue = groups.get(group) ?? []
    while (queue.length > 0) {
      const batch = takeBatch(queue)
      await writeBatch(group, batch)
      if (options.linger && batch.length >= options.linger.from && queue.length < options.most.items)
        await pause(options.linger.milliseconds)
    }
    groups.delete(group)
    running.delete(group)
  }

  return {
    submit(group, item) {
      const size = options.sizeOf(item)
      if (held.items >= options.room.items || (held.items > 0 && held.size + size > options.room.size))
        return Promise.reject(new QueueFull())
      held.items += 1
      held.size += size
      return new Promise((resolve, reject) => {
        const queue = groups.get(group) ?? []
        queue.push({ item, size, resolve, reject })
        groups.set(group, queue)
        // Begun a turn later, so that requests which arrived in the same turn of the event loop share a transaction from the start.
        if (!running.has(group))
          running.set(
            group,
            Promise.resolve().then(() => work(group)),
          )
      })
    },
    waiting: () => ({ ...held }),
    async settled() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
