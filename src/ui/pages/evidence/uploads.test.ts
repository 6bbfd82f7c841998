// Uploads over lines that break, over reloads and pauses, against a server that keeps bytes as ours does.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eventually } from '../../../../test/support/eventually.ts'
import type { EvidenceId, IncidentId, PreservationId, UploadId } from '../../../core/kernel/ids.ts'
import { Trouble, type UploadNote } from './uploadShape.ts'
import { Uploads } from './uploads.ts'

const incidentId = 'inc_1' as IncidentId
const uploadId = 'upl_1' as UploadId
const content = new Uint8Array(3_000_000).map((_, at) => (at * 31) % 251)
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

const fileOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  slice: (from: number, to: number) => ({ arrayBuffer: async () => bytes.slice(from, to).buffer as ArrayBuffer }),
})
const marks = { fileName: 'memory.lime', size: content.length, lastModified: 5 }
const noteOf = (more: Partial<UploadNote> = {}): UploadNote => ({
  ...marks,
  ...{ key: 'one', who: 'per_1', incidentId, uploadId: null, told: { name: 'memory.lime' }, begunAt: '2026-05-03T02:14:00Z', text: null },
  ...more,
})

/** A server that keeps bytes as ours does, and whose line does with each part what the test says. */
class House {
  bytes = new Uint8Array(0)
  readonly notes = new Map<string, UploadNote>()
  readonly kept: string[] = []
  readonly sizes: number[] = []
  begun = 0
  /** For the next parts: how many bytes arrive before the line breaks; `away`: none, and nobody answers; `hold`: it is on its way until released. */
  line: (number | 'away' | 'hold' | 'whole')[] = []
  release = () => {}
  /** `lost`: it becomes evidence, and only the answer does not arrive. */
  captures: ('ok' | 'away' | 'lost' | 'taken')[] = []
  /** What the last capture said that it keeps. */
  keeps: string | undefined
  isForgotten = false
  waits = 0

  open(): Uploads {
    return new Uploads({
      notes: {
        all: () => [...this.notes.values()],
        put: (note) => void this.notes.set(note.key, note),
        remove: (key) => void this.notes.delete(key),
      },
      begin: async () => {
        this.begun += 1
        this.bytes = new Uint8Array(0)
        return { id: uploadId, offset: 0 }
      },
      where: async () => {
        if (this.isForgotten) throw new Trouble('not_found', 'There is no such upload.')
        return this.bytes.length
      },
      append: async ({ offset }, bytes, moved, signal) => {
        const way = this.line.shift()
        if (way === 'away') throw new Trouble('unreachable', 'The server could not be reached.')
        if (offset !== this.bytes.length) throw new Trouble('upload_offset_wrong', `Continue at byte ${this.bytes.length}.`)
        if (way === 'hold') {
          await new Promise<void>((resolve, reject) => {
            this.release = resolve
            signal.addEventListener('abort', () => reject(new Trouble('unreachable', 'aborted')))
          })
        }
        const arrived = typeof way === 'number' ? way : bytes.byteLength
        this.sizes.push(bytes.byteLength)
        this.bytes = joined(this.bytes, new Uint8Array(bytes, 0, arrived))
        moved(arrived)
        if (arrived < bytes.byteLength) throw new Trouble('request_timeout', 'The connection broke; what came is kept.')
        return this.bytes.length
      },
      capture: async (_, { sha256, preservation_id: keeps }) => {
        if (this.kept.length > 0) return 'evi_1' as EvidenceId
        if (this.isForgotten) throw new Trouble('not_found', 'There is no such upload.')
        const way = this.captures.shift()
        if (way === 'away') throw new Trouble('unreachable', 'The server could not be reached.')
        if (way === 'taken') throw new Trouble('already_captured', 'It is kept already.')
        this.keeps = keeps
        if (way === 'lost') {
          this.kept.push(sha256 ?? '')
          this.isForgotten = true
          throw new Trouble('unreachable', 'The answer was lost.')
        }
        if (sha256 === undefined || sha256 !== hashOf(this.bytes)) throw new Trouble('payload_not_readable', 'Other bytes.')
        this.kept.push(sha256)
        return 'evi_1' as EvidenceId
      },
      abandon: async () => {
        this.bytes = new Uint8Array(0)
      },
      kept: () => undefined,
      hasher: () => {
        const hash = createHash('sha256')
        return { update: (bytes) => void hash.update(bytes), hex: () => hash.copy().digest('hex') }
      },
      bytesOf: (text) => fileOf(new TextEncoder().encode(text)),
      alone: async (_, work) => {
        await work()
        return true
      },
      wait: async () => {
        this.waits += 1
      },
      clock: () => 0,
    })
  }
}

const done = (house: House) => eventually(async () => expect(house.kept).toHaveLength(1))
const stateOf = (uploads: Uploads) => uploads.uploads()[0]?.state

describe('an upload', () => {
  test('arrives whole over a line that breaks in the middle of parts and is away for a while', async () => {
    const house = new House()
    house.line = [100_000, 'away', 70_000, 'away', 'away']
    house.captures = ['away']
    const uploads = house.open()
    uploads.begin(noteOf(), fileOf(content))
    expect(uploads.evidenceOf('one')).toBeUndefined()
    await done(house)
    expect(house.kept).toEqual([hashOf(content)])
    expect(house.begun).toBe(1)
    expect(house.waits).toBe(4)
    expect(uploads.uploads()).toEqual([])
    expect(uploads.evidenceOf('one')).toBe('evi_1')
    expect(house.notes.size).toBe(0)
  })

  test('goes on after a reload where it was, with the same file, and has the hash of the whole', async () => {
    const house = new House()
    house.line = ['whole', 'hold']
    house.open().begin(noteOf(), fileOf(content))
    await eventually(async () => expect(house.bytes.length).toBeGreaterThan(0))
    const sent = house.bytes.length
    // The page is gone, and a new one comes.
    const uploads = house.open()
    uploads.load('per_1')
    expect(stateOf(uploads)).toEqual({ is: 'needs-file', why: null })
    uploads.goOnWith('one', { ...marks, lastModified: 6 }, fileOf(content))
    expect(stateOf(uploads)).toMatchObject({ is: 'needs-file', why: expect.stringContaining('was changed') })
    uploads.goOnWith('one', marks, fileOf(content))
    await done(house)
    expect(house.kept).toEqual([hashOf(content)])
    expect(house.begun).toBe(1)
    expect(sent).toBeLessThan(content.length)
  })

  test('that became evidence while only the answer was lost is known as evidence, and not sent twice', async () => {
    const house = new House()
    house.captures = ['lost']
    const uploads = house.open()
    uploads.begin(noteOf(), fileOf(content))
    await eventually(async () => expect(uploads.uploads()).toEqual([]))
    expect(house.kept).toEqual([hashOf(content)])
    expect(house.notes.size).toBe(0)
  })

  test('that the server threw away says that nothing was kept', async () => {
    const house = new House()
    house.isForgotten = true
    house.notes.set('one', noteOf({ uploadId }))
    const uploads = house.open()
    uploads.load('per_1')
    uploads.goOnWith('one', marks, fileOf(content))
    await eventually(async () =>
      expect(stateOf(uploads)).toMatchObject({ is: 'stopped', why: expect.stringContaining('nothing of it was kept') }),
    )
  })

  test('is further evidence where somebody kept the same thing of the list meanwhile', async () => {
    const house = new House()
    house.captures = ['taken']
    house.open().begin(noteOf({ told: { name: 'a', preservation_id: 'prs_1' as PreservationId } }), fileOf(content))
    await done(house)
    expect(house.keeps).toBeUndefined()
  })

  test('is not gone on with by somebody else on the same device', () => {
    const house = new House()
    house.notes.set('one', noteOf({ uploadId }))
    const uploads = house.open()
    uploads.load('per_2')
    expect(uploads.uploads()).toEqual([])
  })

  test('of a pasted text goes on by itself after a reload', async () => {
    const house = new House()
    house.notes.set('one', noteOf({ text: 'what was pasted', size: 15 }))
    house.open().load('per_1')
    await done(house)
    expect(house.kept).toEqual([hashOf(new TextEncoder().encode('what was pasted'))])
  })

  test('stays where it is while paused, and goes on when asked to', async () => {
    const house = new House()
    house.line = ['whole', 'hold']
    const uploads = house.open()
    uploads.begin(noteOf(), fileOf(content))
    await eventually(async () => expect(house.line).toEqual([]))
    uploads.pause('one')
    const sent = house.bytes.length
    expect(stateOf(uploads)).toEqual({ is: 'paused' })
    uploads.resume('one')
    await done(house)
    expect(sent).toBeGreaterThan(0)
    expect(house.kept).toEqual([hashOf(content)])
  })

  test('of another file of the same marks is not kept, says so, and can be begun again', async () => {
    const house = new House()
    house.bytes = content.slice(0, 500_000).map((byte) => byte + 1)
    house.notes.set('one', noteOf({ uploadId }))
    const uploads = house.open()
    uploads.load('per_1')
    uploads.goOnWith('one', marks, fileOf(content))
    await eventually(async () =>
      expect(stateOf(uploads)).toMatchObject({ is: 'stopped', why: expect.stringContaining('Nothing was kept') }),
    )
    await uploads.again('one')
    await done(house)
    expect(house.kept).toEqual([hashOf(content)])
    expect(house.begun).toBe(1)
  })

  test('that is given up leaves nothing on the device', async () => {
    const house = new House()
    house.line = ['hold']
    const uploads = house.open()
    uploads.begin(noteOf(), fileOf(content))
    await eventually(async () => expect(house.begun).toBe(1))
    await uploads.giveUp('one')
    expect(uploads.uploads()).toEqual([])
    expect(house.notes.size).toBe(0)
    expect(house.kept).toEqual([])
  })

  test('says to choose the file again where it cannot be read any more', async () => {
    const house = new House()
    const uploads = house.open()
    const gone = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) }
    uploads.begin(noteOf({ size: 10 }), gone)
    await eventually(async () =>
      expect(stateOf(uploads)).toMatchObject({ is: 'needs-file', why: expect.stringContaining('Choose it again') }),
    )
  })
})
