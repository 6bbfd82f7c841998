// Many files at once, from a repository: each is taken whole or refused whole, and the same ones again change nothing.
import type { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { KnownPerson } from '../../core/document/approver.ts'
import type { Doer } from '../../core/document/decideVersion.ts'
import { pathProblem } from '../../core/document/filePath.ts'
import { historyKey } from '../../core/document/history.ts'
import type { Life } from '../../core/document/life.ts'
import { idFromPath, readingFor } from '../../core/document/readText.ts'
import { readingOf, type TextReading } from '../../core/document/textReading.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { type DocumentKey, readLivesOf } from './actStore.ts'
import { type Acting, announceDocuments, doerOf } from './changeDocument.ts'
import { holdDocuments, versionOfText } from './documentStore.ts'
import { directory, timeZoneOf } from './documentViews.ts'
import { type Answer, refused, replacedBy, takenAnswer, unchangedAnswer, waitsFor, whyUnchanged } from './pushAnswers.ts'
import { type Decided, decideToPutForward, keepPutForward, keptAs, unkeepableText } from './putForward.ts'
import { readTexts } from './readTexts.ts'

type Body = BodyOf<typeof documentExchangeApi.push>
type File = Body['files'][number]
type Context = { people: readonly KnownPerson[]; by: Doer; now: Instant; zone: string; origin: Body['origin'] }

/** A file that can be taken: which document it is, and what it says. */
type Named = { path: string; markdown: string; key: DocumentKey; reading: TextReading }
type Judged = { answer: Answer; decided?: Decided }

/** Null: it cannot be kept, and is not read. */
export async function readFiles(files: readonly File[]): Promise<(TextReading | null)[]> {
  const kept = files.filter(({ markdown }) => unkeepableText(markdown) === undefined)
  const readings = await readTexts(kept.map(({ markdown }) => markdown))
  const of = new Map(kept.map((file, place) => [file, readings[place]]))
  return files.map((file) => of.get(file) ?? null)
}

/** Everything is loaded, decided and stored at once: ten thousand documents take a few hundred statements, and not a hundred thousand. */
export async function pushFiles(
  acting: Acting,
  { files, origin, dry_run }: Body,
  readings: readonly (TextReading | null)[],
): Promise<ReplyOf<typeof documentExchangeApi.push>> {
  const { tx, now } = acting
  if (!dry_run) await holdDocuments(tx)
  const context: Context = { people: await directory(tx, now), by: await doerOf(acting), now, zone: await timeZoneOf(tx), origin }
  const named = nameFiles(files, readings)
  const lives = await readLivesOf(
    tx,
    named.flatMap((one) => ('answer' in one ? [] : [one.key])),
  )
  const judged = named.map((one): Judged => ('answer' in one ? one : judgeFile(one, lives.get(historyKey(one.key)), context, dry_run)))
  const decided = judged.flatMap((one) => one.decided ?? [])
  if (!dry_run) {
    await keepPutForward(tx, decided, context.by)
    announceDocuments(
      acting,
      decided.map(({ key }) => key),
    )
  }
  return { dry_run, files: judged.map(({ answer }) => answer) }
}

/** A document is pushed once at a time: the first file for it is the one that counts. */
function nameFiles(files: readonly File[], readings: readonly (TextReading | null)[]): (Named | { answer: Answer })[] {
  const taken = new Map<string, string>()
  return files.map(({ path, markdown }, place) => {
    const unkept = unkeepableText(markdown)
    if (unkept !== undefined) return { answer: refused(path, null, unkept.message, [{ ...unkept, refuses: true }]) }
    // It is written to disk by whoever pulls.
    const misplaced = pathProblem(path)
    if (misplaced !== undefined) return { answer: refused(path, null, misplaced, []) }
    const reading = readings[place] ?? readingOf(markdown)
    const key = keyOf(path, reading)
    if (key === null) return { answer: refused(path, null, 'Nothing in its path can be a name: give it an `id` in its front matter.', []) }
    const other = taken.get(historyKey(key))
    if (other !== undefined)
      return { answer: refused(path, key, `It is the same document as ${other}: give one of them another \`id\`.`, []) }
    taken.set(historyKey(key), path)
    return { path, markdown, key, reading }
  })
}

function judgeFile({ path, markdown, key, reading }: Named, life: Life | undefined, context: Context, isDryRun: boolean): Judged {
  const read = keptAs(key, readingFor(reading, context.people))
  const unchanged = whyUnchanged(life, versionOfText(markdown), context.now)
  if (unchanged !== undefined) return { answer: unchangedAnswer(path, key, unchanged, read.problems, context.people) }
  if (read.problems.some(({ refuses }) => refuses)) return { answer: refused(path, key, 'It cannot be taken as it is.', read.problems) }
  const origin = { repository: null, commit: null, author: null, ...context.origin, path }
  try {
    const more = { note: null, takesEffectAt: null, emergency: null, origin }
    const decided = decideToPutForward(key, markdown, read, more, { life, ...context })
    const replaces = replacedBy(decided.version, life, context.now)
    const waits = waitsFor(read.terms.approvers, context.people)
    return { answer: takenAnswer({ path, key, decided, replaces, waits, problems: read.problems, isDryRun }), decided }
  } catch (error) {
    if (error instanceof Refusal) return { answer: refused(path, key, error.message, read.problems) }
    throw error
  }
}

function keyOf(path: string, { kind, id }: TextReading): DocumentKey | null {
  const documentId = id ?? idFromPath(path)
  return documentId === null ? null : { kind, documentId: documentId.slice(0, 100) }
}
