// Proves a package's entries in a second thread, so that a large one is verified in little more than half the time on two processors.
import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { PackageDefect } from '../../core/audit/packageDefect.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import type { Prove } from '../../core/audit/verify/checkEntries.ts'
import type { ProvenEntries } from '../../core/audit/verify/provenEntries.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import type { OpenedPackage } from './openPackage.ts'
import type { ProofStart, Said } from './proofThread.ts'

export type StartThread = (start: ProofStart) => Worker

const ownFile = new URL(import.meta.url.endsWith('.ts') ? './proofWorker.ts' : './proofWorker.js', import.meta.url)

export const startOwnThread: StartThread = (start) => new Worker(ownFile, { workerData: start, name: 'proof' })

/** Below some tens of thousands of entries a second thread takes longer to start than it saves. */
const worthwhile = 16_000_000

export function isWorthThread({ members }: OpenedPackage): boolean {
  const headers = members.find(({ name }) => name === paths.headers)
  return headers !== undefined && headers.size >= worthwhile && availableParallelism() > 1
}

/** Nothing was decided: the thread could not go on, for want of memory for instance. */
export class ThreadEnded extends Error {
  constructor(cause?: unknown) {
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    super(`The second thread of the verifier ended before everything was checked${why}. Nothing is decided; try again with --threads 1.`, {
      cause,
    })
    this.name = 'ThreadEnded'
  }
}

export function proveInThread({ file, placed }: OpenedPackage, startThread: StartThread): Prove {
  return async function* ({ statement, log, listed }): AsyncGenerator<ProvenEntries> {
    const thread = startThread({ statement, log, listed, file, members: placed })
    try {
      for await (const said of saidBy(thread)) {
        if (said === 'end') return
        if ('defect' in said) throw defectOf(said.defect)
        thread.postMessage('taken')
        yield said.proven
      }
      throw new ThreadEnded()
    } finally {
      await thread.terminate()
    }
  }
}

/** Until it ends. */
async function* saidBy(thread: Worker): AsyncGenerator<Said> {
  try {
    for await (const [said] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[Said]>) yield said
  } catch (error) {
    throw new ThreadEnded(error)
  }
}

function defectOf({ area, message }: Extract<Said, { defect: unknown }>['defect']): Error {
  return area === null ? new LedgerFormatError(message) : new PackageDefect(area, message)
}
