// Names behind the ids that act in entries, as they are known now; the entry itself keeps the name it was done under.
import type { PersonId, SourceId, TokenId } from '../../core/kernel/ids.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type WhoLine = { id: string; kind: 'person' | 'token' | 'source' | 'system'; name: string }

function kindOf(id: string): WhoLine['kind'] {
  if (id.startsWith('per_')) return 'person'
  if (id.startsWith('tok_')) return 'token'
  return id.startsWith('src_') ? 'source' : 'system'
}

type Named = { id: string; name: string }

function people(tx: OrganizationTx, ids: readonly string[]): Promise<Named[]> {
  const query = tx.db.selectFrom('person').select(['person_id as id', 'name']).where('org_id', '=', tx.organizationId)
  return query.where('person_id', 'in', ids as readonly PersonId[]).execute()
}

function tokens(tx: OrganizationTx, ids: readonly string[]): Promise<Named[]> {
  const query = tx.db.selectFrom('api_token').select(['token_id as id', 'name']).where('org_id', '=', tx.organizationId)
  return query.where('token_id', 'in', ids as readonly TokenId[]).execute()
}

function sources(tx: OrganizationTx, ids: readonly string[]): Promise<Named[]> {
  const query = tx.db.selectFrom('source').select(['source_id as id', 'name']).where('org_id', '=', tx.organizationId)
  return query.where('source_id', 'in', ids as readonly SourceId[]).execute()
}

const readers = { person: people, token: tokens, source: sources } as const

/** Answers for every id that is asked for; one that nothing is known of (erased) stands for itself. */
export async function whoIs(tx: OrganizationTx, ids: Iterable<string>): Promise<(id: string) => WhoLine> {
  const asked = [...new Set(ids)]
  const names = new Map<string, string>([['system', 'Tickmark']])
  for (const kind of ['person', 'token', 'source'] as const) {
    const wanted = asked.filter((id) => kindOf(id) === kind)
    if (wanted.length === 0) continue
    for (const { id, name } of await readers[kind](tx, wanted)) names.set(id, name)
  }
  return (id) => ({ id, kind: kindOf(id), name: names.get(id) ?? id })
}
