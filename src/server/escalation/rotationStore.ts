// Rotations in the database.

import type { StoredRotation } from '../../core/escalation/rotation.ts'
import type { RotationId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { RotationTable } from '../../database/tables.generated.ts'

function columnsOf(rotation: StoredRotation) {
  return {
    name: rotation.name,
    time_zone: rotation.timeZone,
    handover_weekday: rotation.handover.weekday,
    handover_time: rotation.handover.time,
    starts_on: rotation.startsOn,
    people: rotation.people,
    overrides: rotation.overrides,
    changed_at: rotation.changedAt,
  }
}

function stored(row: Omit<RotationTable, 'org_id'>): StoredRotation {
  return {
    rotationId: row.rotation_id,
    name: row.name,
    timeZone: row.time_zone,
    handover: { weekday: row.handover_weekday, time: row.handover_time },
    startsOn: row.starts_on,
    people: row.people,
    overrides: row.overrides,
    changedAt: row.changed_at,
  }
}

export async function listRotations({ db }: OrganizationTx): Promise<StoredRotation[]> {
  const rows = await db.selectFrom('rotation').selectAll().orderBy('name').orderBy('rotation_id').execute()
  return rows.map(stored)
}

export async function lockRotation({ db }: OrganizationTx, rotationId: RotationId): Promise<StoredRotation> {
  const row = await db.selectFrom('rotation').selectAll().where('rotation_id', '=', rotationId).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Refusal('not_found', 'There is no such rotation.')
  return stored(row)
}

const nameTaken = () => new Refusal('already_exists', 'There is a rotation of this name already.')

export async function insertRotation({ db, organizationId }: OrganizationTx, rotation: StoredRotation): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('rotation')
    .values({ org_id: organizationId, rotation_id: rotation.rotationId, ...columnsOf(rotation) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) throw nameTaken()
}

export async function updateRotation({ db }: OrganizationTx, rotation: StoredRotation): Promise<void> {
  const same = await db
    .selectFrom('rotation')
    .select('rotation_id')
    .where((where) => where(where.fn<string>('lower', ['name']), '=', rotation.name.toLowerCase()))
    .where('rotation_id', '!=', rotation.rotationId)
    .executeTakeFirst()
  if (same !== undefined) throw nameTaken()
  await db.updateTable('rotation').set(columnsOf(rotation)).where('rotation_id', '=', rotation.rotationId).execute()
}
