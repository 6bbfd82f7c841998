// What an incident's entries say of the alerts linked to it and of the runbooks followed in it, with the numbers and names of that time.
import type { Instant } from '../../kernel/instant.ts'
import type { Json, SlotValue } from '../../ledger/entry.ts'
import { type OpenedEntry, slotInteger, slotText } from '../../ledger/openedEntry.ts'
import { detailOf } from '../incidentEntry.ts'

export type LinkedAlert = {
  alert: string
  number: number | null
  title: string | null
  linkedAt: Instant
  linkedBy: string
  unlinkedAt: Instant | null
  entry: number
}

/** The alerts that one entry links, splits off or takes out, as far as it is open. */
export function alertsNamed({ header, slots }: Pick<OpenedEntry, 'header' | 'slots'>): SlotValue[] {
  return alertsOf(header.kind, detailOf(slots) ?? undefined)
}

/** One that is linked again after it was taken out has one line still. */
export function linkedAlerts(entries: readonly OpenedEntry[]): LinkedAlert[] {
  const linked = new Map<string, LinkedAlert>()
  for (const entry of entries) {
    const { index, header } = entry
    const at = header.at as Instant
    for (const named of alertsNamed(entry)) {
      const alert = slotText(named, 'alert')
      if (alert === null) continue
      if (header.kind === 'incident.linked') {
        const told = { number: slotInteger(named, 'number'), title: slotText(named, 'title') }
        linked.set(alert, { alert, ...told, linkedAt: at, linkedBy: header.act, unlinkedAt: null, entry: index ?? -1 })
      } else {
        const before = linked.get(alert)
        if (before !== undefined) linked.set(alert, { ...before, unlinkedAt: at })
      }
    }
  }
  return [...linked.values()]
}

function alertsOf(kind: string, detail: SlotValue | undefined): SlotValue[] {
  if (detail === undefined) return []
  if (kind === 'incident.unlinked') return [detail]
  if (kind !== 'incident.linked' && kind !== 'incident.split') return []
  return Array.isArray(detail.alerts) ? detail.alerts.filter(isObject) : []
}

export function isObject(value: Json | undefined): value is SlotValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type StartedRun = {
  run: string | null
  document: string | null
  version: string | null
  number: number | null
  title: string | null
  at: Instant
  entry: number
}

export function runsOf(entries: readonly OpenedEntry[]): StartedRun[] {
  const started = entries.filter(({ header }) => header.kind === 'run.started')
  return started.map(({ index, header, slots }) => {
    const detail = detailOf(slots) ?? undefined
    return {
      ...{ run: slotText(detail, 'run'), document: slotText(detail, 'document'), version: slotText(detail, 'version') },
      ...{ number: slotInteger(detail, 'number'), title: slotText(detail, 'title'), at: header.at as Instant, entry: index ?? -1 },
    }
  })
}
