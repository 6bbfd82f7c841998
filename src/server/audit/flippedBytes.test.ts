// Sentences about a package of which one byte is another: wherever it is, it is seen; and about the one form that a container has.
import { closeSync, openSync, writeSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { flipped, places } from '../../../test/support/flippedBytes.ts'
import {
  contained,
  type Members,
  makeSamplePackage,
  relisted,
  type SamplePackage,
  verifyMembers,
  withFile,
} from '../../../test/support/samplePackage.ts'
import { openPackage } from '../../cli/verifier/openPackage.ts'
import { PackageDefect } from '../../core/audit/packageDefect.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import type { Verdict } from '../../core/audit/verify/verdict.ts'

let sample: SamplePackage

beforeAll(async () => {
  sample = await makeSamplePackage()
})

const key = () => sample.ledger.verifierKey

async function refused(members: ReadonlyMap<string, Uint8Array>): Promise<Extract<Verdict, { verified: false }>> {
  const verdict = await verifyMembers(members, key())
  if (verdict.verified) throw new Error('it was verified')
  return verdict
}

describe('flipping a byte of the file', () => {
  const opens = async (bytes: Uint8Array) =>
    withFile(bytes, async (path) => {
      const opened = await openPackage(path)
      await opened.close()
    })

  /** Asked by hand: an expectation has its price, and thousands of places are tried. */
  async function isRefused(path: string): Promise<boolean> {
    try {
      await (await openPackage(path)).close()
      return false
    } catch (error) {
      if (error instanceof PackageDefect) return true
      throw error
    }
  }

  test('is refused wherever it is: in what stands around the files, in the directory, in packed bytes, in the hash at the end', async () => {
    const { zip } = sample
    const end = zip.length - 3000
    await withFile(zip, async (path) => {
      const file = openSync(path, 'r+')
      for (const at of [...places(end, 300), ...places(3000, 1000).map((place) => end + place)]) {
        writeSync(file, flipped(zip.subarray(at, at + 1), 0, at % 8), 0, 1, at)
        if (!(await isRefused(path))) throw new Error(`opened with another byte ${at} of ${zip.length}`)
        writeSync(file, zip.subarray(at, at + 1), 0, 1, at)
      }
      closeSync(file)
    })
  }, 180_000)

  test('is refused also where packing leaves bits without a meaning', async () => {
    // The last byte of packed data may have bits nobody reads; the hash at the end reads them.
    const { zip } = sample
    await expect(opens(flipped(zip, 60, 7))).rejects.toThrow(/changed after it was written|stands before/)
  })

  test('as are bytes before, behind and between, a file cut short, and one doubled', async () => {
    const { zip } = sample
    const middle = Buffer.from(zip)
    for (const changed of [
      Buffer.concat([Buffer.from([0]), zip]),
      Buffer.concat([zip, Buffer.from([0])]),
      zip.subarray(0, zip.length - 1),
      zip.subarray(0, zip.length / 2),
      Buffer.concat([zip, zip]),
      Buffer.concat([middle.subarray(0, 200), Buffer.from('gap'), middle.subarray(200)]),
    ]) {
      await expect(opens(changed)).rejects.toThrow(PackageDefect)
    }
  })

  test('is refused in every file of the package, also by whoever looks at the files alone', async () => {
    for (const [name, bytes] of sample.members) {
      for (const at of places(bytes.length, 12)) {
        const verdict = await refused(new Map(sample.members).set(name, flipped(bytes, at)))
        expect(verdict.reason, `${name}, byte ${at}`).not.toBe('')
      }
    }
  }, 180_000)

  test('is refused in every file that says something, also when the lists of hashes are written again to fit', async () => {
    const carried = [paths.reportPdf, paths.verifier, paths.manifest, paths.tagManifest, paths.bagInfo] as const
    for (const [name, bytes] of sample.members) {
      if ((carried as readonly string[]).includes(name)) continue
      // Of what is compared by its hash alone a few places are like all others.
      const most = bytes.length < 450 && !/^data\/(populations|documents)\//.test(name) ? 450 : 4
      for (const at of places(bytes.length, most)) {
        const verdict = await verifyMembers(relisted(new Map(sample.members).set(name, flipped(bytes, at, 1))), key())
        expect(verdict.verified, `${name}, byte ${at}`).toBe(false)
      }
    }
  }, 300_000)
})

test('another ZIP reader finds the same files with the same bytes', async () => {
  const found = await withFile(sample.zip, readWithYauzl)
  expect([...found.keys()]).toEqual([...sample.members.keys()])
  for (const [name, bytes] of found) expect(Buffer.compare(bytes, sample.members.get(name) as Uint8Array), name).toBe(0)
})

function readWithYauzl(path: string): Promise<Members> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error)
      const found: Members = new Map()
      zip.on('error', reject)
      zip.on('end', () => resolve(found))
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem) return reject(problem)
          found.set(entry.fileName, await buffer(stream))
          zip.readEntry()
        })
      })
      zip.readEntry()
    })
  })
}

test('a container put together again in the one form is accepted: only what it holds counts', async () => {
  const again = await contained(sample.members)
  expect(Buffer.compare(again, sample.zip)).toBe(0)
})
