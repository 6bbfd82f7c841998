// The ledger: entries, checkpoints, proofs, and where checkpoints are sent.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { EntryState, idOf, none, Time, Who, words } from './shapes.ts'

export const Checkpoint = z.object({
  size: z.number().int(),
  root: z.string().describe('base64'),
  signed_at: Time,
  note: z.string(),
  anchors: z.array(
    z.object({
      destination: z.string(),
      kind: z.enum(['timestamp', 'mail', 'webhook', 'directory']),
      state: z.enum(['pending', 'anchored', 'failed']),
      anchored_at: Time.nullable(),
      authority_at: Time.nullable(),
    }),
  ),
})

export const Entry = z.object({
  index: z.number().int(),
  kind: z.string(),
  obj: z.string(),
  act: z.string(),
  by: Who,
  at: Time,
  recorded_at: Time,
  leaf_hash: z.string(),
  state: EntryState,
  header: z.string().describe('the canonical bytes that are hashed'),
  detail: z.unknown().nullable(),
})

export const Destination = z.object({
  id: idOf('destination'),
  kind: z.enum(['timestamp', 'mail', 'webhook', 'directory']),
  name: z.string(),
  target: z.string().describe('where it goes, without secrets'),
  every_seconds: z.number().int(),
  created_at: Time,
  retired_at: Time.nullable(),
  last: z
    .object({
      state: z.enum(['pending', 'anchored', 'failed']),
      size: z.number().int(),
      attempts: z.number().int(),
      error: z.string().nullable(),
      at: Time,
    })
    .nullable(),
})

export const DestinationSettings = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('timestamp'),
      url: z.url().max(500),
      ca_pem: z.string().min(1).max(50_000).describe('the authority’s root certificate, against which every token is checked'),
    })
    .strict(),
  z.object({ kind: z.literal('mail'), to: z.email().max(254) }).strict(),
  z
    .object({
      kind: z.literal('webhook'),
      url: z.url().max(500),
      secret: z.string().min(16).max(200).nullable().default(null).describe('signs the request as Standard Webhooks do'),
    })
    .strict(),
  z.object({ kind: z.literal('directory'), path: z.string().min(1).max(500) }).strict(),
])

export const LedgerStatus = z.object({
  origin: z.string(),
  verifier_key: z.string().describe('the vkey an auditor pins'),
  size: z.number().int(),
  pending: z.number().int(),
  checkpoint: Checkpoint.nullable(),
  halted: z.string().nullable(),
  anchored: z
    .object({ size: z.number().int(), at: Time, kind: z.string() })
    .nullable()
    .describe('the latest checkpoint that left our hands; null: not anchored'),
  simulated_until: Time.nullable(),
  proves: z.array(z.string()),
  does_not_prove: z.array(z.string()),
})

export const ledgerApi = {
  status: endpoint({
    method: 'GET',
    path: '/ledger',
    needs: 'ledger:read',
    summary: 'How much is sealed, under which key, and what that proves',
    reply: LedgerStatus,
  }),
  entries: endpoint({
    method: 'GET',
    path: '/ledger/entries',
    needs: 'ledger:read',
    summary: 'Sealed entries, newest first',
    query: z
      .object({
        obj: z.string().max(40).optional(),
        kind: z.string().max(40).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      })
      .strict(),
    reply: z.object({ items: z.array(Entry), next_cursor: z.string().nullable() }),
  }),
  entry: endpoint({
    method: 'GET',
    path: '/ledger/entries/:index',
    needs: 'ledger:read',
    summary: 'One sealed entry',
    params: z.object({ index: z.coerce.number().int().min(0) }),
    reply: Entry,
    refusals: ['not_found'],
  }),
  proof: endpoint({
    method: 'GET',
    path: '/ledger/entries/:index/proof',
    needs: 'ledger:read',
    summary: 'Inclusion proof of one entry (c2sp.org/tlog-proof@v1)',
    params: z.object({ index: z.coerce.number().int().min(0) }),
    reply: { plain: 'text', mediaType: 'text/plain; charset=utf-8' },
    refusals: ['not_found'],
  }),
  checkpoints: endpoint({
    method: 'GET',
    path: '/ledger/checkpoints',
    needs: 'ledger:read',
    summary: 'Signed checkpoints, newest first',
    query: z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(50) }).strict(),
    reply: z.object({ items: z.array(Checkpoint), next_cursor: z.string().nullable() }),
  }),
  checkpoint: endpoint({
    method: 'GET',
    path: '/ledger/checkpoint',
    needs: 'ledger:read',
    summary: 'The latest checkpoint as a signed note (c2sp.org/tlog-checkpoint)',
    reply: { plain: 'text', mediaType: 'text/plain; charset=utf-8' },
    refusals: ['not_found'],
  }),
  destinations: endpoint({
    method: 'GET',
    path: '/ledger/destinations',
    needs: 'ledger:read',
    summary: 'Where checkpoints are sent',
    reply: z.object({ items: z.array(Destination), mail_configured: z.boolean(), outgoing_allowed: z.boolean() }),
  }),
  addDestination: endpoint({
    method: 'POST',
    path: '/ledger/destinations',
    repeatable: false,
    needs: 'ledger:anchor',
    status: 201,
    summary: 'Send checkpoints somewhere',
    body: z
      .object({
        name: words(120),
        every_seconds: z
          .number()
          .int()
          .min(60)
          .max(30 * 86400)
          .default(3600),
        settings: DestinationSettings,
      })
      .strict(),
    reply: Destination,
    refusals: ['outgoing_not_allowed'],
  }),
  retireDestination: endpoint({
    method: 'DELETE',
    path: '/ledger/destinations/:destinationId',
    needs: 'ledger:anchor',
    status: 204,
    summary: 'Stop sending checkpoints there',
    params: z.object({ destinationId: idOf('destination') }),
    reply: none,
    refusals: ['not_found', 'already_retired'],
  }),
  anchorNow: endpoint({
    method: 'POST',
    path: '/ledger/destinations/:destinationId/anchor',
    needs: 'ledger:anchor',
    status: 202,
    summary: 'Send the latest checkpoint there now',
    params: z.object({ destinationId: idOf('destination') }),
    reply: z.object({ size: z.number().int() }),
    refusals: ['not_found', 'already_retired', 'nothing_changed'],
  }),
}
