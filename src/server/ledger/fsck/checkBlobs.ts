// Are the bytes of evidence where they are kept, and are they still what they were?
import { createHash } from 'node:crypto'
import type { OrganizationId } from '../../../core/kernel/ids.ts'
import type { BlobStore } from '../../files/blobStore.ts'
import type { Progress } from './checkLog.ts'
import type { Disagreement } from './disagreement.ts'

export type KeptBlob = { sha256: string; size: number }

async function hashOf(stream: AsyncIterable<Uint8Array>): Promise<KeptBlob> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of stream) {
    hash.update(piece)
    size += piece.length
  }
  return { sha256: hash.digest('hex'), size }
}

/** Every byte is read, since nothing less would show that one was changed. Not within a transaction: it takes as long as it takes. */
export async function* checkBlobs(
  blobs: Pick<BlobStore, 'get'>,
  organizationId: OrganizationId,
  kept: readonly KeptBlob[],
  progress: Progress,
): AsyncGenerator<Disagreement> {
  for (const [index, { sha256, size }] of kept.entries()) {
    const at = {
      table: 'evidence_item',
      row: `sha256=${sha256}`,
      column: 'file',
      entry: null,
      expected: `${size} bytes of the hash ${sha256}`,
    }
    const stream = await blobs.get(organizationId, sha256)
    if (stream === null) yield { ...at, found: 'no such file' }
    else {
      const found = await hashOf(stream)
      if (found.sha256 !== sha256) yield { ...at, found: `${found.size} bytes of the hash ${found.sha256}` }
    }
    progress('evidence', index + 1, kept.length)
  }
}
