// Sentences about verifying on two threads: the verdict is the one of a single thread, whatever is wrong with the package, in as few words.
import { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  contained,
  makeSamplePackage,
  relisted,
  type SamplePackage,
  text,
  withFile,
  withText,
} from '../../../test/support/samplePackage.ts'
import { paths } from '../../core/audit/packageLayout.ts'
import { verifyFile } from './verifyFile.ts'

let sample: SamplePackage

beforeAll(async () => {
  sample = await makeSamplePackage({ documents: true })
})

async function onThreads(threads: 1 | 2, zip: Uint8Array) {
  const args = ['--key', sample.ledger.verifierKey, '--json', '--threads', String(threads)]
  const { exitCode, out } = await withFile(zip, (path) => verifyFile([path, ...args], 'Tickmark test'))
  return { exitCode, verdict: JSON.parse(out) as { verified: boolean; reason?: string } }
}

async function onBoth(zip: Uint8Array) {
  const [one, two] = [await onThreads(1, zip), await onThreads(2, zip)]
  expect(two).toEqual(one)
  return two
}

const changed = (name: string, change: (text: string) => string) => contained(relisted(withText(sample.members, name, change)))
const cutLine = (at: number) => (all: string) => all.split('\n').toSpliced(at, 1).join('\n')

describe('on two threads', () => {
  test('a whole package is verified, and everything is proved that one thread proves', async () => {
    expect(await onBoth(sample.zip)).toMatchObject({ exitCode: 0, verdict: { verified: true } })
  })

  test.each([
    ['a header is left out', paths.headers, cutLine(7), /of the \d+ entries/],
    ['a header is changed', paths.headers, (all: string) => all.replace('"ctl":["', '"ctl":["X'), /do not lead to the closing checkpoint/],
    ['the last header does not end', paths.headers, (all: string) => all.slice(0, -1), /does not end/],
    ['an opening is left out', paths.openings, cutLine(4), /is not in the package/],
    ['an opening says something else', paths.openings, (all: string) => all.replace('"number":', '"numbar":'), /was altered/],
    [
      'an opening is of another entry',
      paths.openings,
      (all: string) => all.replace(/^\{"i":\d+/, '{"i":0'),
      /belong to none of the entries/,
    ],
    ['an opening stands there twice', paths.openings, (all: string) => `${all.slice(0, all.indexOf('\n') + 1)}${all}`, /opened twice/],
    ['a line is no opening', paths.openings, (all: string) => `{}\n${all}`, /is not an opening/],
  ])('%s: it is refused with the same first reason', async (_, name, change, reason) => {
    expect(text(sample.members, name)).not.toBe(change(text(sample.members, name)))
    const { exitCode, verdict } = await onBoth(await changed(name, change))
    expect(exitCode).toBe(1)
    expect(verdict.reason).toMatch(reason)
  })

  test('a thread that ends by itself is no verdict: nothing is decided, and it is said what to do', async () => {
    const args = ['--key', sample.ledger.verifierKey, '--threads', '2']
    const dies = (code: string) => () => new Worker(code, { eval: true })
    for (const code of ['process.exit()', "throw new Error('no memory left')"]) {
      const said = await withFile(sample.zip, (path) => verifyFile([path, ...args], 'Tickmark test', dies(code)))
      expect(said).toMatchObject({ exitCode: 2, out: '', error: expect.stringMatching(/Nothing is decided; try again with --threads 1/) })
    }
  })

  test('a number of threads that is none is said', async () => {
    expect(await verifyFile(['package.zip', '--key', sample.ledger.verifierKey, '--threads', '3'], 'x')).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('--threads is 1 or 2'),
    })
  })
})
