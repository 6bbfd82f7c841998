// Lives the story through the server's own code, with its clock set to each moment: nothing is written any other way.
import { createHash } from 'node:crypto'
import { type PersonActor, systemActor } from '../../core/kernel/actor.ts'
import type { AlertId, OrganizationId } from '../../core/kernel/ids.ts'
import { type Instant, second, toInstant } from '../../core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { maintain } from '../../database/maintain.ts'
import type { HookDelivery } from '../../server/alert/hookDelivery.ts'
import { type Interpreter, interpretDelivery } from '../../server/alert/interpretDelivery.ts'
import { receiveDeliveries } from '../../server/alert/receiveDeliveries.ts'
import { reviewEach } from '../../server/alert/reviewAlert.ts'
import { keepBeats } from '../../server/coverage/keepBeats.ts'
import { recordDays } from '../../server/coverage/recordDays.ts'
import { sweepGaps } from '../../server/coverage/sweepGaps.ts'
import { saveWatching } from '../../server/coverage/watchStore.ts'
import { sealAll } from '../../server/ledger/sealLedger.ts'
import type { Services } from '../../server/services.ts'
import type { OpenedSource } from '../../server/source/sourceDoor.ts'
import type { SourceKey } from './company.ts'
import { type Judgement, judge } from './judgement.ts'
import type { Story } from './story.ts'
import { type Arrival, arrivalsInOrder, type Moment, momentsInOrder } from './timeline.ts'

export type Stage = {
  services: Services
  organizationId: OrganizationId
  people: ReadonlyMap<string, PersonActor>
  sources: ReadonlyMap<SourceKey, OpenedSource>
  interpreter: Interpreter
  setClock(at: Instant): void
}

type Open = { alertId: AlertId; judgement: Judgement; left: number }

const watcher = systemActor('coverage')

async function hookDelivery({ services, sources, interpreter }: Stage, { at, source: key, payload }: Arrival): Promise<HookDelivery> {
  const source = sources.get(key)
  if (!source) throw new Error(`the story speaks of the source ${key}, which was not made`)
  const { headers, body } = payload()
  const raw = { headers, body, arrivedAt: at }
  return {
    ...raw,
    deliveryId: services.newId('delivery'),
    source,
    contentType: headers['content-type'] ?? '',
    sha256: createHash('sha256').update(body).digest('hex'),
    interpreted: await interpretDelivery(raw, source, interpreter),
  }
}

/** Answers what waits for somebody to look at it. */
async function deliver(stage: Stage, tx: OrganizationTx, arrivals: readonly Arrival[]): Promise<Open[]> {
  const { services } = stage
  const batch: HookDelivery[] = []
  for (const arrival of arrivals) batch.push(await hookDelivery(stage, arrival))
  const firings = new Map(batch.map(({ deliveryId }, place) => [deliveryId, arrivals[place]?.opens]))
  const { intake } = await receiveDeliveries(tx, services, batch, services.clock())
  return intake.opened.flatMap(({ alertId, deliveryId, number }) => {
    const firing = firings.get(deliveryId)
    const judgement = firing ? judge(firing.rule, `${firing.rule.name} ${number}`) : undefined
    return judgement && judgement.skipSittings !== null ? [{ alertId, judgement, left: judgement.skipSittings }] : []
  })
}

async function sitDown({ services, people }: Stage, tx: OrganizationTx, reviewer: string, waiting: Open[]): Promise<Open[]> {
  const by = people.get(reviewer)
  if (!by) throw new Error(`nobody in the story is called ${reviewer}`)
  const found = waiting.filter(({ left }) => left === 0).map(({ alertId, judgement }) => [alertId, judgement] as const)
  if (found.length > 0) await reviewEach(tx, services, by, new Map(found), services.clock())
  return waiting.filter(({ left }) => left > 0).map((one) => ({ ...one, left: one.left - 1 }))
}

async function beat({ services, sources }: Stage, tx: OrganizationTx, keys: readonly SourceKey[]): Promise<void> {
  const beats = keys.flatMap((key) => sources.get(key) ?? []).map((source) => ({ source }))
  await keepBeats(tx, services, beats, services.clock())
}

/** The end of a day is when what was silent is noticed, the day is summed up, and everything is sealed. */
async function endDay({ services, organizationId }: Stage): Promise<void> {
  const now = services.clock()
  // The server of the story was never down.
  await inOrganization(services.database, organizationId, watcher, (tx) => saveWatching(tx, toInstant(now - 15 * second), null))
  await sweepGaps(services, organizationId, now)
  await recordDays(services, organizationId, now)
  await sealAll(services, organizationId)
}

type Progress = (share: number) => void

class Rehearsal {
  readonly #stage: Stage
  readonly #arrivals: readonly Arrival[]
  #next = 0
  #waiting: Open[] = []

  constructor(stage: Stage, arrivals: readonly Arrival[]) {
    this.#stage = stage
    this.#arrivals = arrivals
  }

  async deliverUntil(tx: OrganizationTx, at: Instant): Promise<void> {
    let end = this.#next
    while ((this.#arrivals[end]?.at ?? Number.POSITIVE_INFINITY) <= at) end += 1
    const due = this.#arrivals.slice(this.#next, end)
    this.#next = end
    this.#stage.setClock(at)
    if (due.length > 0) this.#waiting.push(...(await deliver(this.#stage, tx, due)))
  }

  /** One day's moments in one transaction: the clock moves, the disk waits. */
  async liveDay(tx: OrganizationTx, moments: readonly Moment[]): Promise<void> {
    for (const moment of moments) {
      if (moment.kind !== 'beat') await this.deliverUntil(tx, moment.at)
      this.#stage.setClock(moment.at)
      if (moment.kind === 'beat') await beat(this.#stage, tx, moment.sources)
      if (moment.kind === 'sitting') this.#waiting = await sitDown(this.#stage, tx, moment.reviewer, this.#waiting)
    }
  }
}

function byDay(moments: readonly Moment[]): Moment[][] {
  const days: Moment[][] = [[]]
  for (const moment of moments) {
    days.at(-1)?.push(moment)
    if (moment.kind === 'day') days.push([])
  }
  return days
}

/** `progress` hears the share that is done, from 0 to 1. */
export async function simulate(
  stage: Stage,
  story: Story,
  firstDay: string,
  secrets: Readonly<Partial<Record<SourceKey, string>>>,
  progress: Progress,
): Promise<void> {
  const { services, organizationId } = stage
  const rehearsal = new Rehearsal(stage, arrivalsInOrder(story, secrets))
  const inOne = (work: (tx: OrganizationTx) => Promise<void>) =>
    inOrganization(services.database, organizationId, systemActor('demo'), work)
  for (const [place, moments] of byDay(momentsInOrder(story, firstDay)).entries()) {
    await inOne((tx) => rehearsal.liveDay(tx, moments))
    if (moments.at(-1)?.kind === 'day') await endDay(stage)
    if (place % 10 === 1) await maintain(services.database)
    progress((services.clock() - story.from) / (story.to - story.from))
  }
  await inOne((tx) => rehearsal.deliverUntil(tx, story.to))
  await inOrganization(services.database, organizationId, watcher, (tx) => saveWatching(tx, story.to, null))
  await sealAll(services, organizationId)
  progress(1)
}
