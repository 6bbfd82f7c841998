// What a page is told when something was not done: the server's refusal, or that the server could not be reached.
import type { FieldProblem, RefusalCode } from '../../core/kernel/refusal.ts'

/** `unreachable`: no answer came; `unexpected`: an answer that is a defect (5xx, not a problem body). */
export type ProblemCode = RefusalCode | 'unreachable' | 'unexpected'

export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly fields: readonly FieldProblem[]
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, message: string, more: { status?: number; fields?: readonly FieldProblem[]; retryAfter?: number } = {}) {
    super(message)
    this.name = 'Problem'
    this.code = code
    this.status = more.status ?? 0
    this.fields = more.fields ?? []
    this.retryAfter = more.retryAfter
  }
}

type ProblemBody = {
  code?: RefusalCode
  detail?: string
  title?: string
  fields?: FieldProblem[]
  request_id?: string
  reference?: string
}

/** Reads an RFC 9457 body; anything else becomes `unexpected` with what is known. */
export async function problemOf(response: Response): Promise<Problem> {
  let body: ProblemBody = {}
  try {
    body = (await response.json()) as ProblemBody
  } catch {
    // Not a problem body, for instance a proxy's page; the status says enough.
  }
  const wait = Number(response.headers.get('retry-after'))
  const reference = body.reference ?? body.request_id ?? response.headers.get('x-request-id')
  const detail = body.detail ?? body.title ?? `The server answered ${response.status}.`
  if (response.status >= 500 && response.status !== 503) {
    const named = reference && !detail.includes(reference) ? ` Reference ${reference}.` : ''
    return new Problem('unexpected', `${detail}${named}`, { status: response.status })
  }
  return new Problem(body.code ?? 'unexpected', detail, {
    status: response.status,
    ...(body.fields ? { fields: body.fields } : {}),
    ...(wait > 0 ? { retryAfter: wait } : {}),
  })
}

export function unreachable(): Problem {
  return new Problem('unreachable', 'The server could not be reached. Check the connection; nothing was sent twice.')
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem('unexpected', error instanceof Error ? error.message : String(error))
}

/** What was wrong with one field of the body, by JSON pointer. */
export function fieldProblem(problem: Problem | null, path: string): string | undefined {
  return problem?.fields.find((field) => field.path === path || field.path === `/body${path}`)?.message
}
