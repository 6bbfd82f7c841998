// Is a word the id of a tool we understand? Asked of what stands in a row or a path, before it is believed.
import { type IntegrationId, integrationIds } from '../../integrations/defineIntegration.ts'

const known: ReadonlySet<string> = new Set(integrationIds)

export function isIntegrationId(text: string): text is IntegrationId {
  return known.has(text)
}
