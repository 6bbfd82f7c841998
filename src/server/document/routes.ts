// What may be asked about documents: their life, their files, and whether they were current.
import { currencyApi } from '../../contract/currency.ts'
import { documentApi } from '../../contract/document.ts'
import { documentExchangeApi } from '../../contract/documentExchange.ts'
import { decideResume, decideRetire, decideReview } from '../../core/document/decideDocument.ts'
import { decideApprove, decidePublish, decideWithdraw } from '../../core/document/decideVersion.ts'
import { parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Room } from '../http/room.ts'
import { type Call, route, routeAfter } from '../http/route.ts'
import { acknowledge, showAcknowledgements } from './acknowledgements.ts'
import type { DocumentKey } from './actStore.ts'
import { askForScores } from './askForScores.ts'
import { act, changeDraft, doerOf, proposeText, takeBackReview } from './changeDocument.ts'
import { showAllCurrency, showCurrency } from './currency.ts'
import { listDocuments } from './listDocuments.ts'
import { mendAllLines } from './mendLines.ts'
import { pullFiles } from './pullFiles.ts'
import { pushFiles, readFiles } from './pushFiles.ts'
import { stopReadingThreads } from './readingThreads.ts'
import { remindEverybody } from './remind.job.ts'
import { showDocument, showDraft, showText } from './showDocument.ts'
import { waitingForMe } from './waitingForMe.ts'

type Acted = Pick<Call, 'tx' | 'by' | 'now' | 'services' | 'afterCommit'> & { params: DocumentKey }

async function standing({ tx, by, now, params: { kind, documentId } }: Acted) {
  return showDocument(tx, await doerOf({ tx, by }), { kind, documentId }, now)
}

const reading = [
  route(documentApi.list, async ({ tx, by, query, now, services, afterCommit }) => {
    const { reply, mustBeRead } = await listDocuments(tx, await doerOf({ tx, by }), query, now)
    if (mustBeRead) afterCommit(() => askForScores(services, tx.organizationId))
    return reply
  }),
  route(documentApi.waitingForMe, async ({ tx, by, now }) => waitingForMe(tx, await doerOf({ tx, by }), now)),
  route(documentApi.get, standing),
  route(documentApi.text, ({ tx, params, now }) => showText(tx, params, params.hash, now)),
  route(documentApi.draft, ({ tx, params, now }) => showDraft(tx, params, now)),
  route(documentApi.acknowledgements, ({ tx, params, query, now }) => {
    const at = query.at === undefined ? now : parseInstant(query.at)
    if (at === undefined || at > now) throw new Refusal('period_not_valid', 'An instant up to now: what is to come is on no record.')
    return showAcknowledgements(tx, params, at)
  }),
  route(currencyApi.policy, ({ tx, params, query, now }) =>
    showCurrency(tx, { kind: 'policy', documentId: params.documentId }, query, now),
  ),
  route(currencyApi.document, ({ tx, params, query, now }) => showCurrency(tx, params, query, now)),
  route(currencyApi.all, ({ tx, query, now }) => showAllCurrency(tx, query, now)),
  route(documentExchangeApi.pull, ({ tx, query, now }) => pullFiles(tx, query, now)),
]

const writing = [
  route(documentApi.saveDraft, async (call) => {
    await changeDraft(call, call.params, call.body.revision, call.body.markdown)
    return showDraft(call.tx, call.params, call.now)
  }),
  route(documentApi.deleteDraft, async (call) => {
    await changeDraft(call, call.params, call.query.revision, null)
    return showDraft(call.tx, call.params, call.now)
  }),
  route(documentApi.propose, async (call) => {
    await proposeText(call, call.params, call.body)
    return standing(call)
  }),
  route(documentApi.approve, async (call) => {
    const { hash } = call.params
    await act(call, call.params, (life, { by, at, zone }) => decideApprove(life, hash, call.body.as ?? null, by, at, zone))
    return standing(call)
  }),
  route(documentApi.publish, async (call) => {
    await act(call, call.params, (life, { at, zone }) => decidePublish(life, call.params.hash, at, zone))
    return standing(call)
  }),
  route(documentApi.withdraw, async (call) => {
    await act(call, call.params, (life, { by, at }) => decideWithdraw(life, call.params.hash, call.body.reason, by, at))
    return standing(call)
  }),
  route(documentApi.review, async (call) => {
    const { hash, reason } = call.body
    await act(call, call.params, (life, { by, at, zone }) => decideReview(life, hash, reason, by, at, zone))
    return standing(call)
  }),
  route(documentApi.takeBackReview, async (call) => {
    await takeBackReview(call, call.params, call.params.position, call.body.reason)
    return standing(call)
  }),
  route(documentApi.retire, async (call) => {
    await act(call, call.params, (life, { at }) => decideRetire(life, call.body.reason, at))
    return standing(call)
  }),
  route(documentApi.resume, async (call) => {
    await act(call, call.params, (life, { at }) => decideResume(life, call.body.reason, at))
    return standing(call)
  }),
  route(documentApi.acknowledge, async (call) => {
    await acknowledge(call, call.params, call.body.hash)
    return standing(call)
  }),
  routeAfter(
    documentExchangeApi.push,
    ({ body }) => readFiles(body.files),
    (call, readings) => pushFiles(call, call.body, readings),
  ),
]

export const documentRoom: Room = {
  name: 'document',
  routes: [...reading, ...writing],
  start: async (services) => {
    // Before anybody is answered: of a document without a line a list knows nothing.
    await mendAllLines(services)
    const stopMending = services.jobs.every('document-lines', 3600, () => mendAllLines(services))
    const stop = services.mailer === null ? undefined : services.jobs.every('document-reminders', 3600, () => remindEverybody(services))
    return async () => {
      stopReadingThreads()
      stopMending()
      await stop?.()
    }
  },
}
