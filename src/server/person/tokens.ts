// Make and revoke API tokens.
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { tokenApi } from '../../contract/person.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { refusePastEnd } from '../../core/people/access.ts'
import { refuseToGrantMore } from '../../core/people/grant.ts'
import { tokenEntry } from '../../core/people/peopleEntries.ts'
import type { Call } from '../http/route.ts'
import { apiTokenPrefix, newSecret, secretHash } from '../http/secretToken.ts'
import { record } from '../ledger/record.ts'
import { instantOf } from './instantOf.ts'
import { insertToken, lockToken, saveRevoked } from './store.ts'
import { tokenViews } from './views.ts'

export async function createToken(call: Call<typeof tokenApi.create>): Promise<ReplyOf<typeof tokenApi.create>> {
  const { tx, by, now, body, services } = call
  if (by.kind !== 'person') throw new Refusal('not_permitted', 'Only a person can make a token.')
  refuseToGrantMore(by.role, body.role)
  const expiresAt = instantOf(body.expires_at, '/expires_at')
  refusePastEnd(expiresAt, now, '/expires_at')
  const secret = `${apiTokenPrefix}${newSecret()}`
  const token = { tokenId: services.newId('token'), name: body.name, role: body.role, expiresAt }
  await insertToken(tx, { ...token, tokenHash: secretHash(secret), hint: secret.slice(-4), createdBy: by.id, now })
  await record(tx, [tokenEntry('token.created', by, token, now)], now)
  call.afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [token.tokenId] }))
  const [view] = await tokenViews(tx, token.tokenId)
  if (!view) throw new Error('the token just made is not there')
  return { token: view, secret }
}

export async function revokeToken({ tx, by, now, params, services, afterCommit }: Call<typeof tokenApi.revoke>): Promise<void> {
  const token = await lockToken(tx, params.tokenId)
  if (!token) throw new Refusal('not_found', 'There is no such token.')
  if (token.revokedAt !== null) throw new Refusal('nothing_changed', 'This token was revoked already.')
  await saveRevoked(tx, params.tokenId, now)
  await record(tx, [tokenEntry('token.revoked', by, token, now)], now)
  afterCommit(() => services.events.announce(tx.organizationId, { topic: 'person', ids: [params.tokenId] }))
}
