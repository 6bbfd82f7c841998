// May one role hand out another? Nobody gives away more than they hold.
import type { Role } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { mayRole, type Permission, permissions } from './permission.ts'

/** What `wanted` includes and `giver` does not. */
function beyond(giver: Role, wanted: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => mayRole(wanted, permission) && !mayRole(giver, permission))
}

export function refuseToGrantMore(giver: Role, wanted: Role): void {
  const [first] = beyond(giver, wanted)
  if (first) {
    throw new Refusal(
      'not_permitted',
      `The role ${giver} cannot give the role ${wanted}: it does not itself include “${permissions[first]}”.`,
    )
  }
}
