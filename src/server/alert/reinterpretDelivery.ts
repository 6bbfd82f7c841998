// Reads a refused delivery again, after its source was mended. The delivery stays as it was; what it says is recorded now.
import { decideIntake } from '../../core/alert/decideIntake.ts'
import type { PersonActor, TokenActor } from '../../core/kernel/actor.ts'
import type { DeliveryId, OrganizationId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { integrationOf } from '../../integrations/registry.ts'
import { record } from '../ledger/record.ts'
import type { Services } from '../services.ts'
import { sourceForReading } from '../source/sourceStore.ts'
import { type DeliveryLine, deliveryLines, type KeptDelivery, keptDelivery } from './deliveryViews.ts'
import { lockAndLoad } from './intakeStore.ts'
import { type Interpreted, type Interpreter, interpretDelivery } from './interpretDelivery.ts'
import { saveReadAgain } from './keptStore.ts'
import { isReinterpreted, saveReinterpretation } from './reinterpretationStore.ts'

type By = PersonActor | TokenActor

function nothingToRead(line: DeliveryLine): Refusal {
  const why = line.reinterpreted_at === null ? `It is ${line.state}.` : `It was read again at ${line.reinterpreted_at}.`
  return new Refusal('nothing_changed', `Only a refused delivery can be read again. ${why}`)
}

async function readAgain(services: Services, interpreter: Interpreter, organizationId: OrganizationId, by: By, deliveryId: DeliveryId) {
  const { kept, source } = await inOrganization(
    services.database,
    organizationId,
    by,
    async (tx) => {
      const kept = await keptDelivery(tx, deliveryId)
      return { kept, source: await sourceForReading(tx, kept.line.source.id) }
    },
    { readOnly: true },
  )
  if (kept.line.state !== 'refused') throw nothingToRead(kept.line)
  const sourceId = kept.line.source.id
  const secret = source.secretSealed === null ? null : services.secrets.open(source.secretSealed, sourceId)
  const { mapping, certificates } = source.settings
  const integration = integrationOf(kept.line.source.integration)
  const raw = { headers: kept.headers, body: kept.body, arrivedAt: Date.parse(kept.line.received_at) as Instant }
  const interpreted = await interpretDelivery(raw, { integration, settings: { secret, mapping, certificates } }, interpreter)
  if (interpreted.refused)
    throw new Refusal('payload_not_readable', `It still cannot be read: ${interpreted.reason ?? 'no reason is known'}`)
  return { kept, interpreted }
}

function reinterpretedEntry(line: DeliveryLine, interpreted: Interpreted, observations: number, by: By, now: Instant): NewEntry {
  return {
    kind: 'delivery.reinterpreted',
    act: by.id,
    obj: line.id,
    at: now,
    ctl: ['CC7.2'],
    detail: {
      source: line.source.id,
      state: 'accepted',
      authentication: interpreted.authentication,
      observations,
      omitted: interpreted.omitted,
      ...(interpreted.reason === null ? {} : { reason: interpreted.reason }),
    },
    personal: { name: by.name },
  }
}

async function take(
  tx: OrganizationTx,
  services: Services,
  kept: KeptDelivery,
  interpreted: Interpreted,
  now: Instant,
): Promise<DeliveryLine> {
  const { line } = kept
  const by = tx.actor as By
  const { vendorId, observations: said } = interpreted
  const asked = { source: { sourceId: line.source.id }, sha256: line.sha256, refused: false, vendorId, observations: said }
  const { nextNumber, sources, earlier, known } = await lockAndLoad(tx, [asked])
  if (await isReinterpreted(tx, line.id)) throw new Refusal('nothing_changed', 'Somebody read this delivery again in this moment.')
  const [source] = sources
  if (!source) throw new Refusal('not_found', 'There is no such source.')
  const { id: integration, closes } = integrationOf(line.source.integration)
  const arrived = {
    deliveryId: line.id,
    source: { sourceId: source.sourceId, name: source.name, integration, closes, reviewTargetSeconds: source.reviewTargetSeconds },
    arrivedAt: now,
    authentication: interpreted.authentication,
    vendorId: interpreted.vendorId,
    refused: false,
    reason: interpreted.reason,
    observations: interpreted.observations,
    omitted: interpreted.omitted,
    file: { sha256: line.sha256, size: line.size, type: line.content_type },
  }
  const intake = decideIntake({ deliveries: [arrived], earlier, known, nextNumber, newId: () => services.newId('alert') })
  const [decided] = intake.deliveries
  if (decided?.repeats) throw new Refusal('nothing_changed', `The tool sent the same again, and that was read: ${decided.repeats}.`)
  const observations = decided?.observations ?? 0
  await saveReadAgain(tx, intake)
  await saveReinterpretation(tx, line.id, interpreted, observations, by, now)
  // What decideIntake says of the delivery itself is on record since it came: this says that it was read.
  await record(tx, [reinterpretedEntry(line, interpreted, observations, by, now), ...intake.entries.slice(1)], now)
  const [after] = await deliveryLines(tx, [line.id])
  return after ?? line
}

export async function reinterpretDelivery(
  services: Services,
  interpreter: Interpreter,
  organizationId: OrganizationId,
  by: By,
  deliveryId: DeliveryId,
  now: Instant,
): Promise<DeliveryLine> {
  const { kept, interpreted } = await readAgain(services, interpreter, organizationId, by, deliveryId)
  return inOrganization(services.database, organizationId, by, (tx) => take(tx, services, kept, interpreted, now), { retry: true })
}
