// The outbox of this page: one, whoever draws the page at the moment – the first answer to an incident, and then all the rest.
import { deviceStore } from './deviceStore.ts'
import { type Act, Outbox } from './outbox.ts'
import { sendAct } from './sendAct.ts'
import { serverNow } from './serverClock.ts'

type Drawer = {
  /** The person signed in now; null: nobody, or not known yet. */
  who: () => string | null
  /** Has what is drawn ask again for what the act changed. */
  afterwards: (act: Act) => Promise<unknown>
}

let drawer: Drawer = { who: () => null, afterwards: async () => undefined }

/** From now on it is this one's page. */
export function serveOutbox(by: Drawer): void {
  drawer = by
}

export const outbox = new Outbox({
  store: deviceStore<Act>('outbox'),
  send: sendAct,
  who: () => drawer.who(),
  afterwards: (act) => drawer.afterwards(act),
  // Without locks (plain HTTP) two windows may both send: the key keeps it from being recorded twice.
  alone: async (work) => {
    if (navigator.locks) await navigator.locks.request('tickmark.outbox', work)
    else await work()
  },
})

/** `crypto.randomUUID` is missing on pages without TLS. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Done = Pick<Act, 'who' | 'about' | 'does' | 'on' | 'says' | 'method' | 'url'> & { body: object }

/** Done now: shown and kept at once, sent when the server is there. */
export function addAct({ body, ...done }: Done): void {
  const at = new Date(serverNow()).toISOString()
  void outbox.add({ ...done, key: newKey(), at, body: { ...body, happened_at: at } })
}
