// The policy that comes with the software: what incidents are judged by until an organization has its own.
import { readFileSync } from 'node:fs'
import type { Instant } from '../../core/kernel/instant.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { publishShipped } from './publishShipped.ts'

const file = new URL('../../../catalogues/templates/policies/incident-response.md', import.meta.url)

type Shipped = { policyId: string; markdown: string }

let read: Shipped | undefined

/** Read once: it changes only with the software. */
export function shippedPolicy(): Shipped {
  if (read === undefined) {
    const markdown = readFileSync(file, 'utf8')
    read = { markdown, policyId: parsePolicy(markdown).policy.id }
  }
  return read
}

export async function publishShippedPolicy(tx: OrganizationTx, now: Instant): Promise<void> {
  const { policyId, markdown } = shippedPolicy()
  await publishShipped(tx, 'policy', policyId, markdown, now)
}
