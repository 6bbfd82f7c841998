// The last answers of the server, kept on the device for pages that must be readable without a network; forgotten when somebody signs out.
import { sessionApi } from '../../contract/session.ts'
import { deviceStore } from './deviceStore.ts'
import { queryClient } from './queryClient.ts'
import { keyOf } from './queryKey.ts'

type Answer = { key: readonly unknown[]; reply: unknown; at: number }

const store = deviceStore<Answer>('answers')
const keptRooms = new Set(['session', 'incidents', 'on-call', 'rotations', 'escalation-paths', 'runbooks', 'documents', 'people'])
const oldest = 3 * 24 * 3_600_000
const most = 80
/** Answers come in bursts; the device is written to once for each. */
const gather = 400

const changed = new Map<string, Answer>()
let writing: ReturnType<typeof setTimeout> | undefined

const nameOf = (key: readonly unknown[]) => JSON.stringify(key)

async function write(): Promise<void> {
  writing = undefined
  const batch = [...changed]
  changed.clear()
  for (const [name, answer] of batch) await store.put(name, answer).catch(() => undefined)
}

function remember(key: readonly unknown[], reply: unknown, at: number): void {
  if (reply === undefined) return
  changed.set(nameOf(key), { key, reply, at })
  writing ??= setTimeout(() => void write(), gather)
}

/** Before the first page is drawn: what was known when the page was closed, to be asked again at once. */
export async function recallAnswers(): Promise<void> {
  const kept = (await store.all()).sort((left, right) => right.at - left.at)
  for (const [position, { key, reply, at }] of kept.entries()) {
    if (position >= most || Date.now() - at > oldest) void store.remove(nameOf(key))
    else {
      queryClient.setQueryData(key, reply, { updatedAt: at })
      // However young it is: nobody heard what changed while the page was closed.
      void queryClient.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' })
    }
  }
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    const { data, dataUpdatedAt, status } = query.state
    if (type !== 'updated' || status !== 'success' || !keptRooms.has(String(query.queryKey[0]))) return
    // Nobody is signed in any more: what was shown to them is not for the next one.
    if (data === null && nameOf(query.queryKey) === nameOf(keyOf(sessionApi.me))) void forgetAnswers()
    else remember(query.queryKey, data, dataUpdatedAt)
  })
}

export async function forgetAnswers(): Promise<void> {
  clearTimeout(writing)
  writing = undefined
  changed.clear()
  await store.clear()
}
