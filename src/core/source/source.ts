// How a source is set up, what a change of it comes to, and what goes on record about it.
import type { CoverageIntent } from '../coverage/gap.ts'
import type { SourceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry } from '../ledger/entry.ts'

/** What anybody may see of a source's set-up; secrets are only said to be there. */
export type SourceSetup = {
  name: string
  integration: string
  heartbeatSeconds: number | null
  reviewTargetSeconds: number
  coverageIntent: CoverageIntent
  /** A signing secret is set. */
  signed: boolean
  /** For `generic`: JSON pointers. */
  mapping: Readonly<Record<string, unknown>> | null
  /** Pinned certificates (PEM) by URL. */
  certificates: Readonly<Record<string, string>>
}

export type SourceState = SourceSetup & {
  sourceId: SourceId
  /** Since when its silence is judged by the interval it has now. */
  watchedSince: Instant
  createdAt: Instant
  retiredAt: Instant | null
}

/** Members that are left out stay as they are. `secret`: null takes it away. */
export type SourceChange = Partial<Omit<SourceSetup, 'integration' | 'signed'>> & { secret?: string | null }

type ChangeName = keyof SourceChange

function same(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right)
}

/** A secret that is given is taken for a new one: what it is now is not read to find out. */
function changedNames(source: SourceState, change: SourceChange): ChangeName[] {
  const names = Object.keys(change) as ChangeName[]
  return names.filter((name) => {
    if (change[name] === undefined) return false
    if (name === 'secret') return source.signed || change.secret !== null
    return !same(change[name], source[name])
  })
}

export function refuseRetired(source: SourceState): void {
  if (source.retiredAt === null) return
  throw new Refusal(
    'already_retired',
    `${source.name} was retired: what it sent stays, but it can no longer be changed. Connect a new source.`,
  )
}

export type ChangedSource = { source: SourceState; changed: ChangeName[] }

export function decideSourceChange(source: SourceState, change: SourceChange, now: Instant): ChangedSource {
  refuseRetired(source)
  const changed = changedNames(source, change)
  if (changed.length === 0) throw new Refusal('nothing_changed', `${source.name} is set up exactly like this already.`)
  const { secret, ...setup } = change
  const given = Object.fromEntries(Object.entries(setup).filter(([, value]) => value !== undefined))
  const rewatched = changed.includes('heartbeatSeconds') || changed.includes('coverageIntent')
  const signed = secret === undefined ? source.signed : secret !== null
  return { source: { ...source, ...given, signed, watchedSince: rewatched ? now : source.watchedSince }, changed }
}

/** The whole set-up after the change, so that one entry tells how the source was watched from then on. */
export function sourceEntry(
  kind: 'source.created' | 'source.changed' | 'source.retired',
  source: SourceState,
  by: { id: string },
  now: Instant,
  more: { changed?: readonly string[]; reason?: string } = {},
): NewEntry {
  return {
    kind,
    act: by.id,
    obj: source.sourceId,
    at: now,
    ctl: ['CC7.2'],
    detail: {
      name: source.name,
      integration: source.integration,
      heartbeat_seconds: source.heartbeatSeconds,
      review_target_seconds: source.reviewTargetSeconds,
      coverage_intent: source.coverageIntent,
      signed: source.signed,
      ...(more.changed ? { changed: [...more.changed].sort() } : {}),
      ...(more.reason === undefined ? {} : { reason: more.reason }),
    },
  }
}
