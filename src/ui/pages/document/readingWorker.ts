// Reads, lints and compares texts beside the page, so that typing never waits for it.
import { parse } from 'yaml'
import { type DocumentDifference, documentDifference } from '../../../core/document/difference.ts'
import { type Lexicons, readLexicons } from '../../../core/lint/lexicon.ts'
import { type Reading, readText } from './reading.ts'
import type { Question } from './useReading.ts'

/** The linter's words travel with the page: nothing is fetched, and the same words judge here and on the command line. */
const files: Record<string, string> = import.meta.glob('../../../../catalogues/lexicons/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

let lexicons: Lexicons | undefined

function theLexicons(): Lexicons {
  lexicons ??= readLexicons(Object.values(files).map((text) => parse(text) as unknown))
  return lexicons
}

function answer(question: Question): Reading | DocumentDifference {
  if (question.asks === 'reading') return readText(question.request, theLexicons())
  const { kind, before, after } = question.request
  return documentDifference(kind, before, after)
}

self.addEventListener('message', ({ data }: MessageEvent<{ number: number; question: Question }>) => {
  const { number, question } = data
  try {
    self.postMessage({ number, answer: answer(question) })
  } catch (error) {
    self.postMessage({ number, failed: error instanceof Error ? error.message : String(error) })
  }
})
