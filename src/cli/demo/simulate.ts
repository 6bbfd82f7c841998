// Lives the story through the server's own code, with its clock set to each moment: nothing is written any other way.
import { type PersonActor, systemActor } from '../../core/kernel/actor.ts'
import type { AlertId, OrganizationId } from '../../core/kernel/ids.ts'
import { type Instant, second, toInstant } from '../../core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import { maintain } from '../../database/maintain.ts'
import type { HookDelivery } from '../../server/alert/hookDelivery.ts'
import { receiveDeliveries } from '../../server/alert/receiveDeliveries.ts'
import { reviewEach } from '../../server/alert/reviewAlert.ts'
import { keepBeats } from '../../server/coverage/keepBeats.ts'
import { recordDaysIn } from '../../server/coverage/recordDays.ts'
import { sweepGapsIn } from '../../server/coverage/sweepGaps.ts'
import { saveWatching } from '../../server/coverage/watchStore.ts'
import { sealAll } from '../../server/ledger/sealLedger.ts'
import type { Services } from '../../server/services.ts'
import type { OpenedSource } from '../../server/source/sourceDoor.ts'
import type { SourceKey } from './company.ts'
import type { Performance } from './incidents/perform.ts'
import { type Judgement, judge } from './judgement.ts'
import type { Letter } from './letters.ts'
import type { Script } from './script.ts'
import { type Moment, momentsInOrder } from './timeline.ts'

export type Stage = {
  services: Services
  organizationId: OrganizationId
  people: ReadonlyMap<string, PersonActor>
  sources: ReadonlyMap<SourceKey, OpenedSource>
  incidents: Performance
  setClock(at: Instant): void
}

/** An alert that somebody will review, or overlook so many times more. */
type Open = { alertId: AlertId; judgement: Judgement; left: number }

function hookDelivery({ sources }: Stage, { source: key, delivery }: Letter): HookDelivery {
  const source = sources.get(key)
  if (!source) throw new Error(`the story speaks of the source ${key}, which was not made`)
  return { ...delivery, source }
}

/** Answers what waits for somebody to look at it. */
async function deliver(stage: Stage, tx: OrganizationTx, letters: readonly Letter[]): Promise<Open[]> {
  const { services } = stage
  const batch = letters.map((letter) => hookDelivery(stage, letter))
  const firings = new Map(letters.map(({ delivery, opens }) => [delivery.deliveryId, opens]))
  const { intake } = await receiveDeliveries(tx, services, batch, services.clock())
  return intake.opened.flatMap(({ alertId, deliveryId, number }) => {
    const firing = firings.get(deliveryId)
    if (firing?.alias !== undefined) {
      stage.incidents.hear(firing.alias, alertId)
      return []
    }
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

/** The end of a day is when what was silent is noticed, and the day is summed up. */
async function endDay({ services }: Stage, tx: OrganizationTx): Promise<void> {
  const now = services.clock()
  // The server of the story was never down.
  await saveWatching(tx, toInstant(now - 15 * second), null)
  await sweepGapsIn(tx, services, now)
  await recordDaysIn(tx, now)
}

/** How far the story was lived: to the end of a day, and what still waits for somebody to look at it. */
export type Lived = { at: Instant; days: number; waiting: readonly Open[] }

class Rehearsal {
  readonly #stage: Stage
  readonly #letters: readonly Letter[]
  #next = 0
  #waiting: Open[]

  constructor(stage: Stage, letters: readonly Letter[], waiting: readonly Open[]) {
    this.#stage = stage
    this.#letters = letters
    this.#waiting = [...waiting]
  }

  get waiting(): readonly Open[] {
    return this.#waiting
  }

  async deliverUntil(tx: OrganizationTx, at: Instant): Promise<void> {
    let end = this.#next
    while ((this.#letters[end]?.at ?? Number.POSITIVE_INFINITY) <= at) end += 1
    const due = this.#letters.slice(this.#next, end)
    this.#next = end
    this.#stage.setClock(at)
    if (due.length > 0) this.#waiting.push(...(await deliver(this.#stage, tx, due)))
  }

  /** One day's moments in one transaction: the clock moves, the disk waits. */
  async liveDay(tx: OrganizationTx, moments: readonly Moment[]): Promise<void> {
    for (const moment of moments) {
      if (moment.kind !== 'beat' && moment.kind !== 'act') await this.deliverUntil(tx, moment.at)
      this.#stage.setClock(moment.at)
      if (moment.kind === 'act') await this.#stage.incidents.perform(tx, moment.plot, moment.act, moment.at)
      if (moment.kind === 'beat') await beat(this.#stage, tx, moment.sources)
      if (moment.kind === 'day') await endDay(this.#stage, tx)
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

function endsBefore(moments: readonly Moment[], until: Instant | null): boolean {
  const last = moments.at(-1)
  return until === null || (last?.kind === 'day' && last.at < until)
}

/** After these days the tables are vacuumed and the planner's statistics taken: soon, since both begin with nothing, and then seldom. */
const tidyAfter = new Set([2, 30])
/** What was sealed leaves dead rows at the front of the inbox, which every sealing would have to pass. */
const sweepInboxEvery = 8

type Part = { after: Lived; until: Instant | null; progress: (share: number) => void }

/** From where `after` stopped to the last day that ends before `until`, or to the end of the story. */
export async function simulate(stage: Stage, script: Script, { after, until, progress }: Part): Promise<Lived> {
  const { story, letters } = script
  const { services, organizationId } = stage
  const rehearsal = new Rehearsal(
    stage,
    letters.filter(({ at }) => after.days === 0 || at > after.at),
    after.waiting,
  )
  const inOne = (work: (tx: OrganizationTx) => Promise<void>) =>
    inOrganization(services.database, organizationId, systemActor('demo'), work)
  const end = until ?? story.to
  const begin = services.clock()
  const days = byDay(momentsInOrder(script)).filter((moments) => endsBefore(moments, until))
  for (const [place, moments] of days.entries()) {
    if (place < after.days) continue
    await inOne((tx) => rehearsal.liveDay(tx, moments))
    await sealAll(services, organizationId)
    if (tidyAfter.has(place)) await maintain(services.database)
    else if (place % sweepInboxEvery === 0) await services.database.execute('vacuum ledger_inbox')
    progress((services.clock() - begin) / (end - begin))
  }
  if (until === null) {
    await inOne(async (tx) => {
      await rehearsal.deliverUntil(tx, story.to)
      await saveWatching(tx, story.to, null)
    })
    await sealAll(services, organizationId)
  }
  progress(1)
  return { at: services.clock(), days: days.length, waiting: rehearsal.waiting }
}
