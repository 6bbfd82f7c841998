// What may be set on an escalation path, what a change comes to, and what goes on record.
import type { Instant } from '../kernel/instant.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { NewEntry, SlotValue } from '../ledger/entry.ts'
import type { By } from './decidePage.ts'
import type { StoredLevel, StoredPath } from './storedPath.ts'

export type GivenLevel = Omit<StoredLevel, 'lastVerified'>

export function checkTargets(levels: readonly GivenLevel[], known: ReadonlySet<string>): void {
  const named = levels.flatMap(({ target, backup }) => (backup === null ? [target] : [target, backup]))
  if (named.some(({ id }) => !known.has(id))) throw new Refusal('not_found', 'A level names a person or rotation that does not exist.')
}

/** What was tried is whom it reached, by which means: a level that changes one of these was never tried. */
const triedWith = ({ target, mechanism, pagingPolicy, call }: GivenLevel) =>
  JSON.stringify([target.kind, target.id, mechanism, pagingPolicy, call])

export function withVerified(levels: readonly GivenLevel[], before: readonly StoredLevel[]): StoredLevel[] {
  return levels.map((level) => ({
    ...level,
    lastVerified: before.find((one) => triedWith(one) === triedWith(level))?.lastVerified ?? null,
  }))
}

export type PathChange = { name?: string | undefined; levels?: readonly GivenLevel[] | undefined }

export function decidePathChange(before: StoredPath, { name, levels }: PathChange, now: Instant): StoredPath {
  const after = {
    ...before,
    name: name ?? before.name,
    levels: levels === undefined ? before.levels : withVerified(levels, before.levels),
  }
  const said = (path: StoredPath) => JSON.stringify([path.name, path.levels.map(levelDetail), path.levels.map(({ call }) => call)])
  if (said(after) === said(before)) throw new Refusal('nothing_changed', `${before.name} is set up exactly like this already.`)
  return { ...after, changedAt: now }
}

export function decideVerified(before: StoredPath, number: number, now: Instant): StoredPath {
  if (before.levels[number - 1] === undefined) throw new Refusal('not_found', `${before.name} has no level ${number}.`)
  return {
    ...before,
    levels: before.levels.map((level, place) => (place === number - 1 ? { ...level, lastVerified: now } : level)),
    changedAt: now,
  }
}

function levelDetail(level: StoredLevel): SlotValue {
  const { target, backup, mechanism, pagingPolicy, channel, chat, waitMinutes, lastVerified } = level
  return {
    target: { kind: target.kind, id: target.id },
    backup: backup && { kind: backup.kind, id: backup.id },
    mechanism,
    paging_policy: pagingPolicy,
    channel,
    chat,
    wait_minutes: waitMinutes,
    last_verified_at: lastVerified,
  }
}

/** Telephone numbers are somebody's: they can be erased without the rest. */
export function pathEntry(path: StoredPath, by: By): NewEntry {
  return {
    kind: 'escalation.changed',
    act: by.id,
    obj: path.pathId,
    at: path.changedAt,
    ctl: ['CC7.4'],
    detail: { key: path.key, name: path.name, levels: path.levels.map(levelDetail) },
    personal: { name: by.name, calls: path.levels.map(({ call }) => call) },
  }
}

export function verifiedEntry(path: StoredPath, level: number, note: string, by: By, now: Instant): NewEntry {
  return {
    kind: 'escalation.verified',
    act: by.id,
    obj: path.pathId,
    at: now,
    ctl: ['CC7.4'],
    detail: { level, note },
    personal: { name: by.name },
  }
}
