// Where do the documents in force say two things? Computed when asked: nothing of it is kept.
import type { consistencyApi } from '../../contract/consistency.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Inconsistency, Sentence } from '../../core/consistency/inconsistency.ts'
import { day, formatInstant, toInstant } from '../../core/kernel/instant.ts'
import { documentsInForce } from './documentsInForce.ts'
import { inLinterThread } from './linterThread.ts'
import type { HoldTask } from './lintTask.ts'
import { type Asker, readFirst } from './readFirst.ts'
import { seenAlerts, seenSources, seenTypes } from './seenViews.ts'

/** A quarter, as reviews are due: what was not seen for longer is not missed tonight. */
const lookedAt = 90 * day
const mostOfKind = 500

export async function readConsistency(call: Asker): Promise<ReplyOf<typeof consistencyApi.get>> {
  const since = toInstant(call.now - lookedAt)
  const task = await readFirst(call, async (tx): Promise<HoldTask> => {
    const seen = { alerts: await seenAlerts(tx, since), sources: await seenSources(tx), types: await seenTypes(tx), since }
    return { what: 'hold', documents: await documentsInForce(tx, call.now), seen }
  })
  const found = await inLinterThread(task)
  const { documents, seen } = task
  const counts = new Map<string, number>()
  const given = found.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    return count <= mostOfKind
  })
  const policies = documents.filter(({ kind }) => kind === 'policy').length
  return {
    items: given.map(findingShape),
    left_out: found.length - given.length,
    documents: { policies, runbooks: documents.length - policies },
    alert_kinds: seen.alerts.length,
    since: formatInstant(since),
  }
}

function findingShape({ rule, level, message, suggestion, sentences }: Inconsistency) {
  return { rule, level, message, suggestion, sentences: sentences.map(sentenceShape) }
}

function sentenceShape(sentence: Sentence) {
  if (sentence.document === null) return { document: null, line: null, column: null, text: sentence.text }
  const { document, position, text } = sentence
  return { document: { ...document }, line: position.line, column: position.column, text }
}
