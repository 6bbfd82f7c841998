// The slices in which the alerts of a period are judged: by the versions in force when they were received.
import { type AlertSlice, alertSlices } from '../../core/commitment/alertsKept.ts'
import type { PolicyPeriod } from './policyPeriod.ts'

export async function slicesOf({ stretches, versionOf, period }: PolicyPeriod): Promise<AlertSlice[]> {
  const slices: AlertSlice[] = []
  for (const { version, from, to } of stretches) {
    const within = (await versionOf(version)).policy.alertReview?.within
    if (within) slices.push(...alertSlices(version, within, from, to, period.timeZone))
  }
  return slices
}
