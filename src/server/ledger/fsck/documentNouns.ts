// What happened to the documents of an organization, who acknowledged them and whom we reminded, as the entries call for it.
import type { Act } from '../../../core/document/act.ts'
import { foldAcknowledgements, foldHistories } from '../../../core/document/history.ts'
import { writeLine } from '../../../core/document/keptLine.ts'
import { lifeOf } from '../../../core/document/life.ts'
import { countedIn, lineForm, linesOf } from '../../../core/document/line.ts'
import { readTerms } from '../../../core/document/terms.ts'
import { decodeBase64 } from '../../../core/ledger/base64.ts'
import type { SlotValue } from '../../../core/ledger/entry.ts'
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import type { TableShape } from './fsckViews.ts'
import { type ExpectedRow, hexBytes, shape } from './noun.ts'
import { missingSlots } from './openEntry.ts'

const words = [
  'basis',
  'as',
  'reason',
  'note',
  'emergency',
  'zone',
  'review_every',
  'review_grace',
  'repository',
  'commit',
  'path',
] as const
const numbers = ['proposal', 'from', 'takes_effect_at', 'number', 'review', 'quorum'] as const

const members = {
  ...Object.fromEntries(words.map((name) => [`said ${name}`, `said->>'${name}'`])),
  ...Object.fromEntries(numbers.map((name) => [`said ${name}`, `(said->>'${name}')::bigint`])),
}

const list = (value: string) =>
  `coalesce((select string_agg(a.value, ' | ' order by a.place) from jsonb_array_elements_text(${value}) with ordinality a(value, place)), '')`
/** A missing or empty promise is an empty list. */
const promised = (name: string, value: string) =>
  ({ [name]: `case when jsonb_typeof(${value}) = 'array' then ${list(value)} else '' end` }) as Record<string, string>

const version = "coalesce(encode(version, 'hex'), '')"
const person = "kind || ' ' || document_id || ' ' || encode(version, 'hex') || ' ' || person_id || ' ' || "
const milliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint::text`

export const lifeShapes: readonly TableShape[] = [
  shape('document_act', 'org_id', "kind || ' ' || document_id || ' ' || position", 'act acted_at acted_by leaf_hash', {
    computed: {
      version,
      ...members,
      ...promised('approvers', "said->'approvers'"),
      ...promised('whom it asks', "said->'acknowledge'->'by'"),
      within: "said->'acknowledge'->>'within'",
      'again every': "said->'acknowledge'->>'again_every'",
    },
  }),
  shape('document_acknowledgement', 'org_id', `${person}${milliseconds('acknowledged_at')}`, 'acknowledged_at'),
  shape('document_reminder', 'org_id', `${person}${milliseconds('reminded_at')}`, 'reminded_at'),
]

/** What lists show. Whose a document is stands in its text, which no entry holds. */
export const lineShape = shape(
  'document_line',
  'org_id',
  `kind || ' ' || document_id || ' ' || ${milliseconds('since')}`,
  'until counted form title in_force latest retired due_over overdue_over asks open_to says',
)

export function lineRows(entries: readonly OpenedEntry[]): ExpectedRow[] {
  // Who git says wrote it is known to nobody once it is erased.
  const isErased = entries.some((entry) => missingSlots(entry).includes('personal'))
  return [...foldHistories(entries).values()].flatMap((history) => {
    const life = lifeOf(history)
    return linesOf(life).map((line): ExpectedRow => {
      const { since, until, title, inForce, latest, isRetired, dueOver, overdueOver, asks, openTo, says } = writeLine(line)
      const columns = {
        ...{ until, counted: countedIn(life), form: lineForm, title, in_force: hexBytes(inForce), latest: hexBytes(latest) },
        ...{ retired: isRetired, due_over: dueOver, overdue_over: overdueOver, asks, open_to: isErased ? undefined : openTo, says },
      }
      const last = history.acts.at(-1) ?? history.published.at(-1)
      return { table: 'document_line', key: `${life.kind} ${life.documentId} ${since}`, index: last?.source.index ?? null, columns }
    })
  })
}

export function lifeRows(entries: readonly OpenedEntry[]): ExpectedRow[] {
  const acts = [...foldHistories(entries).values()].flatMap(({ kind, documentId, acts: all }) =>
    all.map((act) => ({
      table: 'document_act',
      key: `${kind} ${documentId} ${act.position}`,
      index: act.source.index,
      columns: actColumns(act),
    })),
  )
  const told = (['document.acknowledged', 'document.reminded'] as const).flatMap((entryKind) =>
    foldAcknowledgements(entries, entryKind).map(({ kind, documentId, version: hash, person: who, at, source }): ExpectedRow => {
      const isReminder = entryKind === 'document.reminded'
      const table = isReminder ? 'document_reminder' : 'document_acknowledgement'
      const key = `${kind} ${documentId} ${hash} ${who} ${at}`
      return { table, key, index: source?.index ?? null, columns: isReminder ? { reminded_at: at } : { acknowledged_at: at } }
    }),
  )
  return [...acts, ...told]
}

function actColumns({ what, at, by, version: hash, said, source }: Act): ExpectedRow['columns'] {
  const { acknowledge } = readTerms(said)
  return {
    ...{ act: what, acted_at: at, acted_by: by, leaf_hash: decodeBase64(source.leafHash), version: hash ?? '' },
    ...Object.fromEntries([...words, ...numbers].map((name) => [`said ${name}`, plain(said, name)])),
    ...{ approvers: readTerms(said).approvers.join(' | '), 'whom it asks': (acknowledge?.by ?? []).join(' | ') },
    ...{ within: acknowledge?.within ?? null, 'again every': acknowledge?.againEvery ?? null },
  }
}

function plain(said: SlotValue, name: string): string | number | null {
  const value = said[name]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
