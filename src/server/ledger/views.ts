// What the ledger answers about itself: its status with honest words, its entries, their proofs, its checkpoints.
import type { z } from 'zod'
import type { EntryLine } from '../../contract/alert.ts'
import type { Checkpoint, Entry, LedgerStatus } from '../../contract/ledger.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { parseCanonical } from '../../core/ledger/canonicalJson.ts'
import { ledgerDoesNotProve, ledgerProves } from '../../core/ledger/claims.ts'
import { parseHeader } from '../../core/ledger/parseHeader.ts'
import { formatProof } from '../../core/ledger/proof.ts'
import { decodeUtf8 } from '../../core/ledger/utf8.ts'
import { formatVerifierKey } from '../../core/ledger/verifierKey.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { anchorsOfSizes, listDestinations } from './anchorStore.ts'
import { readLatestAnchor, readStampedSize } from './anchorViews.ts'
import { type CheckpointRow, readCheckpointAt, readCheckpoints, readLatestCheckpoint } from './checkpointViews.ts'
import { type EntryRow, readEntries, readEntriesOf, readEntry, readSimulatedUntil } from './entryViews.ts'
import type { LedgerKeys } from './ledgerKeys.ts'
import { readStanding } from './ledgerStore.ts'
import { nodeLatin1 } from './nodeCryptography.ts'
import { proofOfEntry } from './proofViews.ts'
import { whoIs } from './whoViews.ts'

type EntryAnswer = z.output<typeof Entry>
type CheckpointAnswer = z.output<typeof Checkpoint>

export function stateOf(index: number | null, stampedSize: number): EntryAnswer['state'] {
  if (index === null) return 'pending'
  return index < stampedSize ? 'timestamped' : 'sealed'
}

/** The entries of one object with where each stands; for the pages of other nouns. Sealed ones in their order, then those that wait. */
export async function entryStates(tx: OrganizationTx, obj: string): Promise<z.output<typeof EntryLine>[]> {
  const rows = await readEntriesOf(tx, obj)
  if (rows.length === 0) return []
  const stamped = await readStampedSize(tx)
  const read = rows.map((row) => ({ row, header: parseHeader(row.header, nodeLatin1) }))
  const who = await whoIs(
    tx,
    read.map(({ header }) => header.act),
  )
  return read.map(({ row, header }) => ({
    index: row.index,
    kind: header.kind,
    at: formatInstant(header.at as Instant),
    recorded_at: formatInstant(row.recordedAt),
    state: stateOf(row.index, stamped),
    leaf_hash: encodeBase64(row.leafHash),
    by: who(header.act),
  }))
}

async function answerEntries(tx: OrganizationTx, rows: readonly EntryRow[]): Promise<EntryAnswer[]> {
  const stamped = await readStampedSize(tx)
  const read = rows.map((row) => ({ row, header: parseHeader(row.header, nodeLatin1) }))
  const who = await whoIs(
    tx,
    read.map(({ header }) => header.act),
  )
  return read.map(({ row, header }) => ({
    index: row.index,
    kind: header.kind,
    obj: header.obj,
    act: header.act,
    by: who(header.act),
    at: formatInstant(header.at as Instant),
    recorded_at: formatInstant(row.recordedAt),
    leaf_hash: encodeBase64(row.leafHash),
    state: stateOf(row.index, stamped),
    header: decodeUtf8(row.header),
    detail: row.detail === null ? null : parseCanonical(row.detail),
  }))
}

/** A cursor is the index or size that the page before ended with. */
function below(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (!/^\d{1,15}$/.test(cursor)) {
    throw new Refusal('invalid_request', 'The cursor is not one that a page of this list gave.', {
      fields: [{ path: '/cursor', message: 'use next_cursor of the page before' }],
    })
  }
  return Number(cursor)
}

function nextCursor(rows: readonly unknown[], limit: number, last: number | undefined): string | null {
  return rows.length < limit || last === undefined || last === 0 ? null : String(last)
}

type EntriesAsked = { obj?: string | undefined; kind?: string | undefined; cursor?: string | undefined; limit: number }

export async function entryPage(tx: OrganizationTx, { obj, kind, cursor, limit }: EntriesAsked) {
  const rows = await readEntries(tx, { obj, kind, below: below(cursor), limit })
  return { items: await answerEntries(tx, rows), next_cursor: nextCursor(rows, limit, rows.at(-1)?.index) }
}

function noSuchEntry(index: number): Refusal {
  return new Refusal('not_found', `The ledger has no sealed entry ${index}.`)
}

export async function oneEntry(tx: OrganizationTx, index: number): Promise<EntryAnswer> {
  const row = await readEntry(tx, index)
  const [answer] = row === undefined ? [] : await answerEntries(tx, [row])
  if (answer === undefined) throw noSuchEntry(index)
  return answer
}

/** Leads to the latest checkpoint, which is the one that most others will have seen extended. */
export async function entryProof(tx: OrganizationTx, index: number): Promise<string> {
  const checkpoint = await readLatestCheckpoint(tx)
  if (checkpoint === undefined || index >= checkpoint.size) throw noSuchEntry(index)
  return formatProof({ index, hashes: await proofOfEntry(tx, index, checkpoint.size), checkpoint: checkpoint.note })
}

async function answerCheckpoints(tx: OrganizationTx, rows: readonly CheckpointRow[]): Promise<CheckpointAnswer[]> {
  const anchors = await anchorsOfSizes(
    tx,
    rows.map(({ size }) => size),
  )
  const destinations = new Map((await listDestinations(tx)).map((one) => [one.destinationId, one]))
  return rows.map(({ size, root, note, signedAt }) => ({
    size,
    root: encodeBase64(root),
    signed_at: formatInstant(signedAt),
    note,
    anchors: anchors.flatMap((anchor) => {
      const destination = destinations.get(anchor.destinationId)
      if (anchor.size !== size || destination === undefined) return []
      return {
        destination: destination.name,
        kind: destination.settings.kind,
        state: anchor.state,
        anchored_at: anchor.anchoredAt === null ? null : formatInstant(anchor.anchoredAt),
        authority_at: anchor.authorityAt === null ? null : formatInstant(anchor.authorityAt),
      }
    }),
  }))
}

export async function checkpointPage(tx: OrganizationTx, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const rows = await readCheckpoints(tx, { below: below(cursor), limit })
  return { items: await answerCheckpoints(tx, rows), next_cursor: nextCursor(rows, limit, rows.at(-1)?.size) }
}

export async function latestCheckpointNote(tx: OrganizationTx): Promise<string> {
  const checkpoint = await readLatestCheckpoint(tx)
  if (checkpoint === undefined) throw new Refusal('not_found', 'Nothing is sealed yet, so there is no checkpoint.')
  return checkpoint.note
}

/** `trouble`: why this server cannot sign, where that is not written down with the ledger. */
export async function ledgerStatus(tx: OrganizationTx, keys: LedgerKeys, trouble: string | null): Promise<z.output<typeof LedgerStatus>> {
  const ledger = await readStanding(tx)
  if (ledger === undefined) throw new Error(`The organization ${tx.organizationId} has no ledger.`)
  const { origin, generation, size } = ledger
  const latest = await readCheckpointAt(tx, size)
  const [checkpoint] = latest === undefined ? [] : await answerCheckpoints(tx, [latest])
  const anchored = await readLatestAnchor(tx)
  const simulatedUntil = await readSimulatedUntil(tx)
  const halted = ledger.halted ?? trouble
  const facts = { size, anchored, simulatedUntil, halted: halted !== null }
  return {
    origin,
    verifier_key: formatVerifierKey(keys.signer({ organizationId: tx.organizationId, generation, origin }).key),
    size,
    pending: ledger.waiting,
    checkpoint: checkpoint ?? null,
    halted,
    anchored:
      anchored === null ? null : { size: anchored.size, at: formatInstant(anchored.authorityAt ?? anchored.at), kind: anchored.kind },
    simulated_until: simulatedUntil === null ? null : formatInstant(simulatedUntil),
    proves: ledgerProves(facts),
    does_not_prove: ledgerDoesNotProve(facts),
  }
}
