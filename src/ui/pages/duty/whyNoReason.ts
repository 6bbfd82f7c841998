// Why a reason is none yet, in the words of the refusal that would come back.
import { requireReason } from '../../../core/alert/review.ts'
import { Refusal } from '../../../core/kernel/refusal.ts'

export function whyNoReason(given: string): string | null {
  try {
    requireReason(given)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
