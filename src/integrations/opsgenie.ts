// Opsgenie: its outgoing webhook integration.
import type { Interpretation } from '../core/alert/observation.ts'
import { defineIntegration } from './defineIntegration.ts'
import { firstText, isObject, listOf, pick, pickText, textOf } from './pick.ts'
import { type JsonObject, readJson } from './readJson.ts'
import { readTime } from './readTime.ts'
import { keyText, shortHash } from './text.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

export const opsgenie = defineIntegration({
  id: 'opsgenie',
  title: 'Opsgenie',
  summary: 'Alerts of Opsgenie, through its outgoing webhook.',
  signature: 'none',
  secretHint: null,
  closes: 'always',
  answerRefused: 'accept',
  // Opsgenie does not number its requests; what was done to which alert, and the nanosecond, is the same on a retry.
  deliveryId: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return null
    const parts = [
      pickText(payload.value, 'action'),
      pickText(payload.value, 'alert', 'alertId'),
      pickText(payload.value, 'alert', 'updatedAt'),
    ]
    return parts.every((part) => part !== null) ? keyText(parts.join(':'), 200) : null
  },
  authenticate: () => ({ kind: 'url_only' }),
  observe: (delivery) => {
    const payload = readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    const alert = pick(payload.value, 'alert')
    const action = pickText(payload.value, 'action')
    if (!isObject(alert) || action === null) return unreadable('This is not an Opsgenie webhook: it must have an `action` and an `alert`.')
    return observeAction(action, alert)
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Add an outgoing webhook',
      text: 'In Opsgenie: Settings → Integrations → Add integration → Webhook (or a team’s Integrations tab). Webhook URL as below. Switch on “Add alert description” and “Add alert details”.',
      code: { language: 'text', text: '{{hook_url}}' },
    },
    {
      title: 'Choose the alert actions',
      text: 'At least: alert is created, acknowledged, unacknowledged, escalated, closed, deleted. Without “closed” and “deleted” no alert ever closes here.',
    },
    {
      title: 'Test that it arrives',
      text: 'Create an alert by hand (Alerts → Create alert) and close it again: it opens and closes here. Opsgenie marks nothing as a test, so dispose of it as one.',
    },
  ],
})

const closing = new Set(['close', 'delete'])
/** Done only to alerts that are open, so they say that the alert still is. */
const open = new Set([
  'create',
  'acknowledge',
  'unacknowledge',
  'escalate',
  'escalatenext',
  'escalatetonext',
  'snooze',
  'snoozeended',
  'assignownership',
  'takeownership',
])

function observeAction(action: string, alert: JsonObject): Interpretation {
  const known = action.toLowerCase()
  const ended = closing.has(known)
  if (!ended && !open.has(known)) {
    return nothing(`“${action}” can be done to an open alert as well as to a closed one, so it does not say how the alert stands.`)
  }
  const id = firstText(pickText(alert, 'alertId'), pickText(alert, 'alias'))
  const message = pickText(alert, 'message')
  if (id === null && message === null) return unreadable('The Opsgenie alert has neither an id nor a message.')
  return oneObservation({
    fingerprint: id ?? `derived:${shortHash(message ?? '')}`,
    status: ended ? 'resolved' : 'firing',
    severity: pickText(alert, 'priority'),
    title: message ?? 'Opsgenie alert',
    summary: pickText(alert, 'description'),
    startedAt: readTime(pick(alert, 'createdAt')),
    // Nanoseconds, beyond what a number can hold; closing is the last thing done to the alert.
    endedAt: readTime(pick(alert, 'updatedAt')),
    labels: [
      ['alias', pickText(alert, 'alias')],
      ['entity', pickText(alert, 'entity')],
      ['source', pickText(alert, 'source')],
      ['tiny_id', pickText(alert, 'tinyId')],
      ['action', action],
      ['tags', textsOf(alert, 'tags')],
      ['teams', textsOf(alert, 'teams')],
    ],
  })
}

function textsOf(alert: JsonObject, member: string): string | null {
  const texts = listOf(pick(alert, member))
    .map(textOf)
    .filter((text) => text !== null)
  return texts.length > 0 ? texts.slice(0, 20).join(', ') : null
}
