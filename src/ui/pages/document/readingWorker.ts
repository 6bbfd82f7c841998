// Reads and lints texts beside the page, so that typing never waits for it.
import { parse } from 'yaml'
import { type Lexicons, readLexicons } from '../../../core/lint/lexicon.ts'
import { type ReadingRequest, readText } from './reading.ts'

/** The linter's words travel with the page: nothing is fetched, and the same words judge here and on the command line. */
const files: Record<string, string> = import.meta.glob('../../../../catalogues/lexicons/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

let lexicons: Lexicons | undefined

self.addEventListener('message', ({ data }: MessageEvent<{ number: number; request: ReadingRequest }>) => {
  const { number, request } = data
  try {
    lexicons ??= readLexicons(Object.values(files).map((text) => parse(text) as unknown))
    self.postMessage({ number, reading: readText(request, lexicons) })
  } catch (error) {
    self.postMessage({ number, failed: error instanceof Error ? error.message : String(error) })
  }
})
