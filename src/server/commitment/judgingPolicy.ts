// Which policy are incidents judged by, where it is not the one that is looked at?
import type { Instant } from '../../core/kernel/instant.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { versionInForce } from '../document/inForce.ts'
import { shippedPolicy } from '../document/shippedPolicies.ts'

/** Its title; null where it is this one. */
export async function judgingPolicy(tx: OrganizationTx, policyId: string, now: Instant): Promise<string | null> {
  const { policyId: judging, markdown } = shippedPolicy()
  if (judging === policyId) return null
  return (await versionInForce(tx, 'policy', judging, now))?.title ?? parsePolicy(markdown).policy.title
}
