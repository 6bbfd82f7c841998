// What this device keeps between visits, under a key: in IndexedDB, and in localStorage where a browser forbids that.

export type DeviceStore<Value> = {
  all(): Promise<Value[]>
  /** Resolves once it would survive the browser being closed. */
  put(key: string, value: Value): Promise<void>
  remove(key: string): Promise<void>
  clear(): Promise<void>
}

const rooms = ['outbox', 'answers'] as const
type Room = (typeof rooms)[number]

let opened: Promise<IDBDatabase> | undefined

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('tickmark', 1)
    asked.onupgradeneeded = () => {
      for (const room of rooms) asked.result.createObjectStore(room)
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
    asked.onblocked = () => reject(new Error('another version of the page holds the store'))
  })
  return opened
}

async function inRoom<Result>(room: Room, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const database = await openDatabase()
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(room, mode, { durability: 'strict' })
    const asked = work(transaction.objectStore(room))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Some private windows have neither: then `put` fails, and the page’s memory is all there is. */
function plainStore<Value>(room: Room): DeviceStore<Value> {
  const prefix = `tickmark.${room}.`
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  const quietly = async <Result>(work: () => Result, otherwise: Result): Promise<Result> => {
    try {
      return work()
    } catch {
      return otherwise
    }
  }
  return {
    all: () => quietly(() => keys().map((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as Value), []),
    put: async (key, value) => localStorage.setItem(prefix + key, JSON.stringify(value)),
    remove: (key) => quietly(() => localStorage.removeItem(prefix + key), undefined),
    clear: () =>
      quietly(() => {
        for (const key of keys()) localStorage.removeItem(key)
      }, undefined),
  }
}

export function deviceStore<Value>(room: Room): DeviceStore<Value> {
  const plain = plainStore<Value>(room)
  const either = async <Result>(first: () => Promise<Result>, second: () => Promise<Result>): Promise<Result> => {
    try {
      return await first()
    } catch {
      return await second()
    }
  }
  return {
    all: async () => {
      const kept = await either(
        () => inRoom<Value[]>(room, 'readonly', (store) => store.getAll()),
        async () => [],
      )
      return [...kept, ...(await plain.all())]
    },
    put: (key, value) =>
      either(
        async () => void (await inRoom(room, 'readwrite', (store) => store.put(value, key))),
        () => plain.put(key, value),
      ),
    remove: async (key) => {
      await either(
        () => inRoom(room, 'readwrite', (store) => store.delete(key)),
        async () => undefined,
      )
      await plain.remove(key)
    },
    clear: async () => {
      await either(
        () => inRoom(room, 'readwrite', (store) => store.clear()),
        async () => undefined,
      )
      await plain.clear()
    },
  }
}
