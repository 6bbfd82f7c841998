// Sends one kept act, and says what became of it: recorded, refused for good, or to be tried again.

import type { Act, Outcome } from './outbox.ts'
import { problemOf } from './problem.ts'
import { noteServerDate } from './serverClock.ts'

/** A server that says nothing in so long has not got it, or its answer is lost: the key makes asking again safe. */
const patience = 20_000

/** Answers that another time may be different: who we are can be settled by signing in, the rest by waiting. */
const passing = new Set([401, 408, 425, 429])

export async function sendAct(act: Act): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(act.url, {
      method: act.method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': act.key },
      body: JSON.stringify(act.body),
      signal: AbortSignal.timeout(patience),
    })
  } catch {
    return { kind: 'later' }
  }
  noteServerDate(response.headers.get('date'))
  if (response.ok) return { kind: 'recorded' }
  if (response.status >= 500 || passing.has(response.status)) return { kind: 'later' }
  return { kind: 'refused', message: (await problemOf(response)).message }
}
