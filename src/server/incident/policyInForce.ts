// By which policy is an incident judged? Today's is the one that comes with Tickmark, kept as a version like any other, so that what pins it can be read for ever.
import { readFile } from 'node:fs/promises'
import type { Instant } from '../../core/kernel/instant.ts'
import { encodeHex } from '../../core/ledger/hex.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { publishShipped, versionOf } from '../document/documentStore.ts'

const shippedFile = new URL('../../../catalogues/templates/policies/incident-response.md', import.meta.url)

let shipped: Promise<{ markdown: string; policyId: string }> | undefined

/** Read once: it changes only with the software. */
function readShipped() {
  shipped ??= readFile(shippedFile, 'utf8').then((markdown) => ({ markdown, policyId: parsePolicy(markdown).policy.id }))
  return shipped
}

export type PolicyVersion = { policyId: string; version: Uint8Array; versionHex: string }

/** The version in force, which is on record from the first time that it is asked for. */
export async function policyInForce(tx: OrganizationTx, now: Instant): Promise<PolicyVersion> {
  const { markdown, policyId } = await readShipped()
  const { version } = await publishShipped(tx, 'policy', policyId, markdown, now)
  return { policyId, version: new Uint8Array(Buffer.from(version, 'hex')), versionHex: version }
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
