// What the first answer asks and tells the server. Written out, since the contract would bring all its shapes along; a test holds the two together.
import { apiPrefix } from '../../contract/endpoint.ts'

/** The address of an incident’s page holds its id; null: another page. */
export function incidentOf(path: string): string | null {
  return /^\/incidents\/(inc_[0-9a-f]{32})$/.exec(path)?.[1] ?? null
}

export const sessionUrl = `${apiPrefix}/session`
export const incidentUrl = (id: string) => `${apiPrefix}/incidents/${id}`
export const acknowledgeUrl = (id: string) => `${apiPrefix}/incidents/${id}/acknowledge`
