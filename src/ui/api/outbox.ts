// What was done and is not recorded yet: kept on the device, sent in order, each once; what the server refuses stays until somebody has read why.
import type { DeviceStore } from './deviceStore.ts'

export type Act = {
  /** The `Idempotency-Key`: sent again after a lost answer, it is recorded once. */
  key: string
  /** Acts are sent in this order. */
  order: number
  /** Who did it; it is sent only while they are signed in. */
  who: string
  /** Id of what it is about. */
  about: string
  /** For the pages: which kind of act, and on what. */
  does: string
  on: string | null
  /** For people: `Acknowledge`. */
  says: string
  /** When it was done, by the server’s clock as far as the device knows it. */
  at: string
  method: string
  url: string
  body: unknown
  refusal: string | null
}

/** `later`: no answer, or one that means: try again. */
export type Outcome = { kind: 'recorded' } | { kind: 'refused'; message: string } | { kind: 'later' }

/** `sent`: recorded by the server, while the page has not asked again yet. */
export type ShownAct = Act & { state: 'waiting' | 'sent' | 'refused' }

type Means = {
  store: DeviceStore<Act>
  send: (act: Act) => Promise<Outcome>
  /** The person signed in now; null: nobody. */
  who: () => string | null
  /** Has the pages ask again for what it changed. */
  afterwards: (act: Act) => Promise<unknown>
  /** Only one window of the browser sends at a time. */
  alone: (work: () => Promise<void>) => Promise<void>
}

export class Outbox {
  readonly #means: Means
  readonly #watchers = new Set<() => void>()
  #acts: readonly ShownAct[] = []
  #flushing: Promise<void> | null = null
  #again = false
  #lastOrder = 0
  /** Known to this page only: on their way into the store, or without one. */
  readonly #unstored = new Set<string>()

  constructor(means: Means) {
    this.#means = means
  }

  acts = (): readonly ShownAct[] => this.#acts

  watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  #show(acts: readonly ShownAct[]): void {
    this.#acts = [...acts].sort((left, right) => left.order - right.order)
    for (const tell of this.#watchers) tell()
  }

  #change(key: string, change: Partial<ShownAct>): void {
    this.#show(this.#acts.map((act) => (act.key === key ? { ...act, ...change } : act)))
  }

  #drop(key: string): void {
    this.#show(this.#acts.filter((act) => act.key !== key))
  }

  /** What an earlier visit, or another window, left or sent. */
  async load(): Promise<void> {
    const stored = await this.#means.store.all()
    const inMemory = this.#acts.filter(({ key, state }) => state === 'sent' || this.#unstored.has(key))
    const held = new Set(inMemory.map(({ key }) => key))
    const kept = stored.filter(({ key }) => !held.has(key))
    this.#show([...inMemory, ...kept.map((act): ShownAct => ({ ...act, state: act.refusal === null ? 'waiting' : 'refused' }))])
  }

  /** Shown at once, and kept before it is sent. */
  async add(act: Omit<Act, 'order' | 'refusal'>): Promise<void> {
    this.#lastOrder = Math.max(this.#lastOrder + 1, Date.parse(act.at))
    const kept: Act = { ...act, order: this.#lastOrder, refusal: null }
    this.#unstored.add(kept.key)
    this.#show([...this.#acts, { ...kept, state: 'waiting' }])
    try {
      await this.#means.store.put(kept.key, kept)
      this.#unstored.delete(kept.key)
    } catch {
      // No store on this device: the memory of the page has to do.
    }
    await this.flush()
  }

  async dismiss(key: string): Promise<void> {
    this.#unstored.delete(key)
    this.#drop(key)
    await this.#means.store.remove(key)
  }

  hasWaiting(): boolean {
    return this.#acts.some(({ state }) => state === 'waiting')
  }

  flush(): Promise<void> {
    this.#again = true
    this.#flushing ??= this.#means
      .alone(async () => {
        while (this.#again) {
          this.#again = false
          await this.#sendAll()
        }
      })
      .finally(() => {
        this.#flushing = null
        if (this.#again) void this.flush()
      })
    return this.#flushing
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      // Asked of the store each time: another window may have sent it.
      await this.load()
      const who = this.#means.who()
      const next = this.#acts.find((act) => act.state === 'waiting' && act.who === who)
      if (next === undefined) return
      const outcome = await this.#means.send(next)
      if (outcome.kind === 'later') return
      await this.#settle(next, outcome)
    }
  }

  async #settle({ state: _, ...act }: ShownAct, outcome: Exclude<Outcome, { kind: 'later' }>): Promise<void> {
    if (outcome.kind === 'refused') {
      const refused = { ...act, refusal: outcome.message }
      if (!this.#unstored.has(act.key)) await this.#means.store.put(act.key, refused)
      this.#change(act.key, { state: 'refused', refusal: outcome.message })
      void this.#means.afterwards(act)
      return
    }
    await this.#means.store.remove(act.key)
    this.#unstored.delete(act.key)
    this.#change(act.key, { state: 'sent' })
    // Shown until the page has it from the server, so that nothing flickers back.
    void this.#means.afterwards(act).finally(() => this.#drop(act.key))
  }
}
