// One file from disk as Markdown documents, or the reason why not: never longer than a minute, and with no more heap than a quarter of a gigabyte.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode, refusalCodes } from '../../core/kernel/refusal.ts'
import type { Answer, ConvertStart } from './convertWorker.ts'
import type { FoundTexts } from './documentsIn.ts'

export type ConvertLimits = { fileBytes: number; seconds: number; heapMegabytes: number }

export const convertLimits: ConvertLimits = { fileBytes: 100_000_000, seconds: 60, heapMegabytes: 256 }

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './convertWorker.ts' : './convertWorker.js', import.meta.url)

export async function convertFile(path: string, limits = convertLimits): Promise<FoundTexts> {
  const bytes = readBytes(path, limits)
  const answer = await inOwnThread({ name: basename(path), bytes }, limits)
  if ('found' in answer) return answer.found
  const code: RefusalCode = refusalCodes.find((known) => known === answer.refused.code) ?? 'payload_not_readable'
  throw new Refusal(code, answer.refused.message)
}

function readBytes(path: string, { fileBytes }: ConvertLimits): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > fileBytes)
      throw new Refusal('payload_too_large', `It has ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(fileBytes / 1e6)} MB are read.`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = (error as { code?: unknown }).code
    throw new Refusal(
      'not_found',
      code === 'ENOENT' ? 'There is no such file.' : `It cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function inOwnThread(start: ConvertStart, { seconds, heapMegabytes }: ConvertLimits): Promise<Answer> {
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
