// Whom to reach, in which order, by which means; and what would keep that from working tonight.
import type { Duration } from '../document/duration.ts'
import { day, formatInstant, type Instant } from '../kernel/instant.ts'
import { onCallAt, type Rotation } from './rotation.ts'

export type EscalationTarget = { kind: 'rotation'; rotation: string } | { kind: 'person'; person: string }

export type EscalationLevel = {
  target: EscalationTarget
  /** Who is reached where the target does not answer: another person or rotation. */
  backup: EscalationTarget | null
  /** `pagerduty`, `phone`, `sms`, … */
  mechanism: string | null
  /** What the mechanism calls it: a paging policy's or service's name. */
  pagingPolicy: string | null
  /** `#security-oncall`. */
  channel: string | null
  /** `tel:` and `https:` links to tap. */
  call: string | null
  chat: string | null
  /** How long to wait for an answer before the next level. */
  waitBeforeNext: Duration | null
  /** When this level was last seen to reach someone. */
  lastVerified: Instant | null
}

export type EscalationPath = { id: string; name: string; levels: readonly EscalationLevel[] }

/** Somebody reads in it, at every level, whom to reach by what, and who stands in: a document that names it need not say so again. */
export function isWhole({ levels }: { levels: readonly { mechanism: unknown; backup: unknown; channel: unknown }[] }): boolean {
  return levels.length > 0 && levels.every(({ mechanism, backup, channel }) => mechanism !== null && backup !== null && channel !== null)
}

/** Somebody a path can name. */
export type Reachable = { person: string; name: string; activeUntil: Instant | null }

export type Directory = { people: readonly Reachable[]; rotations: readonly Rotation[] }

export const pathRules = [
  'no-levels',
  'single-level',
  'nobody-on-call',
  'rotation-unknown',
  'person-unknown',
  'person-left',
  'backup-missing',
  'backup-is-primary',
  'no-channel',
  'no-mechanism',
  'no-wait',
  'never-verified',
  'verified-long-ago',
] as const
export type PathRule = (typeof pathRules)[number]

/** `level` counts from 1; null where the whole path is meant. */
export type PathProblem = { rule: PathRule; level: number | null; message: string }

/** People change phones and teams: what reached somebody a quarter ago may not tonight. */
const verifiedEvery = 90 * day

export function problemsOfPath(path: EscalationPath, directory: Directory, now: Instant): PathProblem[] {
  const whole: PathProblem[] = []
  if (path.levels.length === 0) whole.push({ rule: 'no-levels', level: null, message: `${path.name} names nobody.` })
  if (path.levels.length === 1) {
    whole.push({ rule: 'single-level', level: null, message: `${path.name} has one level: if it does not answer, nobody is called.` })
  }
  return [...whole, ...path.levels.flatMap((level, index) => problemsOfLevel(level, index + 1, path, directory, now))]
}

function problemsOfLevel(level: EscalationLevel, number: number, path: EscalationPath, directory: Directory, now: Instant): PathProblem[] {
  const problems: PathProblem[] = []
  const say = (rule: PathRule, message: string) => problems.push({ rule, level: number, message: `Level ${number}: ${message}` })
  for (const target of [level.target, ...(level.backup === null ? [] : [level.backup])]) sayTarget(target, directory, now, say)
  if (level.backup === null) say('backup-missing', 'nobody stands in where the first does not answer.')
  else sayBackup(level.target, level.backup, directory, now, say)
  if (level.channel === null) say('no-channel', 'no channel says where the work is talked about.')
  if (level.mechanism === null) say('no-mechanism', 'it does not say how they are reached.')
  if (level.waitBeforeNext === null && number < path.levels.length)
    say('no-wait', 'it does not say how long to wait before the next level.')
  if (level.lastVerified === null) say('never-verified', 'it was never tried whether this reaches anybody.')
  else if (now - level.lastVerified > verifiedEvery) {
    say('verified-long-ago', `it was last seen to reach somebody on ${formatInstant(level.lastVerified).slice(0, 10)}.`)
  }
  return problems
}

type Say = (rule: PathRule, message: string) => unknown

function sayTarget(target: EscalationTarget, { people, rotations }: Directory, now: Instant, say: Say): void {
  if (target.kind === 'person') {
    sayPerson(target.person, people, now, say)
    return
  }
  const rotation = rotations.find(({ id }) => id === target.rotation)
  if (rotation === undefined) {
    say('rotation-unknown', `there is no rotation “${target.rotation}”.`)
    return
  }
  const onCall = onCallAt(rotation, now)
  if (onCall === null) say('nobody-on-call', `nobody is on call in ${rotation.name} now.`)
  for (const person of new Set([...rotation.people, ...(onCall === null ? [] : [onCall.person])])) sayPerson(person, people, now, say)
}

function sayPerson(id: string, people: readonly Reachable[], now: Instant, say: Say): void {
  const person = people.find((one) => one.person === id)
  if (person === undefined) say('person-unknown', `“${id}” is not in the directory.`)
  else if (person.activeUntil !== null && person.activeUntil <= now) {
    say('person-left', `${person.name} left on ${formatInstant(person.activeUntil).slice(0, 10)}.`)
  }
}

/** Judged by who would be woken now: two rotations of the same people may meet. */
function sayBackup(target: EscalationTarget, backup: EscalationTarget, { people, rotations }: Directory, now: Instant, say: Say): void {
  const same = JSON.stringify(target) === JSON.stringify(backup)
  const [first, second] = [personOf(target, rotations, now), personOf(backup, rotations, now)]
  if (!same && (first === null || first !== second)) return
  const name = people.find(({ person }) => person === first)?.name ?? first ?? 'the same rotation'
  say('backup-is-primary', `the backup is whoever did not answer already (${name}).`)
}

export function personOf(target: EscalationTarget, rotations: readonly Rotation[], now: Instant): string | null {
  if (target.kind === 'person') return target.person
  const rotation = rotations.find(({ id }) => id === target.rotation)
  return rotation === undefined ? null : (onCallAt(rotation, now)?.person ?? null)
}
