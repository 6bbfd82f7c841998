// How fast entries are hashed, appended, read and checked, beside what node:crypto needs to hash the same bytes in the same run.
import { hash, randomBytes } from 'node:crypto'
import { makeId } from '../src/core/kernel/ids.ts'
import { toInstant } from '../src/core/kernel/instant.ts'
import { buildHeader } from '../src/core/ledger/buildHeader.ts'
import { commitment, slotBytes } from '../src/core/ledger/commitment.ts'
import { type NewEntry, type Slot, slots } from '../src/core/ledger/entry.ts'
import { Frontier } from '../src/core/ledger/frontier.ts'
import { leafHash } from '../src/core/ledger/merkleTree.ts'
import { parseHeader } from '../src/core/ledger/parseHeader.ts'
import { nodeCryptography, nodeLatin1 } from '../src/server/ledger/nodeCryptography.ts'

const { sha256 } = nodeCryptography
const count = 200_000
const roundLength = 10_000
/** Two million entries are the size at which a package must verify in under a minute. */
const packageSize = 2_000_000

type Opening = { slot: Slot; salt: Uint8Array; bytes: Uint8Array; committed: Uint8Array }
type Sealed = { header: Uint8Array; openings: Opening[] }

/** A reviewed alert with what an auditor sees of it and who did it: the commonest entry with two slots. */
function sealedEntry(index: number): Sealed {
  const at = toInstant(1_767_225_600_000 + index)
  const entry: NewEntry = {
    ...{
      kind: 'alert.reviewed',
      act: makeId('person', at, randomBytes(10)),
      obj: makeId('alert', at, randomBytes(10)),
      at,
      ctl: ['CC7.2', 'A.8.16'],
    },
    detail: { disposition: 'benign', late: false, reason: `The nightly job of host ${index} ran into its time limit, which is expected.` },
    personal: { name: `Person ${index % 40}`, address: `person${index % 40}@example.com` },
  }
  const openings = slots.flatMap((slot) => {
    const value = entry[slot]
    if (value === undefined) return []
    const [salt, bytes] = [randomBytes(32), slotBytes(value)]
    return [{ slot, salt, bytes, committed: commitment(sha256, slot, salt, bytes) }]
  })
  const commitments = Object.fromEntries(openings.map(({ slot, committed }) => [slot, committed]))
  return { header: buildHeader(entry, at, commitments).bytes, openings }
}

/** Entries a second in the best of many short rounds: the others pay for compilation, and for what else the machine does. */
function rate(entries: readonly Sealed[], work: (entry: Sealed) => void): number {
  let best = 0
  for (let begin = 0; begin < entries.length; begin += roundLength) {
    const round = entries.slice(begin, begin + roundLength)
    const start = performance.now()
    for (const entry of round) work(entry)
    best = Math.max(best, (round.length / (performance.now() - start)) * 1000)
  }
  return best
}

function checkOpenings({ openings }: Sealed): void {
  for (const { slot, salt, bytes, committed } of openings) {
    if (Buffer.compare(commitment(sha256, slot, salt, bytes), committed) !== 0) throw new Error('an opening does not fit its commitment')
  }
}

export async function benchLedger(): Promise<void> {
  const entries = Array.from({ length: count }, (_, index) => sealedEntry(index))
  const bytesEach = entries.reduce((total, { header }) => total + header.length, 0) / count
  console.log(`${count.toLocaleString('en')} headers of ${bytesEach.toFixed(0)} bytes on average\n`)
  const raw = rate(entries, ({ header }) => hash('sha256', header, 'hex'))
  const print = (what: string, perSecond: number) => {
    console.log(
      `${what.padEnd(46)} ${Math.round(perSecond).toLocaleString('en').padStart(10)}/s   ${(perSecond / raw).toFixed(2)} of raw SHA-256`,
    )
  }
  const tree = new Frontier(sha256)
  print('raw SHA-256 (node:crypto) of the headers', raw)
  print(
    'leaves hashed',
    rate(entries, ({ header }) => void leafHash(sha256, header)),
  )
  print(
    'leaves hashed and appended',
    rate(entries, ({ header }) => tree.append(leafHash(sha256, header))),
  )
  print(
    'headers parsed and checked',
    rate(entries, ({ header }) => void parseHeader(header, nodeLatin1)),
  )
  print(
    'headers parsed and checked, as in a browser',
    rate(entries, ({ header }) => void parseHeader(header)),
  )
  print('entries whose two openings are checked', rate(entries, checkOpenings))
  const all = rate(entries, (entry) => {
    tree.append(leafHash(sha256, entry.header))
    parseHeader(entry.header, nodeLatin1)
    checkOpenings(entry)
  })
  print('all of it: append, parse, check openings', all)
  console.log(
    `\n${packageSize.toLocaleString('en')} entries at that rate: ${(packageSize / all).toFixed(1)} s (reading and unpacking files not counted)`,
  )
}
