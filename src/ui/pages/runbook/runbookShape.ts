// The contract's runbook as the pages of this noun name it.
import type { z } from 'zod'
import type { Runbook as RunbookShape } from '../../../contract/runbook.ts'

export type Runbook = z.output<typeof RunbookShape>
export type RunbookSection = Runbook['sections'][number]
export type RunbookStep = RunbookSection['steps'][number]
