// What a batch of deliveries comes to, in their order: which repeat earlier ones, which alerts begin, end or are spoken of again.
import type { AlertId, DeliveryId, SourceId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instant.ts'
import type { NewEntry } from '../ledger/entry.ts'
import { alertReceivedEntry, alertResolvedEntry, type DeliveryOnRecord, deliveryEntry } from './intakeEntries.ts'
import type { AlertStatus, Observation } from './observation.ts'
import { type AlertState, type Attached, type Closes, receive } from './receive.ts'
import { type EarlierDelivery, findRepeat } from './repeat.ts'

export type IntakeSource = { sourceId: SourceId; name: string; integration: string; closes: Closes; reviewTargetSeconds: number }

/** A delivery as it arrived and was read, not yet compared with what is known. */
export type ArrivedDelivery = {
  deliveryId: DeliveryId
  source: IntakeSource
  arrivedAt: Instant
  authentication: DeliveryOnRecord['authentication']
  vendorId: string | null
  refused: boolean
  reason: string | null
  observations: readonly Observation[]
  omitted: number
  /** Of the bytes as they came: SHA-256 in hex, length, content type. */
  file: { sha256: string; size: number; type: string }
}

export type DecidedDelivery = {
  arrived: ArrivedDelivery
  state: DeliveryOnRecord['state']
  repeats: DeliveryId | null
  observations: number
}

export type OpenedAlert = {
  alertId: AlertId
  number: number
  episode: number
  source: IntakeSource
  deliveryId: DeliveryId
  /** The observation that opened it. */
  said: Observation
  /** As it is at the end of the batch. */
  status: AlertStatus
  endedAt: Instant | null
  observations: number
  /** By our clock: the arrival of the deliveries that said so. */
  receivedAt: Instant
  resolvedAt: Instant | null
  observedAt: Instant
}

/** An alert known before, as it is at the end of the batch. */
export type SpokenOfAlert = {
  alertId: AlertId
  observations: number
  observedAt: Instant
  resolved: { endedAt: Instant | null; resolvedAt: Instant } | null
}

export type MadeObservation = { deliveryId: DeliveryId; position: number; alertId: AlertId; said: Observation; recordedAt: Instant }

export type Intake = {
  deliveries: DecidedDelivery[]
  opened: OpenedAlert[]
  spokenOf: SpokenOfAlert[]
  observations: MadeObservation[]
  /** In the order in which they belong into the ledger. */
  entries: NewEntry[]
}

/** Alerts by source and fingerprint: the latest episode of each. */
export type KnownAlerts = Map<SourceId, Map<string, AlertState>>

/** Accepted deliveries of before, by `earlierKey`. */
export type EarlierDeliveries = { byId: Map<string, EarlierDelivery>; byBytes: Map<string, EarlierDelivery> }

export function earlierKey(sourceId: SourceId, name: string): string {
  return `${sourceId} ${name}`
}

export type IntakeInput = {
  deliveries: readonly ArrivedDelivery[]
  earlier: EarlierDeliveries
  known: KnownAlerts
  /** The next alert's number; they are given out without holes. */
  nextNumber: number
  newId: () => AlertId
}

/** What the batch does to alerts, by their ids, in the order in which they were first spoken of. */
type Tally = { opened: Map<AlertId, OpenedAlert>; spokenOf: Map<AlertId, SpokenOfAlert> }

/** `earlier` and `known` are brought up to date on the way: a delivery may repeat one of the same batch. */
export function decideIntake(input: IntakeInput): Intake {
  const tally: Tally = { opened: new Map(), spokenOf: new Map() }
  const deliveries: DecidedDelivery[] = []
  const observations: MadeObservation[] = []
  const entries: NewEntry[] = []
  for (const arrived of input.deliveries) {
    const decided = decideDelivery(arrived, input)
    const attached = decided.state === 'accepted' ? take(arrived, input) : []
    decided.observations = attached.length
    deliveries.push(decided)
    entries.push(deliveryEntry(onRecord(decided)))
    for (const one of attached) {
      const { position, alert, said } = one
      observations.push({ deliveryId: arrived.deliveryId, position, alertId: alert.alertId, said, recordedAt: arrived.arrivedAt })
      entries.push(...count(one, arrived, input, tally))
    }
  }
  return { deliveries, opened: [...tally.opened.values()], spokenOf: [...tally.spokenOf.values()], observations, entries }
}

function decideDelivery(arrived: ArrivedDelivery, { earlier, known }: IntakeInput): DecidedDelivery {
  if (arrived.refused) return { arrived, state: 'refused', repeats: null, observations: 0 }
  const { sourceId } = arrived.source
  const idKey = arrived.vendorId === null ? null : earlierKey(sourceId, arrived.vendorId)
  const bytesKey = earlierKey(sourceId, arrived.file.sha256)
  const possible = {
    vendorId: arrived.vendorId,
    receivedAt: arrived.arrivedAt,
    observations: arrived.observations,
    sameId: idKey === null ? undefined : earlier.byId.get(idKey),
    sameBytes: earlier.byBytes.get(bytesKey),
  }
  const repeats = findRepeat(possible, known.get(sourceId) ?? new Map())
  if (repeats !== undefined) return { arrived, state: 'repeated', repeats, observations: 0 }
  const self = { deliveryId: arrived.deliveryId, receivedAt: arrived.arrivedAt }
  if (idKey !== null) earlier.byId.set(idKey, self)
  earlier.byBytes.set(bytesKey, self)
  return { arrived, state: 'accepted', repeats: null, observations: 0 }
}

function take(arrived: ArrivedDelivery, { known, newId }: IntakeInput): Attached[] {
  const { sourceId, closes } = arrived.source
  const latest = known.get(sourceId) ?? new Map<string, AlertState>()
  known.set(sourceId, latest)
  const attached = receive(latest, arrived.observations, closes, arrived.arrivedAt, newId)
  for (const one of attached) latest.set(one.said.fingerprint, one.alert)
  return attached
}

function isOpening({ judgement }: Attached): boolean {
  return judgement === 'new' || judgement === 'reopened'
}

/** Adds one observation to its alert and answers what goes on record about the alert. */
function count(one: Attached, arrived: ArrivedDelivery, { nextNumber }: IntakeInput, tally: Tally): NewEntry[] {
  const { alert, said } = one
  const { source, deliveryId, arrivedAt } = arrived
  const about = { alertId: alert.alertId, said, receivedAt: arrivedAt, deliveryId, source }
  if (isOpening(one)) {
    const number = nextNumber + tally.opened.size
    const { alertId, episode, status, endedAt } = alert
    tally.opened.set(alertId, {
      ...{ alertId, number, episode, source, deliveryId, said, status, endedAt, observations: 1 },
      ...{ receivedAt: arrivedAt, resolvedAt: status === 'resolved' ? arrivedAt : null, observedAt: arrivedAt },
    })
    const received = alertReceivedEntry({ ...about, number, episode, reviewTargetSeconds: source.reviewTargetSeconds })
    return status === 'resolved' ? [received, alertResolvedEntry(about)] : [received]
  }
  const ends = one.judgement === 'resolved'
  const opened = tally.opened.get(alert.alertId)
  if (opened) {
    opened.observations += 1
    opened.observedAt = arrivedAt
    if (ends) Object.assign(opened, { status: alert.status, endedAt: alert.endedAt, resolvedAt: arrivedAt })
  } else {
    const spokenOf = tally.spokenOf.get(alert.alertId) ?? { alertId: alert.alertId, observations: 0, observedAt: arrivedAt, resolved: null }
    spokenOf.observations += 1
    spokenOf.observedAt = arrivedAt
    if (ends) spokenOf.resolved = { endedAt: alert.endedAt, resolvedAt: arrivedAt }
    tally.spokenOf.set(alert.alertId, spokenOf)
  }
  return ends ? [alertResolvedEntry(about)] : []
}

function onRecord({ arrived, state, repeats, observations }: DecidedDelivery): DeliveryOnRecord {
  return {
    deliveryId: arrived.deliveryId,
    sourceId: arrived.source.sourceId,
    receivedAt: arrived.arrivedAt,
    state,
    authentication: arrived.authentication,
    observations,
    omitted: arrived.omitted,
    reason: arrived.reason,
    repeats,
    file: arrived.file,
  }
}
