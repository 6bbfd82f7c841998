// The contract's source as the pages of this noun name it.
import type { z } from 'zod'
import type {
  Integration as IntegrationShape,
  IntegrationId as IntegrationIdShape,
  Source as SourceShape,
} from '../../../contract/source.ts'

export type Source = z.output<typeof SourceShape>
export type Integration = z.output<typeof IntegrationShape>
export type IntegrationId = z.output<typeof IntegrationIdShape>
