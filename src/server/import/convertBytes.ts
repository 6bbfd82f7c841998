// One file as Markdown documents, or the reason why not: in a thread of its own, never longer and with no more heap than it is given.
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode, refusalCodes } from '../../core/kernel/refusal.ts'
import type { Answer, ConvertStart } from './convertWorker.ts'
import type { FoundTexts } from './documentsIn.ts'

export type ThreadLimits = { seconds: number; heapMegabytes: number }

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './convertWorker.ts' : './convertWorker.js', import.meta.url)

export async function convertBytes(start: ConvertStart, limits: ThreadLimits): Promise<FoundTexts> {
  const answer = await inOwnThread(start, limits)
  if ('found' in answer) return answer.found
  const code: RefusalCode = refusalCodes.find((known) => known === answer.refused.code) ?? 'payload_not_readable'
  throw new Refusal(code, answer.refused.message)
}

function inOwnThread(start: ConvertStart, { seconds, heapMegabytes }: ThreadLimits): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: start, name: 'import', resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } })
    const timer = setTimeout(() => {
      reject(new Refusal('request_timeout', `Converting it takes longer than ${seconds} seconds, and was given up.`))
      void worker.terminate()
    }, seconds * 1000)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    worker.on('message', (answer: Answer) => settle(() => resolve(answer)))
    worker.on('error', (error) =>
      settle(() =>
        reject(
          (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new Refusal('payload_too_large', `Converting it takes more than ${heapMegabytes} MB of memory, and was given up.`)
            : error,
        ),
      ),
    )
    worker.on('exit', () => settle(() => reject(new Refusal('payload_not_readable', 'Converting it ended without an answer.'))))
  })
}
