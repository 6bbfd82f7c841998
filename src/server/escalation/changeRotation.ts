// Adds a rotation, or changes one.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { rotationApi } from '../../contract/rotation.ts'
import {
  checkRotation,
  decideRotationChange,
  type RotationSetup,
  rotationEntry,
  type StandIn,
  type StoredRotation,
} from '../../core/escalation/rotation.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { announceEscalation } from './announce.ts'
import { loadHouse } from './directoryViews.ts'
import { givenTime } from './givenTime.ts'
import { insertRotation, lockRotation, updateRotation } from './rotationStore.ts'
import { rotationView } from './showRotation.ts'

type Reply = ReplyOf<typeof rotationApi.rotation>
type GivenOverrides = BodyOf<typeof rotationApi.addRotation>['overrides']

function standIns(overrides: GivenOverrides): StandIn[] {
  return overrides.map(({ person_id: person, from, to }, place) => ({
    person,
    from: givenTime(from, `/overrides/${place}/from`),
    to: givenTime(to, `/overrides/${place}/to`),
  }))
}

async function answer(call: Pick<Call, 'tx' | 'now' | 'services' | 'afterCommit'>, rotation: StoredRotation): Promise<Reply> {
  announceEscalation(call, [rotation.rotationId])
  return rotationView(rotation, await loadHouse(call.tx), call.now)
}

export async function addRotation(call: Call<typeof rotationApi.addRotation>): Promise<Reply> {
  const { tx, body, by, now, services } = call
  const setup: RotationSetup = {
    name: body.name,
    timeZone: body.time_zone,
    handover: body.handover,
    startsOn: body.starts_on,
    people: body.people,
    overrides: standIns(body.overrides),
  }
  checkRotation(setup, (await loadHouse(tx)).known)
  const rotation = { ...setup, rotationId: services.newId('rotation'), changedAt: now }
  await insertRotation(tx, rotation)
  await record(tx, [rotationEntry(rotation, by)], now)
  return answer(call, rotation)
}

export async function changeRotation(call: Call<typeof rotationApi.changeRotation>): Promise<Reply> {
  const { tx, body, by, now, params } = call
  const before = await lockRotation(tx, params.rotationId)
  const change: Partial<RotationSetup> = {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.time_zone === undefined ? {} : { timeZone: body.time_zone }),
    ...(body.handover === undefined ? {} : { handover: body.handover }),
    ...(body.starts_on === undefined ? {} : { startsOn: body.starts_on }),
    ...(body.people === undefined ? {} : { people: body.people }),
    ...(body.overrides === undefined ? {} : { overrides: standIns(body.overrides) }),
  }
  const rotation = decideRotationChange(before, change, now)
  checkRotation(rotation, (await loadHouse(tx)).known)
  await updateRotation(tx, rotation)
  await record(tx, [rotationEntry(rotation, by)], now)
  return answer(call, rotation)
}
