// Group commit: what arrives while one transaction of a group is under way waits together and shares the next one.

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
   * Whoever was just answered is about to come back: after a batch of at least `from` items the next one waits until the whole crowd is here
   * again (those just answered and those who came while they were being written), at most so many milliseconds. Else two halves of a crowd
   * would wait for each other's transactions for ever, each of which costs nearly as much as one for both. Where nobody comes in crowds
   * nobody waits.
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

type Group<Item, Result> = {
  queue: Waiting<Item, Result>[]
  running: Promise<void>
  /** Set while the next batch waits for company: to be called once so many are here. */
  gathering: { until: number; enough: () => void } | null
}

export function groupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  const groups = new Map<string, Group<Item, Result>>()
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

  function gather(group: Group<Item, Result>, count: number, milliseconds: number): Promise<void> {
    if (group.queue.length >= count) return Promise.resolve()
    return new Promise((resolve) => {
      const enough = () => {
        clearTimeout(timer)
        group.gathering = null
        resolve()
      }
      const timer = setTimeout(enough, milliseconds)
      group.gathering = { until: count, enough }
    })
  }

  async function work(name: string, group: Group<Item, Result>) {
    while (group.queue.length > 0) {
      const batch = takeBatch(group.queue)
      await writeBatch(name, batch)
      const { linger, most } = options
      const crowd = Math.min(batch.length + group.queue.length, most.items)
      if (linger && batch.length >= linger.from) await gather(group, crowd, linger.milliseconds)
    }
    groups.delete(name)
  }

  function open(name: string): Group<Item, Result> {
    const group: Group<Item, Result> = { queue: [], running: Promise.resolve(), gathering: null }
    groups.set(name, group)
    // Begun a turn later, so that requests which arrived in the same turn of the event loop share a transaction from the start.
    group.running = Promise.resolve().then(() => work(name, group))
    return group
  }

  return {
    submit(name, item) {
      const size = options.sizeOf(item)
      if (held.items >= options.room.items || (held.items > 0 && held.size + size > options.room.size))
        return Promise.reject(new QueueFull())
      held.items += 1
      held.size += size
      return new Promise((resolve, reject) => {
        const group = groups.get(name) ?? open(name)
        group.queue.push({ item, size, resolve, reject })
        if (group.gathering && group.queue.length >= group.gathering.until) group.gathering.enough()
      })
    },
    waiting: () => ({ ...held }),
    async settled() {
      while (groups.size > 0) await Promise.all([...groups.values()].map(({ running }) => running))
    },
  }
}
