// Every policy and runbook in force, now or when the period ended, with the criteria that it names and whether it was current.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Currency } from '../../contract/currency.ts'
import { daysBetween } from '../../core/document/currency.ts'
import { historyKey } from '../../core/document/history.ts'
import { type InForce, inForceAt } from '../../core/document/inForce.ts'
import { readDocument } from '../../core/document/readDocument.ts'
import type { AnsweringDocument } from '../../core/framework/answering.ts'
import type { LookedAt } from '../../core/framework/period.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLivesOf } from '../document/actStore.ts'
import { showAllCurrency } from '../document/currency.ts'
import { type StoredDocument, textsOf } from '../document/documentStore.ts'
import { readLines } from '../document/lineStore.ts'

type Current = Pick<z.output<typeof Currency>, 'current' | 'gap_days' | 'answer'>

export type NamedDocument = AnsweringDocument &
  Pick<StoredDocument, 'title' | 'number' | 'version'> & { owner: string | null; since: Instant; currency: Current | null }

type Front = { appliesTo: readonly string[]; owner: string | null }

/** By the hash of the text: what was read from it once is what will ever be read from it. */
const fronts = new Map<string, Front>()
const mostKept = 2000

function frontOf({ version, markdown }: StoredDocument): Front {
  const known = fronts.get(version)
  if (known !== undefined) return known
  if (fronts.size >= mostKept) fronts.clear()
  const { fields } = readDocument(markdown)
  const front = { appliesTo: fields.texts('applies_to'), owner: fields.text('owner') }
  fronts.set(version, front)
  return front
}

type Standing = Pick<InForce, 'version'> & { effect: Pick<InForce['effect'], 'from'> }

/** In force now; of what was retired since, as it was when the period ended. */
async function inForce(tx: OrganizationTx, kind: 'policy' | 'runbook', period: LookedAt, now: Instant): Promise<Map<string, Standing>> {
  const end = Math.min(period.end - 1, now) as Instant
  const lines = await readLines(tx, now, sql<boolean>`kind = ${kind}`)
  const lives = await readLivesOf(
    tx,
    lines.filter(({ line }) => line.retired !== null),
  )
  return new Map(
    lines.flatMap(({ documentId, line }) => {
      const life = lives.get(historyKey({ kind, documentId }))
      const version = line.inForce ?? (life && inForceAt(life, end))
      return version === undefined ? [] : [[documentId, version] as const]
    }),
  )
}

type CurrencyOf = (document: Pick<StoredDocument, 'documentId' | 'title'> & { kind: 'policy' | 'runbook' }) => Current | null

/** What is to come is on no record: then nothing is said of it. */
async function currencyIn(tx: OrganizationTx, { first, last, start, end }: LookedAt, now: Instant): Promise<CurrencyOf> {
  if (start >= now) return () => null
  const { items } = await showAllCurrency(tx, { from: first, to: last }, now)
  const known = new Map(items.map((item) => [historyKey({ kind: item.kind, documentId: item.id }), item]))
  const whole = daysBetween({ from: start, to: Math.min(end, now) as Instant })
  return (document) =>
    known.get(historyKey(document)) ?? { current: false, gap_days: whole, answer: `${document.title} was not in force at any time in it.` }
}

export async function answeringDocuments(tx: OrganizationTx, period: LookedAt, now: Instant): Promise<NamedDocument[]> {
  const currencyOf = await currencyIn(tx, period, now)
  const found: NamedDocument[] = []
  for (const kind of ['policy', 'runbook'] as const) {
    const versions = await inForce(tx, kind, period, now)
    const texts = await textsOf(
      tx,
      kind,
      [...versions].map(([documentId, { version }]) => ({ documentId, version })),
    )
    for (const text of texts.sort((left, right) => (left.title < right.title ? -1 : 1))) {
      const { documentId, title, number, version, publishedAt } = text
      const since = versions.get(documentId)?.effect.from ?? publishedAt
      const currency = currencyOf({ kind, documentId, title })
      found.push({ ...{ kind, documentId, title, number, version, since, currency }, ...frontOf(text) })
    }
  }
  return found
}
