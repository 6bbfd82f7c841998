// One file from disk as Markdown documents, or the reason why not: never longer than a minute, and with no more heap than a quarter of a gigabyte.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../core/kernel/refusal.ts'
import { convertBytes, type ThreadLimits } from '../../server/import/convertBytes.ts'
import type { FoundTexts } from '../../server/import/documentsIn.ts'

type ConvertLimits = ThreadLimits & { fileBytes: number }

const convertLimits: ConvertLimits = { fileBytes: 100_000_000, seconds: 60, heapMegabytes: 256 }

export async function convertFile(path: string, limits = convertLimits): Promise<FoundTexts> {
  return convertBytes({ name: basename(path), bytes: readBytes(path, limits) }, limits)
}

function readBytes(path: string, { fileBytes }: ConvertLimits): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > fileBytes)
      throw new Refusal('payload_too_large', `It has ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(fileBytes / 1e6)} MB are read.`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = (error as { code?: unknown }).code
    throw new Refusal(
      'not_found',
      code === 'ENOENT' ? 'There is no such file.' : `It cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
