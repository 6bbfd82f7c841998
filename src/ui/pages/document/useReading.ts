// A text as its readers see it and as the linter judges it, some moments after it last changed.
import { useEffect, useState } from 'react'
import type { Reading, ReadingRequest } from './reading.ts'

type Answer = { number: number; reading?: Reading; failed?: string }
type Asked = (answer: Answer) => void

let worker: Worker | undefined
let count = 0
const waiting = new Map<number, Asked>()

function theWorker(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./readingWorker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.number)?.(data)
    waiting.delete(data.number)
  })
  made.addEventListener('error', () => {
    for (const [number, tell] of waiting) tell({ number, failed: 'This browser could not start what reads it.' })
    waiting.clear()
    worker = undefined
  })
  worker = made
  return made
}

function ask(request: ReadingRequest, tell: Asked): () => void {
  const number = ++count
  waiting.set(number, tell)
  theWorker().postMessage({ number, request })
  return () => waiting.delete(number)
}

export type ReadingState = {
  reading: Reading | null
  /** The request that `reading` answers; an older one while somebody types. */
  of: ReadingRequest | null
  failed: string | null
}

/** `pause`: how long a text must stand still before it is read. `request` must be stable while nothing changed. */
export function useReading(request: ReadingRequest | null, pause = 0): ReadingState {
  const [state, setState] = useState<ReadingState>({ reading: null, of: null, failed: null })
  useEffect(() => {
    if (request === null) return
    let forget: () => void = () => undefined
    const timer = setTimeout(() => {
      forget = ask(request, ({ reading, failed }) =>
        setState((before) => (reading ? { reading, of: request, failed: null } : { ...before, failed: failed ?? 'It could not be read.' })),
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [request, pause])
  return state
}
