// Whom people of the demo call, and how that ended; and the rotations and the path they call by.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { escalationPathApi } from '../../../contract/escalationPath.ts'
import { pageApi } from '../../../contract/page.ts'
import { rotationApi } from '../../../contract/rotation.ts'
import type { PageFailure } from '../../../core/escalation/page.ts'
import type { CalendarDate } from '../../../core/kernel/deadline.ts'
import { formatInstant, type Instant } from '../../../core/kernel/instant.ts'
import { addPath, verifyLevel } from '../../../server/escalation/changePath.ts'
import { addRotation, changeRotation } from '../../../server/escalation/changeRotation.ts'
import { answerPage, failPage } from '../../../server/escalation/endPage.ts'
import { escalate, escalating } from '../../../server/escalation/escalate.ts'
import { pageSomebody } from '../../../server/escalation/pageSomebody.ts'
import { lockIncident } from '../../../server/incident/incidentAccess.ts'
import { company } from '../company.ts'
import { asked, type Deed, incidentOf, personOf, type Scene } from './scene.ts'

type Call = Pick<BodyIn<typeof pageApi.page>, 'channel' | 'level'> & { to?: string }

/** Without `to` and `level` whoever comes next on the path. */
export function page(name: string, { to, ...body }: Call): Deed {
  return async (scene) => {
    const person = to === undefined ? {} : { to_person_id: personOf(scene, to).id }
    const paged = await pageSomebody(asked(scene, pageApi.page, { incidentId: incidentOf(scene) }, { ...body, ...person }))
    scene.names.give('page', name, paged.id)
  }
}

const ofPage = (scene: Scene, name: string) => ({ incidentId: incidentOf(scene), pageId: scene.names.of('page', name) })

export function answered(name: string, note?: string): Deed {
  return (scene) => answerPage(asked(scene, pageApi.answer, ofPage(scene, name), note === undefined ? {} : { note }))
}

export function reachedNobody(name: string, why: PageFailure, note: string): Deed {
  return (scene) => failPage(asked(scene, pageApi.fail, ofPage(scene, name), { why, note }))
}

/** What the server's own look at pages that wait does at that moment. */
export const waitingIsOver: Deed = async ({ tx, services, now, names }) => {
  await escalate(tx, services, await lockIncident(tx, escalating, incidentOf({ names })), now)
}

export type Turns = { name: string; people: readonly string[]; startsOn: CalendarDate }

export function rotation({ name, people, startsOn }: Turns): Deed {
  return async (scene) => {
    const added = await addRotation(
      asked(
        scene,
        rotationApi.addRotation,
        {},
        {
          name,
          time_zone: company.timeZone,
          handover: { weekday: 1, time: '10:00' },
          starts_on: startsOn,
          people: people.map((key) => personOf(scene, key).id),
        },
      ),
    )
    scene.house.give('rotation', name, added.id)
  }
}

export type StandIn = { person: string; from: Instant; to: Instant }

export function standIn(name: string, standIns: readonly StandIn[]): Deed {
  return (scene) => {
    const overrides = standIns.map(({ person, from, to }) => ({
      person_id: personOf(scene, person).id,
      from: formatInstant(from),
      to: formatInstant(to),
    }))
    return changeRotation(asked(scene, rotationApi.changeRotation, { rotationId: scene.house.of('rotation', name) }, { overrides }))
  }
}

type Target = { rotation: string } | { person: string }
type Level = Omit<BodyIn<typeof escalationPathApi.addPath>['levels'][number], 'target' | 'backup'> & { target: Target; backup: Target }

function targetOf(scene: Scene, target: Target) {
  return 'rotation' in target
    ? { kind: 'rotation' as const, rotation_id: scene.house.of('rotation', target.rotation) }
    : { kind: 'person' as const, person_id: personOf(scene, target.person).id }
}

export function path(key: string, name: string, levels: readonly Level[]): Deed {
  return async (scene) => {
    const named = levels.map(({ target, backup, ...level }) => ({
      ...level,
      target: targetOf(scene, target),
      backup: targetOf(scene, backup),
    }))
    const added = await addPath(asked(scene, escalationPathApi.addPath, {}, { key, name, levels: named }))
    scene.house.give('path', key, added.id)
  }
}

export function tried(key: string, level: number, note: string): Deed {
  return (scene) => verifyLevel(asked(scene, escalationPathApi.verifyLevel, { pathId: scene.house.of('path', key), level }, { note }))
}
