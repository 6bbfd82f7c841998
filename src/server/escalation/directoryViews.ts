// Everybody a path can name, and every rotation: what it takes to say who is on call.
import { rotationOf, type StoredRotation } from '../../core/escalation/rotation.ts'
import type { Directory } from '../../core/people/escalationPath.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { listRotations } from './rotationStore.ts'

export type House = Directory & {
  stored: readonly StoredRotation[]
  /** Of people and rotations alike; people's names as they are now. */
  nameOf: (id: string) => string
  /** Every id that may be named. */
  known: ReadonlySet<string>
}

export async function loadHouse(tx: OrganizationTx): Promise<House> {
  const people = await tx.db.selectFrom('person').select(['person_id', 'name', 'active_until']).execute()
  const stored = await listRotations(tx)
  const names = new Map<string, string>([
    ...people.map(({ person_id: id, name }) => [id as string, name] as const),
    ...stored.map(({ rotationId, name }) => [rotationId as string, name] as const),
  ])
  return {
    people: people.map((row) => ({ person: row.person_id, name: row.name, activeUntil: row.active_until })),
    rotations: stored.map(rotationOf),
    stored,
    nameOf: (id) => names.get(id) ?? 'somebody unknown',
    known: new Set(names.keys()),
  }
}
