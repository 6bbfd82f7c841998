// Does the server answer at all? Asked with who we are, so that a session that ended meanwhile is noticed as well.
import { sessionApi } from '../../contract/session.ts'
import { call } from './call.ts'
import { asProblem } from './problem.ts'
import { queryClient } from './queryClient.ts'
import { keyOf } from './queryKey.ts'

const patience = 5_000

export async function serverAnswers(): Promise<boolean> {
  try {
    await queryClient.fetchQuery({
      queryKey: keyOf(sessionApi.me),
      queryFn: () => call(sessionApi.me, {}, AbortSignal.timeout(patience)),
      staleTime: 0,
      retry: false,
    })
    return true
  } catch (error) {
    // A refusal is an answer. A proxy whose server is gone says 502, 503 or 504; one that says nothing in time is as good as gone.
    const { status } = asProblem(error)
    return status > 0 && status < 500
  }
}
