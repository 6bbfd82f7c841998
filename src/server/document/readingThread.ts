// Reads one text after the other in a thread of its own, so that nobody waits who asks for something else meanwhile.
import { parentPort } from 'node:worker_threads'
import { readingOf } from '../../core/document/textReading.ts'

parentPort?.on('message', (markdown: string) => parentPort?.postMessage(readingOf(markdown)))
