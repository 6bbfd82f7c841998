// Hands texts to threads that read them, and reads here what a thread that had to end leaves behind: an answer never hangs on a thread.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { readingOf, type TextReading } from '../../core/document/textReading.ts'
import { minute } from '../../core/kernel/instant.ts'

/** Each takes some fifty megabytes; a third would wait for a processor on most machines that this runs on. */
const mostThreads = Math.min(2, availableParallelism())
/** A push comes in many requests; what was started for one serves the next. */
const keptIdle = minute

const file = new URL(import.meta.url.endsWith('.ts') ? './readingThread.ts' : './readingThread.js', import.meta.url)

type Wanted = { markdown: string; resolve: (reading: TextReading) => void }

const waiting: Wanted[] = []
const threads = new Map<Worker, Wanted | undefined>()
let idle: NodeJS.Timeout | undefined

export function readInThread(markdown: string): Promise<TextReading> {
  return new Promise((resolve) => {
    waiting.push({ markdown, resolve })
    if (threads.size < Math.min(mostThreads, waiting.length)) startThread()
    giveOut()
  })
}

function giveOut(): void {
  clearTimeout(idle)
  for (const [thread, busyWith] of threads) {
    const next = busyWith === undefined ? waiting.shift() : undefined
    if (next === undefined) continue
    threads.set(thread, next)
    thread.postMessage(next.markdown)
  }
  if ([...threads.values()].every((busyWith) => busyWith === undefined)) idle = setTimeout(stopReadingThreads, keptIdle).unref()
}

function startThread(): void {
  const thread = new Worker(file, { name: 'reader', resourceLimits: { maxOldGenerationSizeMb: 512 } })
  thread.unref()
  threads.set(thread, undefined)
  thread.on('message', (reading: TextReading) => {
    threads.get(thread)?.resolve(reading)
    threads.set(thread, undefined)
    giveOut()
  })
  // What it was reading is read here once it is gone; without a listener it would end the process.
  thread.on('error', () => undefined)
  thread.on('exit', () => {
    const left = threads.get(thread)
    threads.delete(thread)
    const unread = [...(left === undefined ? [] : [left]), ...(threads.size === 0 ? waiting.splice(0) : [])]
    for (const { markdown, resolve } of unread) resolve(readingOf(markdown))
  })
}

export function stopReadingThreads(): void {
  for (const thread of threads.keys()) void thread.terminate()
}
