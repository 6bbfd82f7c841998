// Many files at once, from a repository: each is taken whole or refused whole, and the same ones again change nothing.
import type { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { KnownPerson } from '../../core/document/approver.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import { missingApprovers } from '../../core/document/decideVersion.ts'
import { pathProblem } from '../../core/document/filePath.ts'
import { inForceAt, proposalState, retiredAt } from '../../core/document/inForce.ts'
import type { Life, Proposal } from '../../core/document/life.ts'
import { idFromPath, readText, type TextProblem } from '../../core/document/readText.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type DocumentKey, readLife } from './actStore.ts'
import { type Acting, announceDocument, doerOf } from './changeDocument.ts'
import { holdDocuments, versionOfText } from './documentStore.ts'
import { directory, timeZoneOf } from './documentViews.ts'
import { type Decided, decideToPutForward, keepPutForward, readAs, unkeepableText } from './putForward.ts'
import { problemShape } from './showDocument.ts'

type Body = BodyOf<typeof documentExchangeApi.push>
type Answer = ReplyOf<typeof documentExchangeApi.push>['files'][number]
type Context = { people: readonly KnownPerson[]; by: Doer; now: Instant; zone: string; origin: Body['origin']; taken: Map<string, string> }

export async function pushFiles(acting: Acting, { files, origin, dry_run }: Body): Promise<ReplyOf<typeof documentExchangeApi.push>> {
  const { tx, now } = acting
  if (!dry_run) await holdDocuments(tx)
  const context: Context = {
    ...{ people: await directory(tx, now), by: await doerOf(acting), now, zone: await timeZoneOf(tx), origin },
    taken: new Map(),
  }
  const answers: Answer[] = []
  for (const file of files) answers.push(await pushFile(acting, context, file, dry_run))
  return { dry_run, files: answers }
}

async function pushFile(acting: Acting, context: Context, file: Body['files'][number], isDryRun: boolean): Promise<Answer> {
  const { path, markdown } = file
  const unkept = unkeepableText(markdown)
  if (unkept !== undefined) return refused(path, null, unkept.message, [{ ...unkept, refuses: true }])
  // It is written to disk by whoever pulls.
  const misplaced = pathProblem(path)
  if (misplaced !== undefined) return refused(path, null, misplaced, [])
  const key = keyOf(path, markdown)
  if (key === null) return refused(path, null, 'Nothing in its path can be a name: give it an `id` in its front matter.', [])
  const name = `${key.kind} ${key.documentId}`
  const other = context.taken.get(name)
  if (other !== undefined) return refused(path, key, `It is the same document as ${other}: give one of them another \`id\`.`, [])
  context.taken.set(name, path)
  const life = await readLife(acting.tx, key)
  const read = readAs(key, markdown, context.people)
  const unchanged = whyUnchanged(life, versionOfText(markdown), context.now)
  if (unchanged !== undefined) return unchangedAnswer(path, key, unchanged, read.problems, context)
  if (read.problems.some(({ refuses }) => refuses)) return refused(path, key, 'It cannot be taken as it is.', read.problems)
  const origin = { repository: null, commit: null, author: null, ...context.origin, path }
  try {
    const more = { note: null, takesEffectAt: null, emergency: null, origin }
    const decided = decideToPutForward(key, markdown, read, more, { life, ...context })
    if (!isDryRun) {
      await keepPutForward(acting.tx, decided, context.by)
      announceDocument(acting, key)
    }
    const replaces = replacedBy(decided.version, life, context.now)
    const waits = waitsFor(read.terms.approvers, context.people)
    return takenAnswer({ path, key, decided, replaces, waits, problems: read.problems, isDryRun })
  } catch (error) {
    if (error instanceof Refusal) return refused(path, key, error.message, read.problems)
    throw error
  }
}

function keyOf(path: string, markdown: string): DocumentKey | null {
  const { kind, id } = readText(markdown, [])
  const documentId = id ?? idFromPath(path)
  return documentId === null ? null : { kind, documentId: documentId.slice(0, 100) }
}

/** What is in force, or was put forward last whatever became of it: a pipeline does not insist on what people took back. */
function whyUnchanged(life: Life | undefined, version: string, now: Instant): { because: string; proposal: Proposal } | undefined {
  if (life === undefined || retiredAt(life, now) !== undefined) return undefined
  const inForce = inForceAt(life, now)
  if (inForce?.version === version) return { because: 'This very text is in force.', proposal: inForce }
  const last = life.proposals.at(-1)
  if (last === undefined || last.version !== version) return undefined
  const state = proposalState(life, last, now)
  if (state === 'superseded') return undefined
  const words = {
    proposed: 'is proposed already',
    approved: 'is approved and takes effect later',
    withdrawn: 'was withdrawn',
    'in-force': 'is in force',
  }
  return { because: `This very text ${words[state]}.`, proposal: last }
}

function unchangedAnswer(
  path: string,
  key: DocumentKey,
  { because, proposal }: { because: string; proposal: Proposal },
  problems: readonly TextProblem[],
  { people }: Context,
): Answer {
  const { number, version, effect, withdrawn } = proposal
  const waits = effect === null && withdrawn === null ? waitsFor(missingApprovers(proposal), people) : []
  return {
    ...{ path, kind: key.kind, id: key.documentId, outcome: 'unchanged', because, number, hash: version },
    ...{ replaces: null, waits_for: waits, problems: problems.map(problemShape) },
  }
}

/** What readers compare it with. */
function replacedBy(version: string, life: Life | undefined, now: Instant): Answer['replaces'] {
  const earlier = life && (inForceAt(life, now) ?? life.proposals.at(-1))
  return earlier === undefined || earlier.version === version ? null : { number: earlier.number, hash: earlier.version }
}

/** Nobody left of those named: the text names no approvers. */
function waitsFor(approvers: readonly string[], people: readonly KnownPerson[]): string[] {
  if (approvers.length === 0) return ['somebody who may publish']
  return approvers.map((word) => people.find(({ id }) => id === word)?.name ?? word)
}

type Taken = Pick<Answer, 'path' | 'replaces'> & {
  key: DocumentKey
  decided: Decided
  waits: string[]
  problems: readonly TextProblem[]
  isDryRun: boolean
}

function takenAnswer({ path, key, decided, replaces, waits, problems, isDryRun }: Taken): Answer {
  const isInForce = decided.acts.some(({ what }) => what === 'in_force')
  return {
    ...{ path, kind: key.kind, id: key.documentId, outcome: isInForce ? 'in-force' : 'proposed' },
    because: isInForce ? 'It takes effect.' : 'It waits for its approval.',
    ...{ number: isDryRun && decided.isNew ? null : decided.number, hash: decided.version, replaces, waits_for: isInForce ? [] : waits },
    problems: problems.map(problemShape),
  }
}

function refused(path: string, key: DocumentKey | null, because: string, problems: readonly TextProblem[]): Answer {
  return {
    ...{ path, kind: key?.kind ?? null, id: key?.documentId ?? null, outcome: 'refused', because, number: null, hash: null },
    ...{ replaces: null, waits_for: [], problems: problems.map(problemShape) },
  }
}
