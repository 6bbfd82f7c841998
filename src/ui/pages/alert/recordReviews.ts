// Records one disposition with one reason for many alerts: five hundred at a time, corrections a few at a time; says how far it came.
import { alertApi } from '../../../contract/alert.ts'
import type { Disposition } from '../../../core/alert/disposition.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { call } from '../../api/call.ts'
import { asProblem, type Problem } from '../../api/problem.ts'

const atOnce = 500
const sideBySide = 4

export type Recording = {
  recorded: string[]
  /** Left alone, each with the reason why. */
  refused: { id: string; message: string }[]
  /** What stopped it before the end; what was recorded until then stays recorded. */
  problem: Problem | null
}

type Wanted = { ids: readonly string[]; disposition: Disposition; reason: string; correct: boolean }

async function reviewChunk(wanted: Wanted, chunk: readonly string[], into: Recording): Promise<void> {
  const [only] = chunk
  if (wanted.ids.length === 1 && only) {
    await call(alertApi.review, { params: { alertId: only as AlertId }, body: { disposition: wanted.disposition, reason: wanted.reason } })
    into.recorded.push(only)
    return
  }
  const body = { alert_ids: [...chunk], disposition: wanted.disposition, reason: wanted.reason }
  const reply = await call(alertApi.reviewMany, { body })
  into.recorded.push(...reply.reviewed)
  into.refused.push(...reply.refused.map(({ id, message }) => ({ id, message })))
}

async function correctChunk(wanted: Wanted, chunk: readonly string[], into: Recording): Promise<void> {
  await Promise.all(
    chunk.map(async (id) => {
      try {
        await call(alertApi.correctReview, {
          params: { alertId: id as AlertId },
          body: { disposition: wanted.disposition, reason: wanted.reason },
        })
        into.recorded.push(id)
      } catch (error) {
        const problem = asProblem(error)
        if (wanted.ids.length === 1 || problem.code === 'unreachable' || problem.status >= 500) throw problem
        into.refused.push({ id, message: problem.message })
      }
    }),
  )
}

export async function recordReviews(wanted: Wanted, onProgress: (done: number) => void): Promise<Recording> {
  const result: Recording = { recorded: [], refused: [], problem: null }
  const size = wanted.correct ? sideBySide : atOnce
  for (let at = 0; at < wanted.ids.length; at += size) {
    onProgress(at)
    const chunk = wanted.ids.slice(at, at + size)
    try {
      await (wanted.correct ? correctChunk(wanted, chunk, result) : reviewChunk(wanted, chunk, result))
    } catch (error) {
      result.problem = asProblem(error)
      return result
    }
  }
  onProgress(wanted.ids.length)
  return result
}
