// Whom people of the demo tell: contracts, the interview, decisions, notices and status updates.
import type { BodyIn } from '../../../contract/endpoint.ts'
import { noticeApi, updateApi } from '../../../contract/notice.ts'
import { contractApi, obligationApi } from '../../../contract/obligation.ts'
import { formatInstant } from '../../../core/kernel/instant.ts'
import { contractSlug } from '../../../core/obligation/keptContract.ts'
import { awaitsDecision } from '../../../core/obligation/standing.ts'
import { lockIncident } from '../../../server/incident/incidentAccess.ts'
import { createContract } from '../../../server/obligation/contracts.ts'
import { answerInterview, decideOneObligation } from '../../../server/obligation/decide.ts'
import { obligationFacts } from '../../../server/obligation/obligationFacts.ts'
import { sendUpdate } from '../../../server/obligation/updates.ts'
import { approveOneNotice, createNotice, recordOneSent } from '../../../server/obligation/writeNotice.ts'
import { type Deed, incidentOf, type Scene, said } from './scene.ts'

export function contract(name: string, body: BodyIn<typeof contractApi.create>): Deed {
  return async (scene) => {
    const contractId = scene.services.newId('contract')
    await createContract(scene.tx, contractId, scene.by, said(scene, contractApi.create, body), scene.now)
    scene.house.give('contract', name, contractId)
  }
}

/** A rule's id, or `contract <name>` of one entered here. */
function ruleOf({ house }: Scene, rule: string): string {
  if (!rule.startsWith('contract ')) return rule
  return `contract-${contractSlug(house.of('contract', rule.slice('contract '.length)))}.notice`
}

export function interview(answers: BodyIn<typeof obligationApi.interview>['answers']): Deed {
  return (scene) => answerInterview(scene.tx, scene.by, incidentOf(scene), said(scene, obligationApi.interview, { answers }), scene.now)
}

type Answer = BodyIn<typeof obligationApi.decide>['answer']

export function decide(rule: string, answer: Answer, reason?: string): Deed {
  return (scene) => {
    const body = { rule: ruleOf(scene, rule), answer, ...(reason === undefined ? {} : { reason }) }
    return decideOneObligation(scene.tx, scene.by, incidentOf(scene), said(scene, obligationApi.decide, body), scene.now)
  }
}

/** Whatever else waits for a decision, each on its own. */
export function declineTheRest(reason: string): Deed {
  return async (scene) => {
    const incident = await lockIncident(scene.tx, scene.by, incidentOf(scene))
    const { standing } = await obligationFacts(scene.tx, incident, scene.now)
    for (const { rule } of standing.filter(awaitsDecision)) await decide(rule.id, 'decline', reason)(scene)
  }
}

const acting = (scene: Scene) => ({ tx: scene.tx, by: scene.by, incidentId: incidentOf(scene), now: scene.now })

export function draft(name: string, { rule, ...body }: BodyIn<typeof noticeApi.create>): Deed {
  return async (scene) => {
    const noticeId = scene.services.newId('notice')
    const asked = said(scene, noticeApi.create, { ...body, ...(rule === undefined ? {} : { rule: ruleOf(scene, rule) }) })
    await createNotice(acting(scene), noticeId, asked)
    scene.names.give('notice', name, noticeId)
  }
}

export function approve(name: string, incompleteReason?: string): Deed {
  return (scene) => {
    const body = incompleteReason === undefined ? {} : { incomplete_reason: incompleteReason }
    return approveOneNotice(acting(scene), scene.names.of('notice', name), said(scene, noticeApi.approve, body))
  }
}

type Sent = { channel: string; reference?: string; proof?: string }

/** `proof`: the paper that shows it. */
export function sent(name: string, { proof, ...how }: Sent): Deed {
  return (scene) => {
    const evidence = proof === undefined ? {} : { evidence_id: scene.names.of('evidence', proof) }
    const body = said(scene, noticeApi.recordSent, { ...how, ...evidence, sent_at: formatInstant(scene.now) })
    return recordOneSent(acting(scene), scene.names.of('notice', name), body)
  }
}

export function update(audience: BodyIn<typeof updateApi.send>['audience'], text: string): Deed {
  return (scene) => {
    const body = said(scene, updateApi.send, { text, audience })
    return sendUpdate(scene.tx, scene.services.newId('update'), scene.by, incidentOf(scene), body, scene.now)
  }
}
