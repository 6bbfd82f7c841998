// The items of a population, each to be gone to; those of a private incident say no more than that they are there.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { PopulationItem } from '../../contract/population.ts'
import type { ItemState } from '../../core/framework/population.ts'
import { incidentNumber, privateTitle } from '../../core/incident/words.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { openTo } from '../incident/incidentViews.ts'
import { shippedCatalogue } from '../obligation/obligationCatalogue.ts'
import { needNoReview } from './needNoReview.ts'
import { type ItemRow, type ListedPopulation, rowsOf, type Span } from './populationRowsViews.ts'

export type Item = z.output<typeof PopulationItem>

type Row = ItemRow & {
  number: number | null
  incident_title: string | null
  source_name: string | null
  open: boolean | null
}

const most = 1000

export async function listItems(tx: OrganizationTx, by: Actor, population: ListedPopulation, span: Span): Promise<Item[]> {
  const { rows } = await sql<Row>`
    select item.*, incident.number, incident.title as incident_title, s.name as source_name, ${openTo(by)} as open
    from (${rowsOf(tx, population, span)}) item
    left join incident on incident.org_id = ${tx.organizationId} and incident.incident_id = item.incident_id
    left join source s on s.org_id = ${tx.organizationId} and s.source_id = item.source_id
    order by item.at, item.item_id limit ${most}`.execute(tx.db)
  const undecided = rows.flatMap(({ state, incident_id: id }) => (state === 'undecided' && id !== null ? [id] : []))
  const none = await needNoReview(tx, undecided)
  const stateOf = ({ incident_id: id, state }: Row): ItemState =>
    id !== null && none.has(id) && state === 'undecided' ? 'not_needed' : state
  return rows.map((row) => ({ ...itemOf(row), state: stateOf(row) }))
}

function itemOf(row: Row): Item {
  const { incident_id: id, number, incident_title: title, source_id: source } = row
  const isOpen = id === null || row.open === true
  return {
    id: row.item_id,
    at: formatInstant(row.at),
    until: row.until === null ? null : formatInstant(row.until),
    title: isOpen ? (ruleTitle(row.title) ?? title) : null,
    state: row.state,
    incident:
      id === null || number === null
        ? null
        : { id, number: incidentNumber(number), title: isOpen ? (title ?? '') : privateTitle, is_redacted: !isOpen },
    source: source === null ? null : { id: source, name: row.source_name ?? '' },
  }
}

/** A decision not to notify bears the name of its rule; what that is called stands in the catalogue. */
function ruleTitle(title: string | null): string | null {
  const rule = title === null ? undefined : shippedCatalogue().catalogue.rules.find(({ id }) => id === title)
  return rule === undefined ? title : `${rule.obligation.law}: ${rule.obligation.title}, ${rule.title}`
}
