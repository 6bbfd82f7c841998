// What Amazon SNS wraps around every message: who sent it, its signature, and the confirmation of a subscription.
import type { SubscriptionConfirmation } from '../core/alert/observation.ts'
import { bytesOfBase64, utf8OfText } from './bytes.ts'
import type { Authentication, IncomingDelivery, SourceSettings, Verifier } from './defineIntegration.ts'
import { parseUrl } from './link.ts'
import { isObject, listOf, pick, pickText } from './pick.ts'
import type { JsonObject, JsonValue } from './readJson.ts'

/** One message in its envelope. `fields` are the members as they came: the signature is over exactly those. */
export type SnsMessage = { type: string; id: string; topic: string; subject: string | null; message: string; fields: JsonObject }

const types = ['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']

/** Null where the payload is no SNS envelope. `direct`: sent by SNS itself, not passed on by a Lambda function (`Records[].Sns`). */
export function snsMessages(payload: JsonValue): { messages: SnsMessage[]; direct: boolean } | null {
  const direct = snsMessage(payload)
  if (direct) return { messages: [direct], direct: true }
  const records = listOf(pick(payload, 'Records'))
  const passedOn = records.map((record) => snsMessage(pick(record, 'Sns')))
  return passedOn.length > 0 && passedOn.every((message) => message !== null) ? { messages: passedOn as SnsMessage[], direct: false } : null
}

function snsMessage(value: JsonValue | undefined): SnsMessage | null {
  const [type, id, topic, message] = ['Type', 'MessageId', 'TopicArn', 'Message'].map((member) => pick(value, member))
  if (!isObject(value) || typeof type !== 'string' || !types.includes(type)) return null
  if (typeof id !== 'string' || typeof topic !== 'string' || typeof message !== 'string') return null
  return { type, id, topic, subject: pickText(value, 'Subject'), message, fields: value }
}

const signedNames = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  Confirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

/** The signed text: each name and its value on a line of their own, in the order of the names; an absent Subject is left out. */
export function signedText(message: SnsMessage): string {
  const names = message.type === 'Notification' ? signedNames.Notification : signedNames.Confirmation
  const lines = names.flatMap((name) => {
    const value = pick(message.fields, name)
    return typeof value === 'string' ? [name, value] : []
  })
  return `${lines.join('\n')}\n`
}

const host = /^sns\.[a-z0-9-]{3,}\.amazonaws\.com(?:\.cn)?$/
const certificatePath = /^\/SimpleNotificationService-[0-9a-zA-Z]+\.pem$/

/** An address that only Amazon can answer at: everything else would let a stranger say whom we ask. */
function amazonUrl(text: string | null): ReturnType<typeof parseUrl> {
  const url = text === null ? null : parseUrl(text)
  const safe = url && url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '' && url.hash === ''
  return safe && host.test(url.hostname) ? url : null
}

/** The URL as it must be fetched, or null where it does not lead to a certificate of Amazon SNS. */
export function certificateUrl(message: SnsMessage): string | null {
  // A Lambda function is handed the same envelope with the names spelled differently.
  const written = pickText(message.fields, 'SigningCertURL') ?? pickText(message.fields, 'SigningCertUrl')
  const url = amazonUrl(written)
  return url && certificatePath.test(url.pathname) && url.search === '' ? url.href : null
}

/** Null where the link would lead anywhere but to the confirmation of this very topic at Amazon. */
export function confirmationOf(message: SnsMessage): SubscriptionConfirmation | null {
  const url = amazonUrl(pickText(message.fields, 'SubscribeURL'))
  if (url?.pathname !== '/' || url.searchParams.get('Action') !== 'ConfirmSubscription') return null
  return url.searchParams.get('TopicArn') === message.topic ? { url: url.href, topic: message.topic } : null
}

/** A Lambda function is handed one record at a time; more than this is nothing that SNS or Lambda sends. */
const recordLimit = 10

export function authenticateSns(
  messages: readonly SnsMessage[],
  delivery: IncomingDelivery,
  settings: SourceSettings,
  verifier: Verifier,
): Authentication {
  if (messages.length > recordLimit) return { kind: 'failed', reason: `More than ${recordLimit} SNS messages in one request.` }
  let last: Authentication = { kind: 'failed', reason: 'The request holds no SNS message.' }
  for (const message of messages) {
    last = authenticateMessage(message, delivery, settings, verifier)
    if (last.kind !== 'verified') return last
  }
  return last
}

function authenticateMessage(
  message: SnsMessage,
  delivery: IncomingDelivery,
  settings: SourceSettings,
  verifier: Verifier,
): Authentication {
  const version = pickText(message.fields, 'SignatureVersion')
  const hash = version === '1' ? 'sha1' : version === '2' ? 'sha256' : null
  if (hash === null) return { kind: 'failed', reason: 'The SNS message has no signature of version 1 or 2.' }
  const url = certificateUrl(message)
  if (url === null)
    return { kind: 'failed', reason: 'SigningCertURL does not lead to a certificate of Amazon SNS (https, sns.<region>.amazonaws.com).' }
  const certificate = Object.hasOwn(settings.certificates, url) ? settings.certificates[url] : undefined
  if (certificate === undefined) return { kind: 'needs_certificate', url }
  const written = pick(message.fields, 'Signature')
  const signature = typeof written === 'string' ? bytesOfBase64(written) : null
  if (signature === null) return { kind: 'failed', reason: 'The signature of the SNS message is not base64.' }
  return verifier.rsaVerify(hash, certificate, utf8OfText(signedText(message)), signature, delivery.receivedAt)
    ? { kind: 'verified', by: `Amazon SNS, signature version ${version}` }
    : { kind: 'failed', reason: 'The signature of the SNS message does not fit, or its certificate was not valid when it arrived.' }
}
