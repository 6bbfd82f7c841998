// An escalation path as it is kept, and as the rules of `core/people` read it.

import { parseDuration } from '../document/duration.ts'
import type { PathId, PersonId, RotationId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { EscalationPath, EscalationTarget } from '../people/escalationPath.ts'

export type StoredTarget = { kind: 'rotation'; id: RotationId } | { kind: 'person'; id: PersonId }

export type StoredLevel = {
  target: StoredTarget
  backup: StoredTarget | null
  mechanism: string | null
  pagingPolicy: string | null
  channel: string | null
  call: string | null
  chat: string | null
  waitMinutes: number | null
  lastVerified: Instant | null
}

export type StoredPath = { pathId: PathId; key: string; name: string; levels: readonly StoredLevel[]; changedAt: Instant }

export function targetOf(target: StoredTarget): EscalationTarget {
  return target.kind === 'rotation' ? { kind: 'rotation', rotation: target.id } : { kind: 'person', person: target.id }
}

export function pathOf({ key, name, levels }: Pick<StoredPath, 'key' | 'name' | 'levels'>): EscalationPath {
  return {
    id: key,
    name,
    levels: levels.map(({ target, backup, waitMinutes, ...level }) => ({
      ...level,
      target: targetOf(target),
      backup: backup === null ? null : targetOf(backup),
      waitBeforeNext: waitMinutes === null ? null : (parseDuration(`PT${waitMinutes}M`) ?? null),
    })),
  }
}
