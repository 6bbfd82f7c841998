// What the review dialog is asked to record.
import type { Disposition } from '../../../core/alert/disposition.ts'

export type ReviewRequest = {
  ids: readonly string[]
  /** `quick`: common reasons, one tap. `full`: disposition and reason. */
  mode: 'quick' | 'full'
  correct: boolean
  suggested?: Disposition | null
  disposition?: Disposition
}
