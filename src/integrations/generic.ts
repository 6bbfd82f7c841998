// Any tool that can post JSON: by a mapping that the user writes and tries here, or in our own words without one.
import type { Interpretation, Observation } from '../core/alert/observation.ts'
import { formatInstant } from '../core/kernel/instant.ts'
import { defineIntegration } from './defineIntegration.ts'
import { absoluteLink } from './link.ts'
import { applyMapping, mappingSchema, observeMapped, plainText } from './mapping.ts'
import { listOf, pick } from './pick.ts'
import { readPlainAlert } from './plainAlert.ts'
import { escapeStep } from './pointer.ts'
import { isForm, readForm } from './readForm.ts'
import { type JsonValue, readJson, readJsonText } from './readJson.ts'
import { readTime } from './readTime.ts'
import { cleanLine, keyText } from './text.ts'
import { type Said, toObservations, unreadable } from './toObservation.ts'

export const generic = defineIntegration({
  id: 'generic',
  title: 'Any other tool',
  summary: 'Whatever posts JSON: you say where in it the alert is, and try that against a sample.',
  signature: 'none',
  secretHint: null,
  closes: 'configured',
  answerRefused: 'refuse',
  deliveryId: (delivery) => {
    const id = delivery.headers['idempotency-key']
    return id ? keyText(id, 200) : null
  },
  authenticate: () => ({ kind: 'url_only' }),
  observe: (delivery, settings) => {
    const form = isForm(delivery) ? readForm(delivery.body) : null
    const payload = form ? { ok: true as const, value: form } : readJson(delivery.body)
    if (!payload.ok) return unreadable(payload.reason)
    return settings.mapping ? observeMapped(payload.value, settings.mapping) : observePlain(payload.value)
  },
  secretsInBody: [],
  setup: [
    {
      title: 'Send an alert in our own words',
      text: 'Without a mapping the payload says: title; and if it likes fingerprint, status (firing or resolved), severity, summary, started_at, ended_at, link, test, labels. To close the alert, send the same fingerprint with the status resolved. With the header Idempotency-Key a request that is sent twice counts once.',
      code: {
        language: 'sh',
        text: `curl -sS '{{hook_url}}' -H 'content-type: application/json' \\
  -d '{ "fingerprint": "backup/orders", "status": "firing", "severity": "critical", "title": "Backup of orders failed", "test": true }'`,
      },
    },
    {
      title: 'Or write a mapping',
      text: 'For a tool whose payload you cannot choose. A field is a JSON pointer (/monitor/name), or text with pointers in braces; with items, pointers start at the alert, and ^/… at the top of the payload. Paste a sample and try it before you save.',
      code: {
        language: 'json',
        text: `{
  "fingerprint": "/check_id",
  "title": "{/check_name} is {/current_state}",
  "status": { "value": "/current_state", "resolved": ["UP"] },
  "severity": "/importance_level",
  "summary": "/long_description",
  "started_at": "/state_changed_timestamp",
  "ended_at": "/state_changed_timestamp",
  "labels": { "check": "/check_type" }
}`,
      },
    },
    {
      title: 'Say that you are alive',
      text: 'A tool that speaks up only when something is wrong is silent when it is broken. Let it call the heartbeat address as well, from the same job that would raise the alert.',
      code: { language: 'sh', text: "*/5 * * * *  check-backups && curl -fsS -X POST '{{heartbeat_url}}' >/dev/null" },
    },
    {
      title: 'Test that it arrives',
      text: 'Let the tool send its test message, or run the command above; the delivery is listed at once, and if it could not be read it says why.',
    },
  ],
})

function observePlain(payload: JsonValue): Interpretation {
  const alerts = Array.isArray(payload) ? payload : listOf(pick(payload, 'alerts'))
  const items: readonly JsonValue[] = alerts.length > 0 ? alerts : [payload]
  if (!items.some((item) => readPlain(item) !== null)) {
    return unreadable('The payload has no `title`. Send one, or write a mapping for this source that says where the title is.')
  }
  return toObservations(items, readPlain)
}

function readPlain(item: JsonValue): Said | null {
  const { title, fingerprint, said } = readPlainAlert(item)
  return title === null ? null : { ...said, title, fingerprint: fingerprint ?? title }
}

export type FieldTrial = { alert: number; field: string; written: string; value: string | null }

export type MappingTrial = {
  /** The sample would be accepted and make the alerts below. */
  ok: boolean
  /** `pointer`: into the mapping, or empty where the sample itself is at fault. */
  problems: readonly { pointer: string; message: string }[]
  alerts: readonly Observation[]
  /** What each field found, for the first alerts. */
  fields: readonly FieldTrial[]
}

const shownAlerts = 20
const shownProblems = 50

/** Tries a mapping against a pasted sample, with the very code that will read deliveries. */
export function tryMapping(written: unknown, sample: string): MappingTrial {
  const mapping = mappingSchema.safeParse(written)
  if (!mapping.success) {
    const problems = mapping.error.issues.map((issue) => ({
      pointer: issue.path.map((step) => `/${escapeStep(String(step))}`).join(''),
      message: issue.message,
    }))
    return { ok: false, problems: problems.slice(0, shownProblems), alerts: [], fields: [] }
  }
  const payload = readJsonText(sample)
  if (!payload.ok) return { ok: false, problems: [{ pointer: '', message: payload.reason }], alerts: [], fields: [] }
  const fields: FieldTrial[] = []
  const problems: { pointer: string; message: string }[] = []
  const interpretation = applyMapping(mapping.data, payload.value, (item, field, place, found) => {
    if (item >= shownAlerts) return
    fields.push({ alert: item + 1, field, written: place, value: shownValue(field, found) })
    const message = problemOf(field, found)
    if (message) problems.push({ pointer: `/${field}`, message: `Alert ${item + 1}: ${message} (${place})` })
  })
  if (interpretation.kind !== 'observations')
    problems.unshift({ pointer: mapping.data.items === undefined ? '' : '/items', message: interpretation.reason })
  const alerts = interpretation.kind === 'observations' ? interpretation.observations : []
  return { ok: alerts.length > 0, problems: problems.slice(0, shownProblems), alerts: alerts.slice(0, shownAlerts), fields }
}

const times = new Set(['started_at', 'ended_at'])

function shownValue(field: string, found: JsonValue | undefined): string | null {
  const time = times.has(field) ? readTime(found) : null
  if (time !== null) return formatInstant(time)
  const text = plainText(found)
  return text === null ? null : cleanLine(text, 500)
}

function problemOf(field: string, found: JsonValue | undefined): string | null {
  if (found === undefined) return 'there is nothing at this place'
  if (found === null) return null
  const text = plainText(found)
  if (text === null) return typeof found === 'string' ? 'the text is empty' : 'there is a list or an object, not a text or a number'
  if (times.has(field) && readTime(found) === null) {
    return `“${cleanLine(text, 60)}” names no instant; a time needs its zone (write {/place}Z for UTC) or is a number of seconds or milliseconds since 1970`
  }
  return field === 'link' && absoluteLink(found) === null
    ? `“${cleanLine(text, 60)}” is not a whole link that begins with http:// or https://`
    : null
}
