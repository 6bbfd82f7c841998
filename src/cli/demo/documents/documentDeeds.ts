// What people of the demo do with policies and runbooks. A version is known by its text, so none needs a name.

import { documentApi } from '../../../contract/document.ts'
import type { BodyIn } from '../../../contract/endpoint.ts'
import { decideReview } from '../../../core/document/decideDocument.ts'
import { decideApprove } from '../../../core/document/decideVersion.ts'
import { inForceAt } from '../../../core/document/inForce.ts'
import { acknowledge } from '../../../server/document/acknowledgements.ts'
import type { DocumentKey } from '../../../server/document/actStore.ts'
import { act, proposeText, requireLife } from '../../../server/document/changeDocument.ts'
import { versionOfText } from '../../../server/document/documentStore.ts'
import { asked, type Deed, type Scene } from '../incidents/scene.ts'

/** The version that counts at that moment: which one that is may depend on when the demo is started. */
async function hashNow({ tx, now }: Scene, key: DocumentKey): Promise<string> {
  const inForce = inForceAt(await requireLife(tx, key), now)
  if (inForce === undefined) throw new Error(`nothing of ${key.documentId} is in force`)
  return inForce.version
}

export function propose(key: DocumentKey, markdown: string, how: Omit<BodyIn<typeof documentApi.propose>, 'markdown'>): Deed {
  return (scene) => {
    const call = asked(scene, documentApi.propose, key, { ...how, markdown })
    return proposeText(call, key, call.body)
  }
}

export function approveText(key: DocumentKey, markdown: string): Deed {
  return (scene) => {
    const hash = versionOfText(markdown)
    const call = asked(scene, documentApi.approve, { ...key, hash }, {})
    return act(call, key, (life, { by, at, zone }) => decideApprove(life, hash, call.body.as ?? null, by, at, zone))
  }
}

export function stillValid(key: DocumentKey, reason: string): Deed {
  return async (scene) => {
    const call = asked(scene, documentApi.review, key, { hash: await hashNow(scene, key), reason })
    const { body } = call
    await act(call, key, (life, { by, at, zone }) => decideReview(life, body.hash, body.reason, by, at, zone))
  }
}

export function haveRead(key: DocumentKey): Deed {
  return async (scene) => {
    const call = asked(scene, documentApi.acknowledge, key, { hash: await hashNow(scene, key) })
    await acknowledge(call, key, call.body.hash)
  }
}
