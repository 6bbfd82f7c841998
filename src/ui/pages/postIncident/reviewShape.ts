// The contract's review and corrective actions as the pages of this noun name them.
import type { z } from 'zod'
import type {
  CorrectiveAction as ActionShape,
  TimelineLine as LineShape,
  PostIncident as PostIncidentShape,
  ReviewDraft as ReviewShape,
} from '../../../contract/postIncident.ts'

export type PostIncident = z.output<typeof PostIncidentShape>
export type Review = z.output<typeof ReviewShape>
export type TimelineLine = z.output<typeof LineShape>
export type Action = z.output<typeof ActionShape>
