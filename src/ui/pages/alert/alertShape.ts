// The contract's alert as the pages of this noun name it.
import type { z } from 'zod'
import type { Alert as AlertShape, AlertWithHistory as AlertWithHistoryShape } from '../../../contract/alert.ts'
import type { Disposition } from '../../../core/alert/disposition.ts'

export type Alert = z.output<typeof AlertShape>
export type AlertWithHistory = z.output<typeof AlertWithHistoryShape>

/** A row of the queue; `mine`: what the reader has just recorded for it, before the list is asked again. */
export type QueueAlert = Alert & { mine?: Disposition }
