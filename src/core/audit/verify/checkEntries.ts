// What the entries are and say: all of them into the tree, every opening against its commitment, and into the populations.
import { PackageDefect } from '../packageDefect.ts'
import { RangeReading } from '../readRange.ts'
import { checkSeals, type Sealed } from './checkSeals.ts'
import { proveEntries } from './proveEntries.ts'
import { type ProvenEntries, readProven } from './provenEntries.ts'

/** `proveEntries`, wherever it runs: who has a second thread proves there while the entries are read here. */
export type Prove = (sealed: Sealed) => AsyncIterable<ProvenEntries>

/**
 * Should anything not hold, the headers are looked at once more for their hashes alone: whoever drops an entry is to be told that and not
 * what else follows from it, and what nobody sealed is that, whatever reading it may have stumbled over.
 */
export async function checkEntries(sealed: Sealed, prove: Prove = proveEntries): Promise<RangeReading> {
  try {
    const { openingSize, period } = sealed.statement
    const { sha256, text } = sealed.tools
    const reading = new RangeReading({ sha256, text, openingSize, period })
    for await (const entries of prove(sealed)) readProven(entries, reading, text)
    demandOpened(reading)
    return reading
  } catch (error) {
    await checkSeals(sealed)
    throw error
  }
}

function demandOpened(reading: RangeReading): void {
  reading.incidents.demandClosed()
  const missing = reading.missing.find((one) => reading.excusedBy(one) === undefined)
  if (missing === undefined) return
  const excuses = `no entry says that it was erased${missing.obj.startsWith('inc_') ? ' or its incident made private' : ''}`
  throw new PackageDefect(
    'openings',
    `The ${missing.slot} of entry #${missing.index} (${missing.kind}) is not in the package, and ${excuses}.`,
  )
}
