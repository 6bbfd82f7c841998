// Converts one file in a thread of its own, so that a hostile one costs a bounded time and memory and nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../core/kernel/refusal.ts'
import { documentsIn, type FoundTexts } from './documentsIn.ts'

export type ConvertStart = { name: string; bytes: Uint8Array }
export type Answer = { found: FoundTexts } | { refused: { code: string; message: string } }

async function answer({ name, bytes }: ConvertStart): Promise<Answer> {
  try {
    return { found: await documentsIn(name, Buffer.from(bytes)) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, message: error.message } }
    // A converter that stumbles has met something that nobody writes by hand.
    return {
      refused: {
        code: 'payload_not_readable',
        message: `It cannot be converted: ${error instanceof Error ? error.message : String(error)}`,
      },
    }
  }
}

parentPort?.postMessage(await answer(workerData as ConvertStart))
