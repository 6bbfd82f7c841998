// The verifier that travels in a package: the same code as `tickmark verify`, bundled into one file that needs nothing but Node.js.
import { isMainThread, Worker } from 'node:worker_threads'
import { serveProof } from './proofThread.ts'
import { verifyFile } from './verifyFile.ts'

/** Put in by whoever bundles this. */
declare const tickmarkSoftware: string

if (isMainThread) {
  const startThread = (start: unknown) => new Worker(new URL(import.meta.url), { workerData: start, name: 'proof' })
  const { exitCode, out, error } = await verifyFile(process.argv.slice(2), tickmarkSoftware, startThread)
  process.stdout.write(out)
  process.stderr.write(error)
  process.exitCode = exitCode
} else await serveProof()
