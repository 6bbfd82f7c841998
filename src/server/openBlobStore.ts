// Opens the store of kept bytes that the settings name, and the place where bytes arrive.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../core/kernel/instant.ts'
import type { Config } from './config.ts'
import type { BlobStore } from './files/blobStore.ts'
import { fileBlobStore } from './files/fileBlobStore.ts'
import { outgoingStream } from './files/outgoingStream.ts'
import { s3BlobStore } from './files/s3BlobStore.ts'
import { type UploadEngine, uploadEngine } from './files/uploadEngine.ts'
import { alone, type UploadTurns } from './files/uploadTurns.ts'

function secretOf({ s3Secret, s3SecretFile }: Config): string {
  if (s3SecretFile === null) return s3Secret ?? ''
  const secret = readFileSync(s3SecretFile, 'utf8').trim()
  if (!/^\S+$/.test(secret)) throw new Error(`The file ${s3SecretFile} must hold a secret access key and nothing else.`)
  return secret
}

export function openUploads(config: Config, blobs: BlobStore, clock: () => Instant, turns: UploadTurns = alone): UploadEngine {
  const limits = { maxBytes: config.evidenceMaxBytes, open: config.uploadsOpen, idle: config.uploadIdle }
  return uploadEngine({ directory: join(config.dataDirectory, 'uploads'), blobs, limits, clock, turns })
}

export function openBlobStore(config: Config, clock: () => Instant): BlobStore {
  const directory = join(config.dataDirectory, 'files')
  if (config.evidenceStore === 'files') return fileBlobStore(directory)
  const mode = config.s3PrivateAddress === 'yes' || config.allowOutgoing === 'all' ? 'all' : 'public'
  return s3BlobStore(
    {
      // `readConfig` refuses a bucket without these.
      endpoint: config.s3Endpoint ?? '',
      bucket: config.s3Bucket ?? '',
      key: { keyId: config.s3KeyId ?? '', secret: secretOf(config), region: config.s3Region },
      addressing: config.s3Addressing,
      lock: config.s3Lock === 'no' || config.s3LockDays === null ? null : { mode: config.s3Lock, days: config.s3LockDays },
      spoolDirectory: directory,
    },
    { http: outgoingStream({ mode, remedy: 'TICKMARK_S3_PRIVATE_ADDRESS=yes' }), clock },
  )
}
