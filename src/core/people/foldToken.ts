// An API token as its ledger entries alone tell it.
import type { Instant } from '../kernel/instant.ts'
import { type OpenedEntry, slotInstant, slotText } from '../ledger/openedEntry.ts'

export type FoldedToken = {
  token: string
  index: number | null
  name: string | null
  role: string | null
  createdBy: string
  createdAt: Instant
  expiresAt: Instant | null
  revokedAt: Instant | null
  contradictions: string[]
}

export function foldToken(token: FoldedToken | undefined, { index, header, slots: { detail } }: OpenedEntry): FoldedToken | undefined {
  if (header.kind !== 'token.created' && header.kind !== 'token.revoked') return token
  const at = header.rec as Instant
  if (token !== undefined) {
    if (header.kind === 'token.revoked' && token.revokedAt === null) return { ...token, revokedAt: at }
    const what = header.kind === 'token.created' ? 'It was created twice.' : 'It was revoked twice.'
    return { ...token, contradictions: [...token.contradictions, what] }
  }
  return {
    token: header.obj,
    index,
    name: slotText(detail, 'name'),
    role: slotText(detail, 'role'),
    createdBy: header.act,
    createdAt: at,
    expiresAt: slotInstant(detail, 'expires_at'),
    revokedAt: header.kind === 'token.revoked' ? at : null,
    contradictions: header.kind === 'token.created' ? [] : ['It was never created.'],
  }
}
