// What people of the demo keep, hand on, and find lost.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { evidenceApi } from '../../../contract/evidence.ts'
import { preservationApi } from '../../../contract/preservation.ts'
import { accessOf } from '../../../core/evidence/custody.ts'
import { showingOf } from '../../../core/evidence/showing.ts'
import { happenedAt } from '../../../core/incident/happened.ts'
import { addPreservation } from '../../../server/evidence/addPreservation.ts'
import { captureKept } from '../../../server/evidence/captureEvidence.ts'
import { handOver } from '../../../server/evidence/handOver.ts'
import { keepAccess } from '../../../server/evidence/keepAccess.ts'
import { settleAsLost, settleAsNotNeeded } from '../../../server/evidence/settlePreservation.ts'
import { lockIncident } from '../../../server/incident/incidentAccess.ts'
import { asked, type Deed, incidentOf, type Scene, said } from './scene.ts'

type Told = Omit<BodyIn<typeof evidenceApi.capture>, 'upload_id' | 'text' | 'name' | 'step' | 'preservation_id'> & {
  /** `runbook/step`. */
  step?: string
  /** What was to be kept, and is by this. */
  keeps?: string
}

function bytesOf({ kept }: Scene, paper: string) {
  const bytes = kept.get(paper)
  if (bytes === undefined) throw new Error(`no paper of the story is called ${paper}`)
  return bytes
}

function stepOf({ names }: Scene, step: string) {
  const [document = '', stepId = ''] = step.split('/')
  return { run_id: names.of('run', document), step_id: stepId }
}

/** A paper of the plot: its name is the file's. */
export function keep(paper: string, { step, keeps, ...told }: Told = {}): Deed {
  return async (scene) => {
    const { tx, services, by, now, names } = scene
    const body = said(scene, evidenceApi.capture, {
      ...told,
      name: paper,
      ...(step === undefined ? {} : { step: stepOf(scene, step) }),
      ...(keeps === undefined ? {} : { preservation_id: names.of('preservation', keeps) }),
    })
    const evidenceId = services.newId('evidence')
    await captureKept(tx, { by, incidentId: incidentOf(scene), evidenceId, body, kept: bytesOf(scene, paper), now })
    names.give('evidence', paper, evidenceId)
  }
}

type Wish = BodyIn<typeof preservationApi.add>['items'][number]

/** By what the story calls each of them. */
export function preserve(wishes: Readonly<Record<string, Wish>>): Deed {
  return async (scene) => {
    const { tx, services, by, now, names } = scene
    const { items } = said(scene, preservationApi.add, { items: Object.values(wishes) })
    const incident = await lockIncident(tx, by, incidentOf(scene))
    const list = items.map(({ evidence, retention_id: retentionId = null, window: keepFor = null, where = null, how = null }) => {
      return { evidence, retentionId, keepFor, where, how }
    })
    const at = happenedAt(undefined, incident.declaredAt, now)
    const ids = await addPreservation({ tx, services, by, incident, wishes: list, at, now })
    Object.keys(wishes).forEach((name, place) => {
      const id = ids[place]
      if (id !== undefined) names.give('preservation', name, id)
    })
  }
}

const ofItem = (scene: Scene, name: string) => ({ incidentId: incidentOf(scene), preservationId: scene.names.of('preservation', name) })

export function lost(name: string, body: BodyIn<typeof preservationApi.lost>): Deed {
  return (scene) => settleAsLost(asked(scene, preservationApi.lost, ofItem(scene, name), body))
}

export function notNeeded(name: string, reason: string): Deed {
  return (scene) => settleAsNotNeeded(asked(scene, preservationApi.notNeeded, ofItem(scene, name), { reason }))
}

/** Looked at on the page, or taken away as a file. */
export function lookAt(paper: string, as: 'page' | 'file' = 'page'): Deed {
  return (scene) => {
    const { tx, by, now, names } = scene
    const access = accessOf(showingOf(bytesOf(scene, paper).type), as, null)
    return keepAccess(
      tx,
      by,
      { incidentId: incidentOf(scene), evidenceId: names.of('evidence', paper), access, happenedAt: undefined },
      now,
    )
  }
}

export function passOn(paper: string, to: string, note: string): Deed {
  return (scene) => {
    const params = { incidentId: incidentOf(scene), evidenceId: scene.names.of('evidence', paper) }
    return handOver(asked(scene, evidenceApi.handOver, params, { to, note }))
  }
}
