// The container from its packed files: their bytes one after another, the directory, and at the very end the hash of all of it.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { containerComment, directory, endRecord, localHeader, placeMembers } from '../../core/audit/container.ts'
import { inContainerOrder } from '../../core/audit/packageLayout.ts'
import type { PackedMember } from './packMember.ts'

export async function* assembleContainer(members: readonly PackedMember[]): AsyncGenerator<Uint8Array> {
  const byName = new Map(members.map((member) => [member.name, member]))
  const ordered = inContainerOrder([...byName.keys()]).map((name) => byName.get(name) as PackedMember)
  const hash = createHash('sha256')
  for (const member of ordered) {
    const header = localHeader(member)
    hash.update(header)
    yield header
    const pieces = typeof member.packed === 'string' ? createReadStream(member.packed, { highWaterMark: 262_144 }) : [member.packed]
    for await (const piece of pieces as AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
      hash.update(piece)
      yield piece
    }
  }
  const { placed, end } = placeMembers(ordered)
  const tail = directory(placed, end)
  hash.update(tail)
  yield tail
  yield endRecord(placed, end, containerComment(hash.digest()))
}
