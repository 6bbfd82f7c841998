// Who may write on an upload where several servers share the directory it lies in: one at a time, and a newer request ends an older one at another.
import { setTimeout as pause } from 'node:timers/promises'
import type { Database, HeldLock } from '../../database/database.ts'

export type UploadTurns = {
  /** No other process can have it: then nothing is asked of anybody. */
  isAlone: boolean
  /** Null: another server has it, and did not let go in time. */
  take(uploadId: string): Promise<HeldLock | null>
  /** Hears of uploads that another server wants. */
  whenWanted(letGo: (uploadId: string) => void): void
}

export const alone: UploadTurns = {
  isAlone: true,
  take: async () => ({ isHeld: () => true, release: async () => undefined }),
  whenWanted: () => undefined,
}

const channel = 'tickmark_upload'
/** A server that is asked ends its stream, makes durable what came, and lets go: seconds, unless its disk hangs. */
const patience = 15_000
const askEvery = 200

/** On the embedded database there is one server. */
export async function openTurns(database: Pick<Database, 'engine' | 'tryLock' | 'notify' | 'listen'>): Promise<UploadTurns> {
  if (database.engine === 'pglite') return alone
  const hearers: ((uploadId: string) => void)[] = []
  await database.listen(channel, (uploadId) => {
    for (const letGo of hearers) letGo(uploadId)
  })
  return {
    isAlone: false,
    async take(uploadId) {
      const giveUp = performance.now() + patience
      for (;;) {
        const held = await database.tryLock(`upload ${uploadId}`)
        if (held !== null) return held
        if (performance.now() > giveUp) return null
        await database.notify(channel, uploadId)
        await pause(askEvery)
      }
    },
    whenWanted: (letGo) => void hearers.push(letGo),
  }
}
