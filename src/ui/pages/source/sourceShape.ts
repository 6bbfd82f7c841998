// The contract's source as the pages of this noun name it.
import type { z } from 'zod'
import type { Integration as IntegrationShape, Source as SourceShape } from '../../../contract/source.ts'

export type Source = z.output<typeof SourceShape>
export type Integration = z.output<typeof IntegrationShape>
