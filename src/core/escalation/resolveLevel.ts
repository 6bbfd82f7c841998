// Who would be woken now by a level of a path; and where that is nobody, why.
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Directory, EscalationTarget } from '../people/escalationPath.ts'
import { onCallAt } from '../people/rotation.ts'
import type { Resolved, ResolvedLevel } from './nextStep.ts'

export function resolveLevel(
  level: { target: EscalationTarget; backup: EscalationTarget | null },
  directory: Directory,
  now: Instant,
): ResolvedLevel {
  return {
    target: resolveTarget(level.target, directory, now),
    backup: level.backup === null ? null : resolveTarget(level.backup, directory, now),
  }
}

export function resolveTarget(target: EscalationTarget, directory: Directory, now: Instant): Resolved {
  if (target.kind === 'person') return resolvePerson(target.person, directory, now)
  const rotation = directory.rotations.find(({ id }) => id === target.rotation)
  const onCall = rotation === undefined ? null : onCallAt(rotation, now)
  if (onCall === null) return { nobody: 'nobody-on-rotation', name: rotation?.name ?? 'an unknown rotation' }
  return resolvePerson(onCall.person, directory, now)
}

function resolvePerson(id: string, { people }: Directory, now: Instant): Resolved {
  const person = people.find((one) => one.person === id)
  if (person === undefined) return { nobody: 'person-left', name: 'somebody unknown' }
  const left = person.activeUntil !== null && person.activeUntil <= now
  return left ? { nobody: 'person-left', name: person.name } : { personId: id as PersonId, name: person.name }
}
