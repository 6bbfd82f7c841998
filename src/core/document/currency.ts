// Was a document current throughout a period? Answered from folded entries alone, so that a past period is answered alike for ever.
export const gapCauses = ['nothing-in-force', 'retired', 'review-overdue'] as const
export type GapCause = (typeof gapCauses)[number]
