// How an AWS message arrives: bare, as an EventBridge event, or wrapped by SNS. Shared by the AWS integrations.
import type { Interpretation } from '../core/alert/observation.ts'
import type { Authentication, IncomingDelivery, SourceSettings, Verifier } from './defineIntegration.ts'
import { pick, pickText } from './pick.ts'
import { type JsonValue, readJson, readJsonText } from './readJson.ts'
import { authenticateSns, confirmationOf, type SnsMessage, snsMessages } from './snsEnvelope.ts'
import { keyText } from './text.ts'
import { nothing, unreadable } from './toObservation.ts'

/** The SNS message id or the EventBridge event id; a replayed event keeps its id. An id of zeros only is a placeholder. */
export function awsDeliveryId(delivery: IncomingDelivery): string | null {
  const payload = readJson(delivery.body)
  if (!payload.ok) return null
  const sns = snsMessages(payload.value)
  if (sns) return sns.messages.length === 1 && sns.messages[0] ? keyText(sns.messages[0].id, 200) : null
  const id = pick(payload.value, 'detail-type') === undefined ? null : pickText(payload.value, 'id')
  return id === null || /^[0-]*$/.test(id) ? null : keyText(id, 200)
}

/** What SNS sends itself must carry its signature; an API destination signs nothing, nor does a function that passes a message on. */
export function authenticateAws(delivery: IncomingDelivery, settings: SourceSettings, verifier: Verifier): Authentication {
  const payload = readJson(delivery.body)
  const sns = payload.ok ? snsMessages(payload.value) : null
  return sns?.direct ? authenticateSns(sns.messages, delivery, settings, verifier) : { kind: 'url_only' }
}

/** Unwraps SNS where it is there and hands the message itself to `read`. */
export function observeAws(delivery: IncomingDelivery, read: (payload: JsonValue) => Interpretation): Interpretation {
  const payload = readJson(delivery.body)
  if (!payload.ok) return unreadable(payload.reason)
  const sns = snsMessages(payload.value)
  if (!sns) return read(payload.value)
  return observeSns(sns.messages, (message) => {
    const inner = readJsonText(message.message)
    return inner.ok
      ? read(inner.value)
      : unreadable(
          `The SNS message is plain text, not an alert of this tool: connect the topic to an Amazon SNS source to keep such messages.`,
        )
  })
}

export function observeSns(messages: readonly SnsMessage[], notification: (message: SnsMessage) => Interpretation): Interpretation {
  const read = messages.map((message) => (message.type === 'Notification' ? notification(message) : observeConfirmation(message)))
  const [first] = read
  if (read.length === 1 && first) return first
  const said = read.filter((one) => one.kind === 'observations')
  if (said.length === 0) return first ?? nothing('The request holds no SNS message.')
  const omitted = said.reduce((total, one) => total + (one.omitted ?? 0), 0) + read.length - said.length
  const observations = said.flatMap((one) => one.observations)
  return omitted > 0 ? { kind: 'observations', observations, omitted } : { kind: 'observations', observations }
}

function observeConfirmation(message: SnsMessage): Interpretation {
  if (message.type === 'UnsubscribeConfirmation') {
    return nothing(`The topic ${message.topic} no longer sends here: its subscription was ended. Subscribe again if that was not meant.`)
  }
  const confirm = confirmationOf(message)
  if (!confirm) return unreadable('The SubscribeURL does not lead to Amazon SNS and this topic, so it is not followed.')
  return { kind: 'nothing', reason: `The topic ${message.topic} asks whether it may send here.`, confirm }
}
