// What people of the demo learn: reviews, and corrective actions until their effect is checked.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { actionApi, postIncidentApi } from '../../../contract/postIncident.ts'
import type { CalendarDate } from '../../../core/kernel/deadline.ts'
import { checkOneAction, closeOneAction, openOneAction } from '../../../server/postIncident/actions.ts'
import { approveOneReview, writeOneReview } from '../../../server/postIncident/reviews.ts'
import { type Deed, incidentOf, personOf, type Scene, said } from './scene.ts'

const acting = (scene: Scene) => ({ tx: scene.tx, by: scene.by, incidentId: incidentOf(scene), now: scene.now })

export function writeReview(body: BodyIn<typeof postIncidentApi.write>): Deed {
  return (scene) => {
    const reviewId = scene.services.newId('postIncidentReview')
    return writeOneReview(acting(scene), reviewId, said(scene, postIncidentApi.write, body))
  }
}

export const approveReview: Deed = (scene) => approveOneReview(acting(scene), said(scene, postIncidentApi.approve, {}))

type Opened = { title: string; detail?: string; owner: string; dueOn: CalendarDate }

export function openAction(name: string, { owner, dueOn, ...words }: Opened): Deed {
  return async (scene) => {
    const body = said(scene, actionApi.open, { ...words, owner: personOf(scene, owner).id, due_on: dueOn })
    const { id } = await openOneAction(acting(scene), scene.services.newId('action'), body)
    scene.names.give('action', name, id)
  }
}

export function closeAction(name: string, evidence: string, note: string): Deed {
  return (scene) => closeOneAction(acting(scene), scene.names.of('action', name), said(scene, actionApi.close, { evidence, note }))
}

export function checkAction(name: string, effective: boolean, note: string): Deed {
  return (scene) => checkOneAction(acting(scene), scene.names.of('action', name), said(scene, actionApi.check, { effective, note }))
}
