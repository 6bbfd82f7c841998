// May a log be signed further? Not if the database holds less than was signed before, or something else: then a copy was restored.
import { sameBytes } from './bytes.ts'
import { type Checked, fails, holds } from './checked.ts'

export type KnownHead = { origin: string; size: number; root: Uint8Array }

const whatToDo =
  'Nothing is signed until that is settled; what is recorded meanwhile waits and is not lost. Restore the copy that holds everything, or, if it is gone, go on under a new name with “tickmark ledger continue”.'

/** `rootAtKnown` is the root the database's tree has at the known size; undefined where the tree is smaller than that. */
export function judgeHead(known: KnownHead, size: number, rootAtKnown: Uint8Array | undefined): Checked {
  if (size < known.size || rootAtKnown === undefined) {
    return fails(
      `The database holds ${size} sealed entries of the log ${known.origin}, but a checkpoint over ${known.size} has left or was signed here before: an older copy of the database seems to have been restored. ${whatToDo}`,
    )
  }
  if (sameBytes(known.root, rootAtKnown)) return holds
  return fails(
    `The first ${known.size} entries of the log ${known.origin} in the database are not those that were signed before: another history seems to have been restored. ${whatToDo}`,
  )
}
