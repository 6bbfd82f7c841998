// Hands work to the linter's thread, one task after the other, waits so long and no longer, and begins a new thread where one had to be stopped.
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/kernel/refusal.ts'
import { longestText } from '../../core/lint/longestText.ts'
import type { Answer, ResultOf, Task } from './lintTask.ts'

/** The longest text that is taken needs about a second; the first one waits for the thread to start as well. */
const longest = 10_000
/** Behind so many nobody waits: each of them may take the whole of its time. */
const mostWaiting = 20

const file = new URL(import.meta.url.endsWith('.ts') ? './lintThread.ts' : './lintThread.js', import.meta.url)

let thread: Worker | null = null
let turn: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Refuses by name, before anything is begun. */
export function checkText(source: string): void {
  if (source.length > longestText)
    throw new Refusal(
      'payload_too_large',
      `At most ${longestText.toLocaleString('en')} characters are read; this has ${source.length.toLocaleString('en')}.`,
    )
}

export async function inLinterThread<T extends Task>(task: T, limit = longest): Promise<ResultOf<T>> {
  if (waiting >= mostWaiting)
    throw new Refusal('request_timeout', 'Many texts are waiting to be read; try again in a moment.', { retryAfter: 5 })
  waiting++
  const own = turn.then(() => ask(task, limit)).finally(() => waiting--)
  turn = own.catch(() => undefined)
  return own
}

function ask<T extends Task>(task: T, limit: number): Promise<ResultOf<T>> {
  thread ??= startThread()
  const asked = thread
  return new Promise((resolve, reject) => {
    const settle = (work: () => void) => {
      clearTimeout(timer)
      asked.off('message', heard)
      asked.off('error', failed)
      asked.off('exit', gone)
      work()
    }
    const heard = (answer: Answer) =>
      settle(() => ('result' in answer ? resolve(answer.result as ResultOf<T>) : reject(new Error(`The linter failed: ${answer.failed}`))))
    const failed = (error: Error) => settle(() => reject(error))
    const gone = () => settle(() => reject(new Refusal('request_timeout', 'The linter was stopped; ask again.', { retryAfter: 1 })))
    const timer = setTimeout(() => {
      stopLinterThread()
      settle(() => reject(new Refusal('request_timeout', `This takes longer than ${limit / 1000} seconds to read.`)))
    }, limit)
    asked.on('message', heard)
    asked.on('error', failed)
    asked.on('exit', gone)
    asked.postMessage(task)
  })
}

function startThread(): Worker {
  const worker = new Worker(file, { name: 'linter', resourceLimits: { maxOldGenerationSizeMb: 512 } })
  worker.unref()
  worker.on('exit', () => {
    if (thread === worker) thread = null
  })
  // Whoever asked hears of it as well; without a listener it would end the process.
  worker.on('error', () => undefined)
  return worker
}

export function stopLinterThread(): void {
  void thread?.terminate()
  thread = null
}
