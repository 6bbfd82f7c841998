// When is somebody reminded that a log is about to be lost?
import { type Instant, second, toInstant } from '../kernel/instant.ts'

/**
 * From `now` to the loss. The policy's margin (for instance a week) where more than that is left, and once more when a tenth of it remains;
 * otherwise in proportion to what is left: at its half, and when a tenth remains. None where it is lost already.
 */
export function reminderInstants(now: Instant, lossAt: Instant, margin?: number): Instant[] {
  const left = lossAt - now
  const ahead = margin !== undefined && margin > 0 && margin < left ? [margin, margin / 10] : [left / 2, left / 10]
  // Whole seconds before the loss and at least one, so that no reminder comes with it; two that fall together are one.
  const instants = ahead.map((before) => lossAt - Math.max(1, Math.ceil(before / second)) * second).filter((at) => at > now)
  return [...new Set(instants)].map(toInstant)
}
