// What people of the demo do with an incident itself: declare it, answer for it, move it on.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { incidentApi } from '../../../contract/incident.ts'
import type { Disposition } from '../../../core/alert/disposition.ts'
import type { IncidentRole } from '../../../core/incident/words.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { reviewEach } from '../../../server/alert/reviewAlert.ts'
import { assignRole, handOverRole } from '../../../server/incident/changeRoles.ts'
import { changeState, dismissIncident } from '../../../server/incident/changeState.ts'
import { declareIncident } from '../../../server/incident/declareIncident.ts'
import { linkAlerts } from '../../../server/incident/linkAlerts.ts'
import { acknowledge, changeTitle, note, readClock, setSeverity } from '../../../server/incident/workOnIncident.ts'
import { type Deed, incidentOf, nameIncident, personOf, type Scene, said } from './scene.ts'

type Api = typeof incidentApi

function alertOf({ alerts }: Scene, alias: string): AlertId {
  const alertId = alerts.get(alias)
  if (alertId === undefined) throw new Error(`no alert of the story is called ${alias} so far`)
  return alertId
}

/** Without an incident: what somebody took an alert for. */
export function review(alias: string, disposition: Disposition, reason: string): Deed {
  return (scene) => reviewEach(scene.tx, scene.services, scene.by, new Map([[alertOf(scene, alias), { disposition, reason }]]), scene.now)
}

export function declare(aliases: readonly string[], body: Omit<BodyIn<Api['declare']>, 'alert_ids'>): Deed {
  return async (scene) => {
    const alert_ids = aliases.map((alias) => alertOf(scene, alias))
    const asked = said(scene, incidentApi.declare, { ...body, alert_ids })
    const { incident } = await declareIncident(scene.tx, scene.services, scene.by, asked, scene.now)
    nameIncident(scene, incident.incidentId)
  }
}

export function link(...aliases: string[]): Deed {
  return (scene) => {
    const body = said(scene, incidentApi.linkAlerts, { alert_ids: aliases.map((alias) => alertOf(scene, alias)) })
    return linkAlerts(scene.tx, scene.services, scene.by, incidentOf(scene), body, scene.now)
  }
}

export function acknowledgeIt(body: BodyIn<Api['acknowledge']> = {}): Deed {
  return (scene) => acknowledge(scene.tx, scene.by, incidentOf(scene), said(scene, incidentApi.acknowledge, body), scene.now)
}

export function severity(answers: BodyIn<Api['severity']>['answers'], override?: BodyIn<Api['severity']>['override']): Deed {
  return (scene) => {
    const body = said(scene, incidentApi.severity, { answers, ...(override ? { override } : {}) })
    return setSeverity(scene.tx, scene.by, incidentOf(scene), body, scene.now)
  }
}

export function assign(role: IncidentRole, key: string): Deed {
  return (scene) => {
    const body = said(scene, incidentApi.assignRole, { role, person_id: personOf(scene, key).id })
    return assignRole(scene.tx, scene.by, incidentOf(scene), body, scene.now)
  }
}

export function handOver(role: IncidentRole, key: string, handOverNote: string): Deed {
  return (scene) => {
    const body = said(scene, incidentApi.handOverRole, { role, to_person_id: personOf(scene, key).id, note: handOverNote })
    return handOverRole(scene.tx, scene.by, incidentOf(scene), body, scene.now)
  }
}

export function clock(body: BodyIn<Api['readClock']>): Deed {
  return (scene) => readClock(scene.tx, scene.services, scene.by, incidentOf(scene), said(scene, incidentApi.readClock, body), scene.now)
}

/** `happenedAt`: when it was, where the line was written later. */
export function write(text: string, happenedAt?: string): Deed {
  return (scene) => {
    const body = said(scene, incidentApi.note, { text, ...(happenedAt === undefined ? {} : { happened_at: happenedAt }) })
    return note(scene.tx, scene.by, incidentOf(scene), body, scene.now)
  }
}

export function retitle(body: BodyIn<Api['change']>): Deed {
  return (scene) => changeTitle(scene.tx, scene.by, incidentOf(scene), said(scene, incidentApi.change, body), scene.now)
}

type MoveOn = { reason?: string; override?: { reason: string; second: string } }

export function move(to: BodyIn<Api['changeState']>['to'], { reason, override }: MoveOn = {}): Deed {
  return (scene) => {
    const second = override && { reason: override.reason, second_person_id: personOf(scene, override.second).id }
    const asked = { to, ...(reason === undefined ? {} : { reason }), ...(second === undefined ? {} : { override: second }) }
    return changeState(scene.tx, scene.by, incidentOf(scene), said(scene, incidentApi.changeState, asked), scene.now)
  }
}

export function dismiss(body: BodyIn<Api['dismiss']>): Deed {
  return (scene) =>
    dismissIncident(scene.tx, scene.services, scene.by, incidentOf(scene), said(scene, incidentApi.dismiss, body), scene.now)
}
