// The thread the embedded engine usually lives in.
import { parentPort, workerData } from 'node:worker_threads'
import { startEngine } from './engine.ts'
import type { EngineStart, ToEngine } from './protocol.ts'

if (!parentPort) throw new Error('worker.ts is started as a worker thread, not by itself')
const port = parentPort

const tell = await startEngine(workerData as EngineStart, (message, transfer = []) => port.postMessage(message, transfer))
port.on('message', (message: ToEngine) => {
  // Whatever goes wrong here ends the thread, and every caller is told.
  const answered = tell(message)
  if (message.kind === 'close') void answered.then(() => port.close())
})
