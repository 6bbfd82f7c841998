// Every document that is in force as a file, a page at a time: what a repository would hold if it were the same.
import type { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import { historyKey } from '../../core/document/history.ts'
import { type InForce, inForceAt } from '../../core/document/inForce.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type DocumentKey, readLivesOf } from './actStore.ts'
import { textsOf } from './documentStore.ts'
import { nextInForce } from './lineViews.ts'
import { readPlace, writePlace } from './place.ts'

const folders = { policy: 'policies', runbook: 'runbooks' } as const

type Found = { key: DocumentKey; name: string; inForce: InForce }

export async function pullFiles(
  tx: OrganizationTx,
  { kind, cursor, limit }: QueryOf<typeof documentExchangeApi.pull>,
  now: Instant,
): Promise<ReplyOf<typeof documentExchangeApi.pull>> {
  const after = cursor === undefined ? '' : readPlace(cursor, 2).join(' ')
  const found = await nextInForce(tx, kind, after, limit + 1, now)
  const names = found.slice(0, limit)
  const lives = await readLivesOf(tx, names)
  const page = names.flatMap((key): Found[] => {
    const life = lives.get(historyKey(key))
    const inForce = life && inForceAt(life, now)
    return inForce === undefined ? [] : [{ key, name: historyKey(key), inForce }]
  })
  const texts = new Map<string, string>()
  for (const one of ['policy', 'runbook'] as const) {
    const named = page
      .filter(({ key }) => key.kind === one)
      .map(({ key, inForce }) => ({ documentId: key.documentId, version: inForce.version }))
    for (const { documentId, markdown } of await textsOf(tx, one, named)) texts.set(historyKey({ kind: one, documentId }), markdown)
  }
  const items = page.map(({ key, name, inForce }) => ({
    path: inForce.origin?.path ?? `${folders[key.kind]}/${key.documentId}.md`,
    ...{ kind: key.kind, id: key.documentId, number: inForce.number, hash: inForce.version },
    ...{ in_force_from: formatInstant(inForce.effect.from), basis: inForce.effect.basis, markdown: texts.get(name) ?? '' },
  }))
  const last = names.at(-1)
  return { items, next_cursor: last !== undefined && found.length > limit ? writePlace([last.kind, last.documentId]) : null }
}
