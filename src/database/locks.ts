// Names that one server at a time may hold, for work that only one of several servers should do.
import type pg from 'pg'
import type { Database } from './database.ts'
import { nameDatabaseError } from './databaseUnavailable.ts'

type TryLock = Database['tryLock']

/** The embedded database has one process, which its directory's lock sees to: the names are held in memory. */
export function inProcessLocks(): TryLock {
  const taken = new Set<string>()
  return async (name) => {
    if (taken.has(name)) return null
    taken.add(name)
    let isHeld = true
    return {
      isHeld: () => isHeld,
      release: async () => {
        if (isHeld) taken.delete(name)
        isHeld = false
      },
    }
  }
}

/** A session's advisory lock on a connection of its own: it ends with the connection, so a dead server holds nothing. */
export function sessionLocks(newClient: () => pg.Client): TryLock {
  return async (name) => {
    const client = newClient()
    let isHeld = false
    // Said by `isHeld`; whoever holds a lock asks it before each piece of work.
    client.on('error', () => {
      isHeld = false
    })
    client.once('end', () => {
      isHeld = false
    })
    try {
      await client.connect()
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [name])
      isHeld = rows[0]?.locked === true
      if (!isHeld) await client.end()
    } catch (error) {
      await client.end().catch(() => undefined)
      throw nameDatabaseError(error)
    }
    if (!isHeld) return null
    return {
      isHeld: () => isHeld,
      release: async () => {
        isHeld = false
        await client.end()
      },
    }
  }
}
