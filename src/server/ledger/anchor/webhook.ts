// Posts a checkpoint to a webhook; signed as Standard Webhooks are, where a secret is set.
import { createHmac } from 'node:crypto'
import { formatInstant } from '../../../core/kernel/instant.ts'
import { encodeBase64 } from '../../../core/ledger/base64.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { Services } from '../../services.ts'
import type { AnchorReceipt, AnchorTask, StoredSettings } from './anchorTask.ts'

/** `whsec_` marks a secret in base64; anything else is its own bytes. */
function secretBytes(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret, 'utf8')
}

type Signed = { id: string; timestamp: number; body: string }

export function webhookSignature(secret: string, { id, timestamp, body }: Signed): string {
  const mac = createHmac('sha256', secretBytes(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return `v1,${mac}`
}

function bodyOf({ checkpoint }: AnchorTask): string {
  const { origin, size, root, note, signedAt } = checkpoint
  return JSON.stringify({
    type: 'ledger.checkpoint',
    timestamp: formatInstant(signedAt),
    data: { origin, size, root: encodeBase64(root), note },
  })
}

export async function sendToWebhook(
  { outgoing, secrets, clock }: Pick<Services, 'outgoing' | 'secrets' | 'clock'>,
  settings: Extract<StoredSettings, { kind: 'webhook' }>,
  task: AnchorTask,
): Promise<AnchorReceipt> {
  const body = bodyOf(task)
  // The same id with every attempt: the receiver knows a repeat by it.
  const signed: Signed = { id: task.anchorId, timestamp: Math.floor(clock() / 1000), body }
  const signature =
    settings.secret_sealed === null
      ? {}
      : {
          'webhook-signature': webhookSignature(
            secrets.open(new Uint8Array(Buffer.from(settings.secret_sealed, 'base64')), task.destinationId),
            signed,
          ),
        }
  const answer = await outgoing.send(settings.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': signed.id,
      'webhook-timestamp': String(signed.timestamp),
      ...signature,
    },
    body,
    timeoutMilliseconds: 20_000,
    maxBytes: 64 * 1024,
  })
  if (answer.status < 200 || answer.status > 299) throw new Error(`The webhook answered with HTTP status ${answer.status}.`)
  return { authorityAt: null, answer: encodeUtf8(`HTTP ${answer.status}`) }
}
