// A body in the form of an HTML form (`name=value&…`), which some tools send on request.
import { textOfUtf8 } from './bytes.ts'
import type { IncomingDelivery } from './defineIntegration.ts'
import type { JsonObject } from './readJson.ts'

export function isForm(delivery: IncomingDelivery): boolean {
  return (delivery.headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')
}

/** Null where the body is no form. Of two fields with one name the last wins. */
export function readForm(body: Uint8Array): JsonObject | null {
  const text = textOfUtf8(body)
  if (text === null || !text.includes('=')) return null
  const fields = new Map<string, string>()
  for (const pair of text.split('&', 1000)) {
    const equals = pair.indexOf('=')
    const name = decodeField(equals < 0 ? pair : pair.slice(0, equals))
    const value = decodeField(equals < 0 ? '' : pair.slice(equals + 1))
    if (name === null || value === null) return null
    if (name !== '') fields.set(name, value)
  }
  return Object.fromEntries(fields)
}

export function decodeField(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}
