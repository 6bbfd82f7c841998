// What a file would become, and how its texts stand as they are: converted and linted within bounds, and nothing of it kept.
import type { Readable } from 'node:stream'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { type importApi, longestImport, mostImported } from '../../contract/import.ts'
import { readFrontMatter } from '../../core/document/readFrontMatter.ts'
import { importedDocument } from '../../core/import/importedDocument.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { longestText } from '../../core/lint/longestText.ts'
import { inLinterThread } from '../consistency/linterThread.ts'
import { lintSummary } from '../consistency/lintSummary.ts'
import { type KnownToLinter, knownToLinter } from '../consistency/lintText.ts'
import { readFirst } from '../consistency/readFirst.ts'
import { unkeepableText } from '../document/putForward.ts'
import { readStandings, type StandingOf } from '../document/standingTexts.ts'
import { readBody, refuseAnnounced } from '../http/readBody.ts'
import type { OpenCall } from '../http/route.ts'
import { convertBytes } from './convertBytes.ts'
import type { FoundText, FoundTexts } from './documentsIn.ts'

type Report = ReplyOf<typeof importApi.report>
type Reported = Report['documents'][number]

/** Whoever waits for a page waits less long than at a terminal. */
const threadLimits = { seconds: 30, heapMegabytes: 256 }
/** Each may take a thread with its heap, and the body in memory beside it. */
const mostAtOnce = 3
const longestLinting = 60_000
/** Characters of all texts together: they come back in one request. */
const mostCharacters = 12_000_000
const mostSkipped = 100

let open = 0

export async function reportImport(call: OpenCall<typeof importApi.report>): Promise<Report> {
  if (open >= mostAtOnce) {
    drain(call.request.raw)
    throw new Refusal('too_many_uploads', 'Others are importing just now; try again in a moment.', { retryAfter: 5 })
  }
  open++
  try {
    return await reportOf(call)
  } finally {
    open--
    drain(call.request.raw)
  }
}

/** Whoever is refused while still sending must be able to read why. */
function drain(body: Readable): void {
  if (!body.readableEnded) body.resume()
}

async function reportOf(call: OpenCall<typeof importApi.report>): Promise<Report> {
  const { request, query, services } = call
  const limits = { maxBytes: longestImport, milliseconds: services.config.bodyTimeout }
  refuseAnnounced(request.headers['content-length'], limits)
  const bytes = await readBody(request.raw, limits)
  const found = await convertBytes({ name: query.name, bytes }, threadLimits)
  refuseTooMuch(found)
  const known = await readFirst(call, async (tx) => ({
    linter: await knownToLinter(tx, call.now),
    standingOf: await readStandings(tx),
  }))
  const skipped = [...found.skipped]
  const documents: Reported[] = []
  const taken = new Set<string>()
  const until = performance.now() + longestLinting
  for (const text of found.texts) {
    if (performance.now() > until)
      throw new Refusal('request_timeout', `Reading its ${found.texts.length} pages takes longer than a minute: import fewer at once.`)
    const because = whyNotTaken(text.markdown)
    if (because === null) documents.push(await reported(text, known, taken))
    else skipped.push({ from: text.from, because })
  }
  return { documents, skipped: skipped.slice(0, mostSkipped), skipped_more: Math.max(0, skipped.length - mostSkipped) }
}

function refuseTooMuch({ texts }: FoundTexts): void {
  if (texts.length > mostImported)
    throw new Refusal('payload_too_large', `It has ${texts.length} pages; at most ${mostImported} are taken at once. Export them in parts.`)
  const characters = texts.reduce((sum, { markdown }) => sum + markdown.length, 0)
  if (characters > mostCharacters)
    throw new Refusal(
      'payload_too_large',
      `Its pages have ${characters.toLocaleString('en')} characters; at most ${mostCharacters.toLocaleString('en')} are taken at once. Export them in parts.`,
    )
}

function whyNotTaken(markdown: string): string | null {
  const unkept = unkeepableText(markdown)
  if (unkept !== undefined) return unkept.message
  return markdown.length <= longestText
    ? null
    : `it is longer than the ${longestText.toLocaleString('en')} characters that are read of a document`
}

type Known = { linter: KnownToLinter; standingOf: StandingOf }

/** Linted as it came: the front matter is put before it afterwards. */
async function reported(found: FoundText, { linter, standingOf }: Known, taken: Set<string>): Promise<Reported> {
  const { from, markdown, left } = found
  const linted = await inLinterThread({ what: 'lint', ...linter, path: from, source: markdown, kind: null })
  const { id, kind, text } = importedDocument({ ...found, readAs: linted.kind }, taken)
  taken.add(id)
  const { title } = readFrontMatter(text)
  const { what: stands, revision } = standingOf({ kind, documentId: id })
  return {
    ...{ from, kind, id, title: title === '' ? id : title, markdown: text, left: [...left], stands, revision },
    linted: lintSummary(linted),
  }
}
