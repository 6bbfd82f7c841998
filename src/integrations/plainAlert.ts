// The alert in our own words: what a script may send when it has no format of its own to keep to.
import { isTrue, pick, pickText, textPairs } from './pick.ts'
import type { JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'
import type { Said } from './toObservation.ts'

export type PlainAlert = { fingerprint: string | null; title: string | null; said: Omit<Said, 'fingerprint' | 'title'> }

const endedWords = new Set(['resolved', 'ok', 'closed', 'recovered'])

/**
 * `fingerprint`, `status`, `severity`, `title`, `summary`, `started_at`, `ended_at`, `link`, `test`, `labels`. All may be
 * missing; an alert whose status is not one of resolved, ok, closed and recovered fires.
 */
export function readPlainAlert(value: JsonValue | undefined): PlainAlert {
  const text = (...names: string[]) => names.map((name) => pickText(value, name)).find((one) => one !== null) ?? null
  const time = (...names: string[]) => names.map((name) => readTime(pick(value, name))).find((one) => one !== null) ?? null
  return {
    fingerprint: text('fingerprint'),
    title: text('title'),
    said: {
      status: endedWords.has(text('status')?.toLowerCase() ?? '') ? 'resolved' : 'firing',
      severity: text('severity'),
      summary: text('summary', 'description', 'message'),
      startedAt: time('started_at', 'startedAt'),
      endedAt: time('ended_at', 'endedAt'),
      link: text('link', 'url'),
      isTest: isTrue(pick(value, 'test')) || isTrue(pick(value, 'is_test')),
      labels: textPairs(pick(value, 'labels')),
    },
  }
}
