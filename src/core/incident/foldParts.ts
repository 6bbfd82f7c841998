// What an incident's entries say of its alerts, people, clocks and severity, one entry at a time.
import type { Instant } from '../kernel/instant.ts'
import type { Json, SlotValue } from '../ledger/entry.ts'
import { type OpenedEntry, slotInstant, slotInteger, slotText } from '../ledger/openedEntry.ts'
import type { FoldedIncident, FoldedLink } from './foldedIncident.ts'

function alertsNamed(detail: SlotValue | undefined): string[] {
  const listed = detail?.alerts
  const all: Json[] = Array.isArray(listed) ? [...listed] : detail === undefined ? [] : [detail]
  return all.flatMap((one) => {
    const alert = typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as SlotValue).alert : undefined
    return typeof alert === 'string' ? [alert] : []
  })
}

/** Linked, taken out, or split off. One that is linked again has one row still. */
export function foldAlerts(incident: FoldedIncident, { header }: OpenedEntry, detail: SlotValue | undefined): FoldedIncident {
  const at = header.at as Instant
  const named = alertsNamed(detail)
  if (header.kind !== 'incident.linked') {
    const alerts = incident.alerts.map((link) => (named.includes(link.alert) ? { ...link, unlinkedAt: at } : link))
    return { ...incident, alerts }
  }
  const links = named.map((alert): FoldedLink => ({ alert, linkedAt: at, linkedBy: header.act, unlinkedAt: null }))
  return { ...incident, alerts: [...incident.alerts.filter(({ alert }) => !named.includes(alert)), ...links] }
}

export function foldRole(incident: FoldedIncident, { header }: OpenedEntry, detail: SlotValue | undefined): FoldedIncident {
  const at = header.at as Instant
  const role = slotText(detail, 'role')
  if (role === null) return incident
  const [from, to] =
    header.kind === 'role.assigned' ? [null, slotText(detail, 'person')] : [slotText(detail, 'from'), slotText(detail, 'to')]
  const ended = incident.roles.map((held) =>
    held.role === role && held.person === from && held.until === null ? { ...held, until: at } : held,
  )
  const begun = to === null ? [] : [{ role, person: to, since: at, until: null, note: slotText(detail, 'note') }]
  return { ...incident, roles: [...ended, ...begun] }
}

export function foldReading(incident: FoldedIncident, { header, slots }: OpenedEntry, detail: SlotValue | undefined): FoldedIncident {
  const reading = slotText(detail, 'reading')
  if (reading === null) return incident
  const read = {
    reading,
    clock: slotText(detail, 'clock'),
    at: slotInstant(detail, 'reads'),
    timeZone: slotText(detail, 'time_zone'),
    basis: slotText(detail, 'basis'),
    readBy: header.act,
    readByName: slotText(slots.personal, 'name'),
    recordedAt: header.rec as Instant,
    corrects: slotText(detail, 'corrects'),
  }
  return { ...incident, readings: [...incident.readings, read] }
}

export function foldSeverity(incident: FoldedIncident, { header, slots }: OpenedEntry, detail: SlotValue | undefined): FoldedIncident {
  const position = slotInteger(detail, 'position')
  if (position === null) return incident
  const level = slotText(detail, 'level')
  const overrideReason = slotText(detail, 'override_reason')
  const set = {
    position,
    setAt: header.at as Instant,
    answers: answersInOrder(detail?.answers),
    computed: slotText(detail, 'computed'),
    certainty: slotText(detail, 'certainty'),
    because: Array.isArray(detail?.because) ? detail.because.join(' ') : '',
    level,
    overrideReason,
    setBy: header.act,
    setByName: slotText(slots.personal, 'name'),
  }
  const severityCertainty = overrideReason === null ? set.certainty : 'override'
  return { ...incident, severity: level, severityCertainty, severities: [...incident.severities, set] }
}

/** In one order, whoever wrote them: rows of the database and slots are compared as text. */
function answersInOrder(answers: Json | undefined): string {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return ''
  const given = Object.entries(answers).sort(([left], [right]) => (left < right ? -1 : 1))
  return given.map(([name, answer]) => `${name}=${String(answer)}`).join(' ')
}
