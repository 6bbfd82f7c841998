// Has a checkpoint stamped by a timestamp authority (RFC 3161), and believes the answer only after checking all of it.
import { randomBytes } from 'node:crypto'
import { stampedBytes } from '../../../core/ledger/checkpoint.ts'
import { parseNote } from '../../../core/ledger/signedNote.ts'
import { buildTimestampRequest } from '../../../core/ledger/timestampRequest.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { Services } from '../../services.ts'
import { nodeCryptography } from '../nodeCryptography.ts'
import { verifyTimestamp } from '../verifyTimestamp.ts'
import type { AnchorReceipt, AnchorTask, StoredSettings } from './anchorTask.ts'

export const timestampReplyType = 'application/timestamp-reply'
/** Authorities answer within a second or two; a token with its certificates has a few kilobytes. */
const patience = 20_000
const longestAnswer = 256 * 1024
const nonceLength = 16

/** The checkpoint with the log's own signature, the first under its name: whatever witnesses add later is not part of it. */
export function bytesToStamp({ origin, note }: AnchorTask['checkpoint']): Uint8Array {
  const { text, signatures } = parseNote(encodeUtf8(note))
  const own = signatures.find(({ name }) => name === origin)
  if (own === undefined) throw new Error(`The checkpoint bears no signature of ${origin}.`)
  return stampedBytes(text, own)
}

export async function sendToAuthority(
  { outgoing }: Pick<Services, 'outgoing'>,
  settings: Extract<StoredSettings, { kind: 'timestamp' }>,
  task: AnchorTask,
): Promise<AnchorReceipt> {
  const data = bytesToStamp(task.checkpoint)
  const nonce = new Uint8Array(randomBytes(nonceLength))
  const { status, headers, body } = await outgoing.send(settings.url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: timestampReplyType },
    body: buildTimestampRequest(nodeCryptography.sha256(data), nonce, true),
    timeoutMilliseconds: patience,
    maxBytes: longestAnswer,
  })
  if (status !== 200) throw new Error(`The authority answered with HTTP status ${status}.`)
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type !== timestampReplyType) throw new Error(`The authority answered with ${type || 'no media type'} instead of a timestamp.`)
  const checked = verifyTimestamp({ timestamp: body, data, trusted: [settings.ca_pem], nonce })
  if (!checked.ok) throw new Error(`The authority’s timestamp was not accepted: ${checked.reason}`)
  return { authorityAt: checked.at, answer: body, file: { type: timestampReplyType }, nonce: Buffer.from(nonce).toString('hex') }
}
