// Questions about texts that a worker answers: what a text says and where it leaves somebody stuck, and how two of them differ.
import { useEffect, useState } from 'react'
import type { DocumentDifference } from '../../../core/document/difference.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import type { Reading, ReadingRequest } from './reading.ts'

export type ComparisonRequest = { kind: DocumentKind; before: string; after: string }
export type Question = { asks: 'reading'; request: ReadingRequest } | { asks: 'difference'; request: ComparisonRequest }

type Answered = { number: number; answer?: unknown; failed?: string }

let worker: Worker | undefined
let count = 0
const waiting = new Map<number, (answered: Answered) => void>()

function theWorker(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./readingWorker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    waiting.get(data.number)?.(data)
    waiting.delete(data.number)
  })
  made.addEventListener('error', () => {
    for (const [number, tell] of waiting) tell({ number, failed: 'This browser could not start what reads it. Load the page again.' })
    waiting.clear()
    worker = undefined
  })
  worker = made
  return made
}

function ask(question: Question, tell: (answered: Answered) => void): () => void {
  const number = ++count
  waiting.set(number, tell)
  theWorker().postMessage({ number, question })
  return () => waiting.delete(number)
}

type Answer<Value> = {
  value: Value | null
  failed: string | null
}

/** `pause`: how long a question must stand still before it is asked. `question` must be stable while nothing changed. */
function useAnswer<Value>(question: Question | null, pause: number): Answer<Value> {
  const [state, setState] = useState<Answer<Value>>({ value: null, failed: null })
  useEffect(() => {
    if (question === null) return
    let forget: () => void = () => undefined
    const timer = setTimeout(() => {
      forget = ask(question, ({ answer, failed }) =>
        // The worker answers what it was asked: see `answer` there.
        setState((before) => (failed === undefined ? { value: answer as Value, failed: null } : { ...before, failed })),
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [question, pause])
  return state
}

export type ReadingState = { reading: Reading | null; failed: string | null }

export function useReading(question: Extract<Question, { asks: 'reading' }> | null, pause: number): ReadingState {
  const { value, failed } = useAnswer<Reading>(question, pause)
  return { reading: value, failed }
}

export function useDifference(question: Extract<Question, { asks: 'difference' }> | null): Answer<DocumentDifference> {
  return useAnswer<DocumentDifference>(question, 0)
}
