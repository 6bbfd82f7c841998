// The group of alerts that Alertmanager sends, and Grafana after it: many alerts in one request, firing and resolved mixed.
import type { Interpretation } from '../core/alert/observation.ts'
import type { Instant } from '../core/kernel/instant.ts'
import { labelFingerprint } from './labelFingerprint.ts'
import { absoluteLink } from './link.ts'
import { firstText, isObject, listOf, pick, pickText, textPairs } from './pick.ts'
import type { JsonObject, JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'
import { keyText, shortHash } from './text.ts'
import { nothing, type Said, toObservations } from './toObservation.ts'

/** Null where the payload is no such group. */
export function alertGroup(payload: JsonValue): JsonObject | null {
  return isObject(payload) && Array.isArray(pick(payload, 'alerts')) ? payload : null
}

/** What differs between the tools: the links of an alert that lead into them, best first, and how they mark a test. */
export type GroupDialect = { links: readonly string[]; isTest: (alert: JsonValue) => boolean }

/** What the group says for all its alerts, looked at once: a group may be long, and a hostile one has long values. */
type Context = { dialect: GroupDialect; receivedAt: Instant; key: string; allResolved: boolean; link: string | null }

export function observeGroup(group: JsonObject, receivedAt: Instant, dialect: GroupDialect): Interpretation {
  const alerts = listOf(pick(group, 'alerts'))
  const truncated = Number(pickText(group, 'truncatedAlerts') ?? 0)
  const omitted = Number.isSafeInteger(truncated) && truncated > 0 ? truncated : 0
  if (alerts.length === 0 && omitted === 0) return nothing('The group has no alerts in it.')
  const context: Context = {
    dialect,
    receivedAt,
    key: keyText(pickText(group, 'groupKey') ?? '', 200),
    allResolved: pickText(group, 'status')?.toLowerCase() === 'resolved',
    link: absoluteLink(pick(group, 'externalURL')),
  }
  return toObservations(alerts, (alert) => readAlert(alert, context), omitted)
}

function readAlert(alert: JsonValue, context: Context): Said | null {
  if (!isObject(alert)) return null
  const labels = textPairs(pick(alert, 'labels'))
  const annotations = pick(alert, 'annotations')
  const summary = pickText(annotations, 'summary')
  const description = firstText(pickText(annotations, 'description'), pickText(annotations, 'message'))
  const endsAt = readTime(pick(alert, 'endsAt'))
  const name = pickText(alert, 'labels', 'alertname')
  return {
    fingerprint: fingerprintOf(alert, labels, context),
    status: isResolved(alert, endsAt, context) ? 'resolved' : 'firing',
    severity: firstText(pickText(alert, 'labels', 'severity'), pickText(annotations, 'severity')),
    title: firstText(name, summary, description) ?? 'Alert without a name',
    summary: [...new Set([summary, description])].filter((line) => line !== null && line !== name).join('\n'),
    startedAt: readTime(pick(alert, 'startsAt')),
    endedAt: endsAt,
    link: linkOf(alert, context),
    isTest: context.dialect.isTest(alert),
    labels,
  }
}

/**
 * The alert's own `fingerprint`; where an old Alertmanager sends none, the one it would have computed. Without labels there is
 * nothing to compute it from, and what else names the alert is hashed.
 */
function fingerprintOf(alert: JsonObject, labels: readonly (readonly [string, string])[], context: Context): string {
  const said = pickText(alert, 'fingerprint')
  if (said !== null) return said
  if (labels.length > 0) return labelFingerprint(labels)
  return `derived:${shortHash(JSON.stringify([context.key, pickText(alert, 'generatorURL'), pickText(alert, 'annotations', 'summary')]))}`
}

/** The alert's own status; before there was one, the group's when all have ended, or an end that lies behind us. */
function isResolved(alert: JsonObject, endsAt: Instant | null, context: Context): boolean {
  const status = pickText(alert, 'status')
  if (status !== null) return status.toLowerCase() === 'resolved'
  return context.allResolved || (endsAt !== null && endsAt <= context.receivedAt)
}

function linkOf(alert: JsonObject, context: Context): string | null {
  for (const name of context.dialect.links) {
    const link = absoluteLink(pick(alert, name))
    if (link !== null) return link
  }
  return context.link
}
