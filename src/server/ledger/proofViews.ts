// Hashes out of the stored tree, O(log n) of them: proofs of single entries, proofs between checkpoints, and roots of earlier sizes.
import { sql } from 'kysely'
import { foldNodes, type NodeId, nodesOfRange } from '../../core/ledger/merkleTree.ts'
import { assembleProof, type ProofPlan, planConsistency, planInclusion } from '../../core/ledger/proofPlan.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { nodeCryptography } from './nodeCryptography.ts'

const { sha256 } = nodeCryptography

const nameOf = ({ level, index }: NodeId) => `${level} ${index}`

/** Throws where a node is missing: the tree then is not whole, and `tickmark fsck` says where. */
async function readNodes(tx: OrganizationTx, nodes: readonly NodeId[]): Promise<(node: NodeId) => Uint8Array> {
  const leaves = nodes.filter(({ level }) => level === 0).map(({ index }) => index)
  const inner = nodes.filter(({ level }) => level > 0)
  const { rows } = await sql<{ level: number; position: number; hash: Uint8Array }>`
    select 0 as level, index as position, leaf_hash as hash from ledger_entry
    where org_id = ${tx.organizationId} and index = any(${leaves}::bigint[])
    union all
    select n.level, n.position, n.hash
    from unnest(${inner.map(({ level }) => level)}::smallint[], ${inner.map(({ index }) => index)}::bigint[]) as wanted (level, position)
    join ledger_node n on n.org_id = ${tx.organizationId} and n.level = wanted.level and n.position = wanted.position
  `.execute(tx.db)
  const found = new Map(rows.map(({ level, position, hash }) => [nameOf({ level, index: position }), hash]))
  return (node) => {
    const hash = found.get(nameOf(node))
    if (hash === undefined)
      throw new Error(`The ledger’s tree lacks the node at level ${node.level}, position ${node.index}: run tickmark fsck.`)
    return hash
  }
}

async function readProof(tx: OrganizationTx, plan: ProofPlan): Promise<Uint8Array[]> {
  return assembleProof(sha256, plan, await readNodes(tx, plan.flat()))
}

/** The way from entry `index` up to the root of the tree of `size`. */
export function proofOfEntry(tx: OrganizationTx, index: number, size: number): Promise<Uint8Array[]> {
  return readProof(tx, planInclusion(index, size))
}

/** Shows that the tree of size `to` only adds to the tree of size `from`. Empty from 0 and between equal sizes. */
export function consistencyProof(tx: OrganizationTx, from: number, to: number): Promise<Uint8Array[]> {
  return readProof(tx, planConsistency(from, to))
}

/** The popcount(size) hashes left of a checkpoint: from them and the headers that follow, every later root can be rebuilt. */
export async function leftRange(tx: OrganizationTx, size: number): Promise<Uint8Array[]> {
  const nodes = nodesOfRange(0, size)
  return nodes.map(await readNodes(tx, nodes))
}

/** The root as it was when the tree had `size` leaves. */
export async function rootAt(tx: OrganizationTx, size: number): Promise<Uint8Array> {
  return foldNodes(sha256, await leftRange(tx, size))
}
