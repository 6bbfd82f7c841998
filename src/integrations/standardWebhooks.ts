// Standard Webhooks: any sender that signs as standardwebhooks.com describes, Svix among them.
import type { Interpretation } from '../core/alert/observation.ts'
import { bytesOfBase64, joinBytes, utf8OfText } from './bytes.ts'
import { type Authentication, defineIntegration, type IncomingDelivery, type Verifier } from './defineIntegration.ts'
import { firstText, isObject, pick, pickText } from './pick.ts'
import { readPlainAlert } from './plainAlert.ts'
import { type JsonValue, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { matchesHmac, timestampTolerance } from './signature.ts'
import { keyText, shortHash } from './text.ts'
import { oneObservation, unreadable } from './toObservation.ts'

export const standardWebhooks = defineIntegration({
  id: 'standard-webhooks',
  title: 'Standard Webhooks',
  summary: 'Signed webhooks of any sender that follows standardwebhooks.com, and of your own scripts.',
  // Optional only because most senders make the secret after they were given the address.
  signature: 'optional',
  secretHint:
    'The signing secret the sender shows, usually beginning with whsec_; two of them, separated by a space, while it is being changed.',
  closes: 'configured',
  answerRefused: 'refuse',
  deliveryId: (delivery) => {
    const id = headerOf(delivery, 'id')
    return id ? keyText(id, 200) : null
  },
  authenticate: (delivery, settings, verifier) =>
    settings.secret === null ? { kind: 'url_only' } : authenticateStandard(delivery, settings.secret, verifier),
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    return observeMessage(payload.value, headerOf(delivery, 'id'))
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Enter this address at the sender',
      text: 'And give this source the secret the sender shows. Requests that are older than five minutes, or whose signature does not fit, are refused. Signatures with a public key (v1a) are not checked; the sender must sign with a shared secret (v1).',
      code: { language: 'text', text: '{{hook_url}}' },
    },
    {
      title: 'Test that it arrives',
      text: 'Or send from a script of your own: every message is an alert, titled by its type. An object as `data` may say more, in these words: fingerprint, status (firing or resolved), severity, title, summary, started_at, ended_at, link, test, labels.',
      code: {
        language: 'sh',
        text: `SECRET='whsec_…'   # the secret of this source
ID="msg_$(openssl rand -hex 12)"; NOW=$(date +%s)
BODY='{"type":"backup.failed","timestamp":"'"$(date -u +%FT%TZ)"'","data":{"fingerprint":"backup/orders","status":"firing","severity":"critical","title":"Backup of orders failed","test":true}}'
KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -vtx1 | tr -d ' \\n')
SIGNATURE=$(printf %s "$ID.$NOW.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)
curl -sS '{{hook_url}}' -H 'content-type: application/json' -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" \\
  -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"`,
      },
    },
  ],
})

function headerOf(delivery: IncomingDelivery, name: 'id' | 'timestamp' | 'signature'): string | undefined {
  return delivery.headers[`webhook-${name}`] ?? delivery.headers[`svix-${name}`]
}

function failed(reason: string): Authentication {
  return { kind: 'failed', reason }
}

function authenticateStandard(delivery: IncomingDelivery, secret: string, verifier: Verifier): Authentication {
  const [id, timestamp, signature] = [headerOf(delivery, 'id'), headerOf(delivery, 'timestamp'), headerOf(delivery, 'signature')]
  if (!id || !timestamp || !signature) {
    return failed(
      'A signing secret is set for this source, but one of the headers webhook-id, webhook-timestamp and webhook-signature is missing.',
    )
  }
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  if (!(Math.abs(delivery.receivedAt - seconds * 1000) <= timestampTolerance)) {
    return failed('The signed time of the request is more than five minutes from ours: it was sent again, or a clock is wrong.')
  }
  const keys = keysOf(secret)
  if (keys.length === 0) return failed('The secret of this source is not one that signs with v1: it is the base64 text behind whsec_.')
  const candidates = signature
    .split(' ', 40)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => part.slice(3))
  if (candidates.length === 0) return failed('The webhook-signature header has no signature of version v1, the only one that is checked.')
  const message = joinBytes(utf8OfText(`${id}.${timestamp}.`), delivery.body)
  return keys.some((key) => matchesHmac(verifier, key, message, 'base64', candidates))
    ? { kind: 'verified', by: 'webhook-signature v1, HMAC-SHA256' }
    : failed(
        'No signature in the webhook-signature header fits the body: the secret of this source is another one than the sender’s, or the body was changed on the way.',
      )
}

/** The key is the base64 behind `whsec_`, padded or not. More than one secret: the old and the new one, while it is being changed. */
function keysOf(secret: string): Uint8Array[] {
  return secret
    .trim()
    .split(/\s+/, 4)
    .map((one) => bytesOfBase64(one.startsWith('whsec_') ? one.slice(6) : one))
    .filter((key) => key !== null)
}

function observeMessage(payload: JsonValue, id: string | undefined): Interpretation {
  const data = pick(payload, 'data')
  const plain = readPlainAlert(isObject(data) ? data : payload)
  const type = pickText(payload, 'type')
  const title = firstText(plain.title, type)
  if (title === null) {
    return unreadable(
      'The message has no `type`, and its data no `title`. Send a type, as the format asks, or use a generic source with a mapping.',
    )
  }
  const sentAt = readTime(pick(payload, 'timestamp'))
  return oneObservation({
    ...plain.said,
    fingerprint: plain.fingerprint ?? id ?? `derived:${shortHash(JSON.stringify([type, title]))}`,
    title,
    startedAt: plain.said.startedAt ?? (plain.said.status === 'firing' ? sentAt : null),
    endedAt: plain.said.endedAt ?? sentAt,
    labels: [['type', type], ...(plain.said.labels ?? [])],
  })
}
