// By which policy is an incident judged? By the version in force when it was declared, which it keeps, whatever becomes of the policy.
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { versionOf } from '../document/documentStore.ts'
import { hashInForce } from '../document/inForce.ts'
import { publishShipped } from '../document/publishShipped.ts'
import { shippedPolicy } from '../document/shippedPolicies.ts'

export type PolicyVersion = { policyId: string; version: Uint8Array; versionHex: string }

/** The version in force at that instant; where nothing was ever published, or all is retired, the one that comes with Tickmark. */
export async function policyInForce(tx: OrganizationTx, now: Instant): Promise<PolicyVersion> {
  const { policyId, markdown } = shippedPolicy()
  const inForce = await hashInForce(tx, 'policy', policyId, now)
  const versionHex = inForce ?? (await publishShipped(tx, 'policy', policyId, markdown, now)).version
  return { policyId, version: new Uint8Array(Buffer.from(versionHex, 'hex')), versionHex }
}

export type PinnedPolicy = { policy: Policy; id: string; version: string; number: number; title: string }

/** By the hash of the text: what was read from it once is what will ever be read from it. */
const parsed = new Map<string, Policy>()
const mostParsed = 100

function parse(version: string, markdown: string): Policy {
  const known = parsed.get(version)
  if (known !== undefined) return known
  if (parsed.size >= mostParsed) parsed.clear()
  const { policy } = parsePolicy(markdown)
  parsed.set(version, policy)
  return policy
}

/** The version that an incident is judged by. */
export async function pinnedPolicy(
  tx: OrganizationTx,
  { policyId, policyVersion }: { policyId: string; policyVersion: Uint8Array },
): Promise<PinnedPolicy> {
  const version = encodeHex(policyVersion)
  const stored = await versionOf(tx, 'policy', policyId, version)
  if (stored === undefined) throw new Error(`The policy version ${policyId} ${version}, which an incident is judged by, is not kept.`)
  return { policy: parse(version, stored.markdown), id: policyId, version, number: stored.number, title: stored.title }
}
