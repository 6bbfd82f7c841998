// The two ways to an embedded engine: in a thread of its own, which is how a server has it, or in the caller's.
import { Worker } from 'node:worker_threads'
import type { EngineStart, FromEngine, ToEngine } from './protocol.ts'

export type Transport = {
  send: (message: ToEngine, transfer?: ArrayBuffer[]) => void
  end: () => Promise<void>
}

export type Listener = {
  heard: (message: FromEngine) => void
  /** The engine is gone; said once or more. */
  failed: (error: unknown) => void
}

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

export function inOwnThread(start: EngineStart, { heard, failed }: Listener): Transport {
  const worker = new Worker(workerFile, { workerData: start, name: 'database' })
  worker.on('message', heard)
  worker.on('error', failed)
  worker.on('exit', () => failed(null))
  return {
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    end: async () => {
      await worker.terminate()
    },
  }
}

/**
 * Nothing else happens in this thread while a statement runs; for work that does nothing else anyway, since no statement has to wake another
 * thread and be woken by it, which costs as much as a small statement.
 */
export function inCallersThread(start: EngineStart, { heard, failed }: Listener): Transport {
  const starting = import('./engine.ts').then(({ startEngine }) => startEngine(start, heard))
  starting.catch(failed)
  return {
    send: (message) => void starting.then((tell) => tell(message)).catch(failed),
    end: async () => undefined,
  }
}
