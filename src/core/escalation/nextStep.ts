// What is to happen next with the escalation of an incident? A function of what was tried, so that nothing has to be remembered but rows.
import type { PageId, PathId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Page, PageFailure } from './page.ts'

/** Who a target comes to at this moment; or why it comes to nobody. */
export type Resolved =
  | { personId: PersonId; name: string }
  | { nobody: Extract<PageFailure, 'nobody-on-rotation' | 'person-left'>; name: string }

export type ResolvedLevel = { target: Resolved; backup: Resolved | null }

/** `number` counts from 1. */
export type Attempt = { number: number; standsIn: boolean }

export type Situation = {
  pathId: PathId
  levels: readonly ResolvedLevel[]
  /** Every page of the incident, oldest first. */
  pages: readonly Page[]
  acknowledgedAt: Instant | null
  /** Closed, dismissed or merged: nobody is called any more. */
  isOver: boolean
}

export type Rest = 'not-begun' | 'answered' | 'stopped' | 'exhausted'

export type Step =
  | { kind: 'rests'; because: Rest }
  | { kind: 'waits'; pageId: PageId; until: Instant | null }
  /** Its time has passed without an answer: it ends so, and then it is asked again what is next. */
  | { kind: 'gives-up'; pageId: PageId }
  | { kind: 'pages'; attempt: Attempt; to: Resolved }

export function nextStep(situation: Situation, now: Instant): Step {
  const { pages, acknowledgedAt, isOver } = situation
  const mine = pagesOfPath(situation)
  const latest = mine.at(-1)
  if (latest === undefined) return { kind: 'rests', because: isOver ? 'stopped' : 'not-begun' }
  if (isOver || (acknowledgedAt !== null && acknowledgedAt >= latest.askedAt)) return { kind: 'rests', because: 'stopped' }
  // Whoever answers has it, by whichever way they were called. What is asked for after that begins anew.
  if (pages.some(({ end }) => end?.kind === 'answered' && end.at >= latest.askedAt)) return { kind: 'rests', because: 'answered' }
  const since = settledBefore(situation, latest)
  const silent = mine.find(({ end, askedAt, escalatesAt }) => end === null && askedAt > since && escalatesAt !== null && escalatesAt <= now)
  if (silent !== undefined) return { kind: 'gives-up', pageId: silent.pageId }
  if (latest.end === null) return { kind: 'waits', pageId: latest.pageId, until: latest.escalatesAt }
  return attemptAfter(situation, latest, latest.end.kind === 'failed' ? latest.end.why : 'no-answer')
}

/** Whom a person would page now: where a page still waits, whoever comes after it. Null: somebody answered, or everybody was tried. */
export function nextAttempt(situation: Situation, now: Instant): Extract<Step, { kind: 'pages' }> | null {
  const latest = pagesOfPath(situation).at(-1)
  if (latest === undefined) return situation.isOver ? null : firstOf(situation, [{ number: 1, standsIn: false }])
  const step = nextStep(situation, now)
  if (step.kind === 'rests') return null
  const after = step.kind === 'pages' ? step : attemptAfter(situation, latest, 'no-answer')
  return after.kind === 'pages' ? after : null
}

function pagesOfPath({ pages, pathId }: Situation): Page[] {
  return pages.filter(({ level }) => level?.pathId === pathId)
}

function attemptAfter(situation: Situation, latest: Page, why: PageFailure): Step {
  const tried = triedNow(situation, latest)
  const open = attemptsAfter(latest, why, situation.levels.length).filter(({ number, standsIn }) => !tried.has(nameOf(number, standsIn)))
  return firstOf(situation, open) ?? { kind: 'rests', because: 'exhausted' }
}

function firstOf({ levels }: Situation, attempts: readonly Attempt[]): Extract<Step, { kind: 'pages' }> | null {
  for (const attempt of attempts) {
    const to = resolvedOf(levels, attempt)
    if (to !== null) return { kind: 'pages', attempt, to }
  }
  return null
}

/** Null where nobody is named, or the backup is whoever was tried already. */
export function resolvedOf(levels: readonly ResolvedLevel[], { number, standsIn }: Attempt): Resolved | null {
  const level = levels[number - 1]
  if (level === undefined) return null
  if (!standsIn) return level.target
  const { target, backup } = level
  const same = backup !== null && 'personId' in backup && 'personId' in target && backup.personId === target.personId
  return same ? null : backup
}

/**
 * Silence passes a level over, as the policy says; what is known not to work goes to the backup without waiting. Behind the last level there
 * is nobody to pass on to, so its backup is tried also after silence.
 */
function attemptsAfter(latest: Page, why: PageFailure, count: number): Attempt[] {
  if (latest.level === null) return []
  const { number, standsIn } = latest.level
  const attempts: Attempt[] = []
  if (!standsIn && (why !== 'no-answer' || number === count)) attempts.push({ number, standsIn: true })
  for (let next = number + 1; next <= count; next++) {
    attempts.push({ number: next, standsIn: false })
    attempts.push({ number: next, standsIn: true })
  }
  return attempts
}

const nameOf = (number: number, standsIn: boolean) => `${number} ${standsIn}`

/** When it was last answered or acknowledged: a later call for help may go to the same people again. */
function settledBefore({ pages, acknowledgedAt }: Situation, latest: Page): number {
  const settled = [acknowledgedAt, ...pages.map(({ end }) => (end?.kind === 'answered' ? end.at : null))]
  return Math.max(Number.NEGATIVE_INFINITY, ...settled.filter((at): at is Instant => at !== null && at < latest.askedAt))
}

function triedNow(situation: Situation, latest: Page): Set<string> {
  const since = settledBefore(situation, latest)
  const tried = pagesOfPath(situation).filter(({ askedAt }) => askedAt > since)
  return new Set(tried.flatMap(({ level }) => (level === null ? [] : [nameOf(level.number, level.standsIn)])))
}
