// What a tool said about its alerts, brought within the limits an observation promises.
import type { AlertStatus, Interpretation, Observation } from '../core/alert/observation.ts'
import type { Instant } from '../core/kernel/instant.ts'
import { absoluteLink } from './link.ts'
import type { JsonValue } from './readJson.ts'
import { cleanLine, cleanText, keyText } from './text.ts'

/** As read from the payload, unlimited and unclean; everything that may be missing may be left out. */
export type Said = {
  fingerprint: string
  status: AlertStatus
  title: string
  severity?: string | null
  summary?: string | null
  startedAt?: Instant | null
  endedAt?: Instant | null
  link?: JsonValue | undefined
  isTest?: boolean
  labels?: readonly (readonly [string, string | null])[]
}

/** What one delivery may say. A payload with more is hostile or broken; the rest is counted as left out, not dropped in silence. */
export const observationLimit = 10_000

export function toObservation(said: Said): Observation {
  return {
    fingerprint: keyText(said.fingerprint, 512),
    status: said.status,
    severity: cleanLine(said.severity ?? '', 100) || null,
    title: cleanLine(said.title, 500) || 'An alert without a title',
    summary: cleanText(said.summary ?? '', 4000) || null,
    startedAt: said.startedAt ?? null,
    endedAt: said.status === 'resolved' ? (said.endedAt ?? null) : null,
    link: absoluteLink(said.link),
    isTest: said.isTest ?? false,
    labels: limitedLabels(said.labels ?? []),
  }
}

function limitedLabels(pairs: readonly (readonly [string, string | null])[]): Readonly<Record<string, string>> {
  const labels = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (labels.size >= 64) break
    const key = cleanLine(name, 100)
    const text = cleanLine(value ?? '', 500)
    // `__proto__` as a member means something else to careless code further on.
    if (key !== '' && text !== '' && key !== '__proto__' && !labels.has(key)) labels.set(key, text)
  }
  return Object.fromEntries(labels)
}

/**
 * Reads each element of a list. An element `read` can make nothing of (null) is counted as left out, so that one broken
 * element does not cost the others and is still seen.
 */
export function toObservations(
  elements: readonly JsonValue[],
  read: (element: JsonValue, index: number) => Said | null,
  omitted = 0,
): Interpretation {
  return gather(elements.slice(0, observationLimit).map(read), omitted + Math.max(0, elements.length - observationLimit))
}

export function gather(said: readonly (Said | null)[], omitted: number): Interpretation {
  const observations = said.filter((one) => one !== null).map(toObservation)
  const left = omitted + said.length - observations.length
  return left > 0 ? { kind: 'observations', observations, omitted: left } : { kind: 'observations', observations }
}

export function oneObservation(said: Said): Interpretation {
  return { kind: 'observations', observations: [toObservation(said)] }
}

export function nothing(reason: string): Interpretation {
  return { kind: 'nothing', reason }
}

export function unreadable(reason: string): Interpretation {
  return { kind: 'unreadable', reason: cleanLine(reason, 500) }
}
