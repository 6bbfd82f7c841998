// What people of the demo do with runbooks. A run is called by its runbook: the story follows none twice in one incident.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { runApi } from '../../../contract/runbook.ts'
import { giveParameters, markStep, startRun } from '../../../server/runbook/changeRun.ts'
import { asked, type Deed, incidentOf, type Scene } from './scene.ts'

const ofRun = (scene: Scene, document: string) => ({ incidentId: incidentOf(scene), runId: scene.names.of('run', document) })

export function follow(document: string): Deed {
  return async (scene) => {
    const incidentId = incidentOf(scene)
    const call = asked(scene, runApi.start, { incidentId }, { document_id: document })
    scene.names.give('run', document, await startRun(call, incidentId, call.body))
  }
}

export function give(document: string, values: Record<string, string>): Deed {
  return (scene) => {
    const call = asked(scene, runApi.giveParameters, ofRun(scene, document), { values })
    return giveParameters(call, call.params, call.body)
  }
}

function mark(document: string, stepId: string, body: BodyIn<typeof runApi.markStep>): Deed {
  return (scene) => {
    const call = asked(scene, runApi.markStep, { ...ofRun(scene, document), stepId }, body)
    return markStep(call, call.params, call.body)
  }
}

export type Steps = {
  done(stepId: string, note?: string, happenedAt?: string): Deed
  skipped(stepId: string, reason: string): Deed
  stuck(stepId: string, reason: string): Deed
}

export function stepsOf(document: string): Steps {
  return {
    done: (stepId, note, happenedAt) =>
      mark(document, stepId, {
        state: 'done',
        ...(note === undefined ? {} : { note }),
        ...(happenedAt === undefined ? {} : { happened_at: happenedAt }),
      }),
    skipped: (stepId, reason) => mark(document, stepId, { state: 'skipped', reason }),
    stuck: (stepId, reason) => mark(document, stepId, { state: 'stuck', reason }),
  }
}
