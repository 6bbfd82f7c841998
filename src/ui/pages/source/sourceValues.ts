// What the form of a source holds, and how it becomes what is sent.
import type { Integration, Source } from './sourceShape.ts'

export type SourceValues = {
  name: string
  /** Undefined: leave the one that is set. */
  secret: string | null | undefined
  heartbeat_seconds: number | null
  review_target_seconds: number
  coverage_intent: Source['coverage_intent']
  mapping: Record<string, unknown> | null
  certificates: Record<string, string> | undefined
}

const day = 86_400

export function newSourceValues(integration: Integration): SourceValues {
  return {
    name: integration.title,
    secret: undefined,
    heartbeat_seconds: null,
    review_target_seconds: day,
    coverage_intent: '24x7',
    mapping: null,
    certificates: undefined,
  }
}

export function valuesOf(source: Source): SourceValues {
  return {
    name: source.name,
    secret: undefined,
    heartbeat_seconds: source.heartbeat_seconds,
    review_target_seconds: source.review_target_seconds,
    coverage_intent: source.coverage_intent,
    mapping: source.mapping,
    certificates: undefined,
  }
}

const units: Record<string, number> = { min: 60, h: 3_600, d: day }

/** `90 min`, `4 h`, `1 d`; null where it cannot be read. */
export function readDuration(text: string): number | null {
  const match = /^\s*(\d{1,6})\s*(min|h|d)\s*$/i.exec(text)
  const unit = units[match?.[2]?.toLowerCase() ?? '']
  return match && unit ? Number(match[1]) * unit : null
}

const most = 90 * day

export function durationProblem(text: string): string | undefined {
  const seconds = readDuration(text)
  if (seconds === null) return 'Write a number and min, h or d: 30 min, 4 h, 1 d.'
  if (seconds < 60 || seconds > most) return 'Between 1 min and 90 d.'
  return undefined
}
