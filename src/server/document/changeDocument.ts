// Every change of a document: load its life, decide, store and record what happens, answer how it stands.

import type { documentApi } from '../../contract/document.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import type { NewAct } from '../../core/document/act.ts'
import { decideTakeBack } from '../../core/document/decideDocument.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import { decideDraft, refuseStale } from '../../core/document/draft.ts'
import type { Life } from '../../core/document/life.ts'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { Call } from '../http/route.ts'
import { nudgeSealing } from '../ledger/seal.job.ts'
import { type DocumentKey, readLife } from './actStore.ts'
import { holdDocuments } from './documentStore.ts'
import { addressOf, directory, timeZoneOf } from './documentViews.ts'
import { readDrafts, type StoredDraft, saveStoredDraft } from './draftStore.ts'
import { keepActs } from './keepActs.ts'
import { decideToPutForward, keepPutForward, readAs, refuseProblems, refuseUnkeepable } from './putForward.ts'

export type Acting = Pick<Call, 'tx' | 'by' | 'now' | 'services' | 'afterCommit'>

export async function doerOf({ tx, by }: Pick<Acting, 'tx' | 'by'>): Promise<Doer> {
  const email = by.kind === 'person' ? await addressOf(tx, by.id) : null
  return { kind: by.kind, id: by.id, name: by.name, role: by.role, email }
}

/** Open pages ask again once it is committed. */
export function announceDocument(acting: Pick<Acting, 'tx' | 'services' | 'afterCommit'>, key: DocumentKey) {
  announceDocuments(acting, [key])
}

export function announceDocuments(
  { tx, services, afterCommit }: Pick<Acting, 'tx' | 'services' | 'afterCommit'>,
  keys: readonly DocumentKey[],
) {
  if (keys.length === 0) return
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'document', ids: keys.map(({ documentId }) => documentId) }))
  afterCommit(() => nudgeSealing(services))
}

export async function requireLife(tx: Acting['tx'], key: DocumentKey): Promise<Life> {
  const life = await readLife(tx, key)
  if (life === undefined) throw new Refusal('not_found', `There is no such ${key.kind} here.`)
  return life
}

type Decide = (life: Life, setting: { by: Doer; at: Instant; zone: string }) => NewAct[]

/** One after the other: what is decided about is what there is, and no act lies before the one before it. */
export async function act(acting: Acting, key: DocumentKey, decide: Decide): Promise<void> {
  const { tx, by, now } = acting
  await holdDocuments(tx)
  const life = await requireLife(tx, key)
  const at = Math.max(now, life.next.notBefore ?? now) as Instant
  const acts = decide(life, { by: await doerOf(acting), at, zone: await timeZoneOf(tx) })
  await keepActs(tx, { key, position: life.next.position, acts, by, at })
  announceDocument(acting, key)
}

export async function takeBackReview(acting: Acting, key: DocumentKey, position: number, reason: string): Promise<void> {
  const { tx, by, now } = acting
  await holdDocuments(tx)
  const life = await requireLife(tx, key)
  const at = Math.max(now, life.next.notBefore ?? now) as Instant
  const { act: takenBack, corrects } = decideTakeBack(life, position, reason)
  await keepActs(tx, { key, position: life.next.position, acts: [takenBack], by, at, corrects })
  announceDocument(acting, key)
}

export async function proposeText(acting: Acting, key: DocumentKey, body: BodyOf<typeof documentApi.propose>): Promise<void> {
  const { tx, now } = acting
  await holdDocuments(tx)
  const [draft] = await readDrafts(tx, key)
  if (body.draft_revision !== undefined) refuseStale(draft, body.draft_revision)
  const markdown = body.markdown ?? draft?.markdown ?? null
  if (markdown === null) throw new Refusal('not_found', 'There is no draft: save one, or send the text.')
  refuseUnkeepable(markdown)
  const read = readAs(key, markdown, await directory(tx, now))
  refuseProblems(read.problems)
  const by = await doerOf(acting)
  const life = await readLife(tx, key)
  const more = {
    ...{ note: body.note ?? null, emergency: body.emergency?.reason ?? null },
    takesEffectAt: body.takes_effect_at === undefined ? null : (parseInstant(body.takes_effect_at) ?? null),
    origin: body.origin === undefined ? null : { ...body.origin, path: null },
  }
  const decided = decideToPutForward(key, markdown, read, more, { life, by, now, zone: await timeZoneOf(tx) })
  await keepPutForward(tx, [decided], by)
  if (draft?.markdown === markdown)
    await saveStoredDraft(tx, { ...draft, revision: draft.revision + 1, markdown: null, ...savedBy(acting) })
  announceDocument(acting, key)
}

function savedBy({ by, now }: Acting): Pick<StoredDraft, 'savedAt' | 'savedBy' | 'savedByName'> {
  return { savedAt: now, savedBy: by.id, savedByName: by.name }
}

/** `markdown` null throws it away. Answers the revision that it has now. */
export async function changeDraft(acting: Acting, key: DocumentKey, loaded: number, markdown: string | null): Promise<number> {
  const { tx } = acting
  if (markdown !== null) refuseUnkeepable(markdown)
  await holdDocuments(tx)
  const [before] = await readDrafts(tx, key)
  const revision = decideDraft(before, loaded, markdown)
  await saveStoredDraft(tx, { ...key, revision, markdown, ...savedBy(acting) })
  announceDocument(acting, key)
  return revision
}
