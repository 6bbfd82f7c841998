// The thread that proves while the other one reads: hashes every header and opening of a package, and hands on what held.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { PlacedMember } from '../../core/audit/container.ts'
import { type DefectArea, PackageDefect } from '../../core/audit/packageDefect.ts'
import type { Sealed } from '../../core/audit/verify/checkSeals.ts'
import { proveEntries } from '../../core/audit/verify/proveEntries.ts'
import type { ProvenEntries } from '../../core/audit/verify/provenEntries.ts'
import { LedgerFormatError } from '../../core/ledger/ledgerFormatError.ts'
import { readerOf } from './openPackage.ts'
import { verifierTools } from './verifierTools.ts'

/** `file` is the descriptor of the opened package: threads share them, so both read the one file that was checked. */
export type ProofStart = Omit<Sealed, 'reader' | 'tools'> & { file: number; members: readonly PlacedMember[] }

/** `end` once every entry was proved and all of them together. */
export type Said = { proven: ProvenEntries } | { defect: { area: DefectArea | null; message: string } } | 'end'

/** Groups that may be on their way at once: enough that nobody waits, few enough that memory does not count. */
const groupsAhead = 6

async function prove(port: MessagePort, { file, members, ...sealed }: ProofStart): Promise<void> {
  const room = roomFor(port, groupsAhead)
  try {
    for await (const proven of proveEntries({ ...sealed, reader: readerOf(file, members), tools: verifierTools })) {
      await room()
      port.postMessage({ proven } satisfies Said, [proven.headers.buffer, proven.values.buffer, proven.opened.buffer])
    }
    port.postMessage('end' satisfies Said)
  } catch (error) {
    const area = error instanceof PackageDefect ? error.area : null
    if (area === null && !(error instanceof LedgerFormatError)) throw error
    port.postMessage({ defect: { area, message: (error as Error).message } } satisfies Said)
  }
}

/** Answers a function that waits until one more group may go; each message from the other side says that one was taken. */
function roomFor(port: MessagePort, groups: number): () => Promise<void> {
  let room = groups
  let waiting: (() => void) | undefined
  port.on('message', () => {
    room += 1
    waiting?.()
  })
  return async () => {
    while (room === 0) {
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
    }
    room -= 1
  }
}

/** Runs in the thread that `start` of `proveInThread` made. */
export async function serveProof(): Promise<void> {
  if (parentPort === null) throw new Error('This runs in a thread of the verifier only.')
  await prove(parentPort, workerData as ProofStart)
}
