// Has the linter read each document that it has not read as it stands, and keeps what it says of the whole.
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId } from '../../core/kernel/ids.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { policyCitedIn } from '../../core/lint/reach.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { type ScoresPayload, scoresJob } from '../document/askForScores.ts'
import { textsOf } from '../document/documentStore.ts'
import { readDrafts } from '../document/draftStore.ts'
import { linterVersion } from '../document/linterVersion.ts'
import { type KeptScore, type Score, saveScores, wholePathsIn } from '../document/scoreStore.ts'
import { policiesInForce, type TextToScore, textsToScore } from '../document/scoreViews.ts'
import type { Services } from '../services.ts'
import { placeOf } from './houseOf.ts'
import { inLinterThread } from './linterThread.ts'
import type { ScoreTask } from './lintTask.ts'

const by = systemActor('linter')
/** So many at once keep nobody waiting who asks about one text meanwhile. */
const atOnce = 25
/** The linter's thread reads its words when it starts. */
const startsWithin = 120_000
/** Open lists are told now and then while many are read. */
const tellEvery = 500
/** What changes while it works is read in the next round; who changes something each second is not waited for. */
const mostRounds = 5

type Needs = Pick<Services, 'database' | 'clock' | 'events'>
type Read = TextToScore & { source: string; cites: string | null; citedVersion: string | null }
type Batch = { texts: Read[]; policies: ScoreTask['policies']; wholePaths: string[] }

export async function defineScoreDocuments(services: Services): Promise<void> {
  const options = { retryLimit: 3, retryDelaySeconds: 30, expireInSeconds: 900 }
  await services.jobs.define<ScoresPayload>(scoresJob, options, ({ organizationId }, { signal }) =>
    scoreDocuments(services, organizationId, signal),
  )
}

export async function scoreDocuments(services: Needs, organizationId: OrganizationId, signal?: AbortSignal): Promise<void> {
  const tell = () => services.events.announce(organizationId, { topic: 'document', ids: [] })
  for (let round = 0; round < mostRounds; round++) {
    const due = await inOrganization(services.database, organizationId, by, (tx) => dueTexts(tx, services), { readOnly: true })
    if (due.length === 0) return
    for (let from = 0; from < due.length; from += atOnce) {
      if (signal?.aborted) return
      await scoreSome(services, organizationId, due.slice(from, from + atOnce))
      if (from > 0 && from % tellEvery === 0) tell()
    }
    tell()
  }
}

async function dueTexts(tx: OrganizationTx, { clock }: Pick<Needs, 'clock'>): Promise<TextToScore[]> {
  return textsToScore(tx, clock())
}

/** No connection is held while the linter thinks. */
async function scoreSome({ database, clock }: Needs, organizationId: OrganizationId, due: readonly TextToScore[]): Promise<void> {
  const batch = await inOrganization(database, organizationId, by, (tx) => readBatch(tx, due, clock()), { readOnly: true })
  const said = await judge(batch)
  const scores = batch.texts.map(
    ({ kind, documentId, text, cites, citedVersion }, place): KeptScore => ({
      ...{ kind, documentId, text, linter: linterVersion(), cites, citedVersion, wholePaths: batch.wholePaths.join(' ') },
      said: said[place] ?? null,
    }),
  )
  await inOrganization(database, organizationId, by, (tx) => saveScores(tx, scores, clock()), { retry: true })
}

async function readBatch(tx: OrganizationTx, due: readonly TextToScore[], now: ReturnType<Needs['clock']>): Promise<Batch> {
  const found = [...(await versionTexts(tx, due)), ...(await draftTexts(tx, due))]
  const cited = new Set(found.flatMap(({ kind, source }) => (kind === 'runbook' ? (policyCitedIn(source) ?? []) : [])))
  const versionOf = await policiesInForce(tx, cited, now)
  const named = [...cited].flatMap((documentId) => {
    const version = versionOf(documentId)
    return version === null ? [] : [{ documentId, version }]
  })
  const texts = found.map((text): Read => {
    const cites = text.kind === 'runbook' ? policyCitedIn(text.source) : null
    return { ...text, cites, citedVersion: cites === null ? null : versionOf(cites) }
  })
  const policies = (await textsOf(tx, 'policy', named)).map(({ documentId, markdown }) => ({ id: documentId, source: markdown }))
  return { texts, policies, wholePaths: await wholePathsIn(tx) }
}

type Found = TextToScore & { source: string }

async function versionTexts(tx: OrganizationTx, due: readonly TextToScore[]): Promise<Found[]> {
  const found: Found[] = []
  for (const kind of ['policy', 'runbook'] as const) {
    const named = due
      .filter((one) => one.kind === kind && !one.text.startsWith('draft '))
      .map(({ documentId, text: version }) => ({ documentId, version }))
    for (const { documentId, version, markdown } of await textsOf(tx, kind, named)) {
      found.push({ kind, documentId, text: version, source: markdown })
    }
  }
  return found
}

/** A draft that was saved meanwhile is read in the next round. */
async function draftTexts(tx: OrganizationTx, due: readonly TextToScore[]): Promise<Found[]> {
  const found: Found[] = []
  for (const { kind, documentId, text } of due.filter((one) => one.text.startsWith('draft '))) {
    const [draft] = await readDrafts(tx, { kind, documentId })
    if (draft?.markdown != null && `draft ${draft.revision}` === text) found.push({ kind, documentId, text, source: draft.markdown })
  }
  return found
}

/** Where one of them takes too long each is asked about alone, so that one text keeps no other from its answer. */
async function judge({ texts, policies, wholePaths }: Batch): Promise<Score[]> {
  const ask = (some: readonly Read[]) =>
    inLinterThread({
      what: 'score' as const,
      texts: some.map((text) => ({
        path: placeOf({ kind: text.kind, id: text.documentId }),
        kind: text.kind,
        source: text.source,
        cites: text.cites,
      })),
      ...{ policies, escalations: new Set(wholePaths) },
    })
  // A thread that has to start first, on a machine that is busy, is no text that takes long.
  await inLinterThread({ what: 'score' as const, texts: [], policies: [], escalations: new Set<string>() }, startsWithin)
  try {
    return await ask(texts)
  } catch (error) {
    if (!isTooSlow(error)) throw error
    if (texts.length <= 1) return texts.map(() => null)
    const each: Score[] = []
    for (const text of texts) each.push(...(await judge({ texts: [text], policies, wholePaths })))
    return each
  }
}

/** What is worth asking again says when. */
function isTooSlow(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'request_timeout' && error.retryAfter === undefined
}
