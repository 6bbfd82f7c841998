// Where kept bytes live: on this machine, or in a bucket. The settings of both, and which of them need each other.
import { hour, minute } from '../core/kernel/instant.ts'
import { bytes, duration, oneOf, origin, path, wholeNumber } from './settingReaders.ts'
import { optional, setting } from './settingShape.ts'

const mib = 1024 ** 2
const gib = 1024 * mib

export const evidenceSettings = {
  evidenceStore: setting({
    name: 'TICKMARK_EVIDENCE_STORE',
    preset: 'files',
    expects: '`files` or `s3`',
    means:
      'Where evidence and other kept files live: `files` in the data directory, `s3` in a bucket of an S3-compatible service. What is in one is not moved to the other.',
    read: oneOf('files', 's3'),
  }),
  s3Endpoint: optional({
    name: 'TICKMARK_S3_ENDPOINT',
    expects: 'an https address without a path, for instance https://s3.eu-central-1.amazonaws.com (http only with a private address)',
    means: 'The S3-compatible service. Needed with TICKMARK_EVIDENCE_STORE=s3, which is also the permission to send requests to it.',
    read: origin,
  }),
  s3Region: setting({
    name: 'TICKMARK_S3_REGION',
    preset: 'us-east-1',
    expects: 'the name of a region',
    means: 'The region requests are signed for. Services with one region usually take any.',
    read: (text) => (/^[a-z0-9-]{2,40}$/.test(text) ? text : null),
  }),
  s3Bucket: optional({
    name: 'TICKMARK_S3_BUCKET',
    expects: 'the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes',
    means: 'The bucket. It must be there; with TICKMARK_S3_LOCK it must have been made with Object Lock.',
    read: (text) => (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) && !text.includes('..') ? text : null),
  }),
  s3KeyId: optional({
    name: 'TICKMARK_S3_KEY_ID',
    expects: 'an access key id without spaces',
    means:
      'The access key. It needs to get, put and delete objects, to list the bucket and its uploads, and with TICKMARK_S3_LOCK to put retention.',
    read: (text) => (/^[\w.~+=-]{3,128}$/.test(text) ? text : null),
  }),
  s3Secret: optional({
    name: 'TICKMARK_S3_SECRET',
    expects: 'a secret access key without spaces',
    means: 'The secret of the access key. Either this or TICKMARK_S3_SECRET_FILE.',
    read: (text) => (/^\S{8,256}$/.test(text) ? text : null),
    secret: true,
  }),
  s3SecretFile: optional({
    name: 'TICKMARK_S3_SECRET_FILE',
    expects: 'a file',
    means: 'A file that holds the secret of the access key and nothing else.',
    read: path,
  }),
  s3Addressing: setting({
    name: 'TICKMARK_S3_ADDRESSING',
    preset: 'path',
    expects: '`path` or `host`',
    means: 'Whether the bucket stands in the path of its address, which every service understands, or before the name of the host.',
    read: oneOf('path', 'host'),
  }),
  s3PrivateAddress: setting({
    name: 'TICKMARK_S3_PRIVATE_ADDRESS',
    preset: 'no',
    expects: '`no` or `yes`',
    means:
      'Whether the service may be at a private address. It opens private addresses to nothing else, unlike TICKMARK_ALLOW_OUTGOING=all, which includes it.',
    read: oneOf('no', 'yes'),
  }),
  s3Lock: setting({
    name: 'TICKMARK_S3_LOCK',
    preset: 'no',
    expects: '`no`, `governance` or `compliance`',
    means:
      'Whether every object is locked with S3 Object Lock when it is put. `governance` can be lifted by whom the bucket’s owner allows to, `compliance` by nobody: such bytes cannot be erased before, whatever the law or a mistake demands.',
    read: oneOf('no', 'governance', 'compliance'),
  }),
  s3LockDays: optional({
    name: 'TICKMARK_S3_LOCK_DAYS',
    expects: 'a number of days from 1 to 36500',
    means: 'How long an object is locked, from when it was last put. Needed with TICKMARK_S3_LOCK.',
    read: wholeNumber(1, 36_500),
  }),
  evidenceMaxBytes: setting({
    name: 'TICKMARK_EVIDENCE_MAX_BYTES',
    preset: '10GiB',
    expects: 'a size from 1MiB to 80GiB',
    means: 'The largest file that can be uploaded. Uploads wait in the data directory until they are whole, also with a bucket.',
    read: bytes(mib, 80 * gib),
  }),
  uploadsOpen: setting({
    name: 'TICKMARK_UPLOADS_OPEN',
    preset: '20',
    expects: 'a number from 1 to 1000',
    means: 'How many unfinished uploads one organization may have.',
    read: wholeNumber(1, 1000),
  }),
  uploadIdle: setting({
    name: 'TICKMARK_UPLOAD_IDLE',
    preset: '24h',
    expects: 'a time from 5m to 720h',
    means: 'An unfinished upload that received nothing for this long is thrown away.',
    read: duration(5 * minute, 720 * hour),
  }),
}

type EvidenceValues = {
  evidenceStore: 'files' | 's3'
  s3Endpoint: string | null
  s3Bucket: string | null
  s3KeyId: string | null
  s3Secret: string | null
  s3SecretFile: string | null
  s3PrivateAddress: 'no' | 'yes'
  s3Lock: 'no' | 'governance' | 'compliance'
  s3LockDays: number | null
  allowOutgoing: 'no' | 'public' | 'all'
}

/** What is missing beside what is there, a sentence each. */
export function evidenceProblems(values: EvidenceValues): string[] {
  if (values.evidenceStore !== 's3') return []
  const { s3Endpoint, s3Secret, s3SecretFile } = evidenceSettings
  const needed = (['s3Endpoint', 's3Bucket', 's3KeyId'] as const).filter((key) => values[key] === null).map((key) => evidenceSettings[key])
  const problems = needed.map(({ name, expects }) => `${name} must be set with TICKMARK_EVIDENCE_STORE=s3: ${expects}.`)
  if ((values.s3Secret === null) === (values.s3SecretFile === null)) {
    problems.push(`Exactly one of ${s3Secret.name} and ${s3SecretFile.name} must be set with TICKMARK_EVIDENCE_STORE=s3.`)
  }
  const isPrivate = values.s3PrivateAddress === 'yes' || values.allowOutgoing === 'all'
  if (values.s3Endpoint?.startsWith('http:') && !isPrivate) {
    problems.push(`${s3Endpoint.name} must be https: evidence would cross the internet in the clear.`)
  }
  if (values.s3Lock !== 'no' && values.s3LockDays === null) {
    const { name, expects } = evidenceSettings.s3LockDays
    problems.push(`${name} must be set with ${evidenceSettings.s3Lock.name}: ${expects}.`)
  }
  return problems
}
