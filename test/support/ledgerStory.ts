// Months of a ledger, made up by a seed: sources with their rhythms, alerts, reviews in time, late and missing, silences, refused deliveries.

import { type Disposition, dispositions } from '../../src/core/alert/disposition.ts'
import { type AuditPeriod, requestDetail } from '../../src/core/audit/statement.ts'
import { type Id, type IdNoun, makeId } from '../../src/core/kernel/ids.ts'
import { day, hour, type Instant, minute, second, toInstant } from '../../src/core/kernel/instant.ts'
import type { NewEntry } from '../../src/core/ledger/entry.ts'

export type ToldEntry = { entry: NewEntry; rec: Instant }

export type StoryPlan = {
  seed: number
  /** The first instant of the story; it begins with the sources being set up. */
  from: Instant
  days: number
  alertsPerDay: number
  /** How many sources; the last one raises no alerts at all. */
  sources: number
  /** The share of alerts whose end is told too; four fifths unless said. */
  ended?: number
}

/** mulberry32: small, good enough for stories, the same everywhere. */
export function makeDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Told = { id: Id<'source'>; name: string; integration: string; heartbeatSeconds: number }

const names = [
  ['Production Prometheus', 'alertmanager'],
  ['Payments Grafana', 'grafana'],
  ['AWS GuardDuty', 'guardduty'],
  ['Web application errors', 'sentry'],
  ['Repository scanning', 'github'],
  ['Office network', 'generic'],
] as const

const titles = [
  'HighErrorRate on api',
  'DiskWillFillIn4Hours',
  '=cmd("calc") in a title',
  'Root login from, elsewhere',
  'Zertifikat läuft ab – 東京',
  'Quote " and\nline',
]
const reasons = [
  'Known and allowed activity.',
  'Fixed on the spot; recovered by itself.',
  'The threshold is too tight; nothing was wrong.',
  '+1, same as before',
]

export class LedgerStory {
  readonly #plan: StoryPlan
  readonly #dice: () => number
  readonly #sources: Told[]
  readonly #reviewers: Id<'person'>[]
  #number = 0

  constructor(plan: StoryPlan) {
    this.#plan = plan
    this.#dice = makeDice(plan.seed)
    this.#sources = Array.from({ length: plan.sources }, (_, at) => {
      const [name, integration] = names[at % names.length] as (typeof names)[number]
      const told = at < names.length ? name : `${name} ${Math.floor(at / names.length) + 1}`
      return { id: this.#id('source', plan.from), name: told, integration, heartbeatSeconds: 600 }
    })
    this.#reviewers = Array.from({ length: 4 }, () => this.#id('person', plan.from))
  }

  #id<N extends IdNoun>(noun: N, at: number): Id<N> {
    return makeId(
      noun,
      at,
      Uint8Array.from({ length: 10 }, () => Math.floor(this.#dice() * 256)),
    )
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#dice() * list.length)] as T
  }

  /** In the order of recording; at most one day's entries are held. */
  *entries(): Generator<ToldEntry> {
    const { from, days } = this.#plan
    for (const source of this.#sources) yield this.#sourceEntry('source.created', source, from)
    let waiting: ToldEntry[] = []
    for (let number = 0; number < days; number++) {
      const start = from + number * day
      waiting.push(...this.#day(number, toInstant(start)))
      waiting.sort((one, other) => one.rec - other.rec)
      const end = waiting.findIndex(({ rec }) => rec >= start + day)
      yield* end === -1 ? waiting : waiting.slice(0, end)
      waiting = end === -1 ? [] : waiting.slice(end)
    }
    yield* waiting
  }

  #sourceEntry(kind: 'source.created' | 'source.changed', source: Told, rec: Instant): ToldEntry {
    const settings = {
      name: source.name,
      integration: source.integration,
      heartbeat_seconds: source.heartbeatSeconds,
      review_target_seconds: 4 * 3600,
    }
    const detail = { ...settings, coverage_intent: '24x7', signed: false }
    return { rec, entry: { kind, act: this.#reviewers[0] as string, obj: source.id, at: rec, ctl: ['CC7.2'], detail } }
  }

  #day(number: number, start: Instant): ToldEntry[] {
    const told: ToldEntry[] = []
    const silent = number % 31 === 17 ? this.#sources[0] : undefined
    const raising = this.#sources.slice(0, -1).filter((source) => source !== silent)
    for (let alert = 0; alert < this.#plan.alertsPerDay; alert++) {
      told.push(
        ...this.#alert(this.#pick(raising), toInstant(start + Math.floor((alert + this.#dice()) * (day / this.#plan.alertsPerDay)))),
      )
    }
    if (number % 9 === 4) told.push(this.#refused(this.#pick(this.#sources), toInstant(start + 5 * hour)))
    if (number === 20)
      told.push(this.#sourceEntry('source.changed', { ...(this.#sources[1] as Told), heartbeatSeconds: 300 }, toInstant(start + hour)))
    if (silent !== undefined) told.push(...this.#silence(silent, start, number))
    for (const source of this.#sources) told.push(this.#heard(source, start, source === silent))
    return told
  }

  #heard(source: Told, start: Instant, silent: boolean): ToldEntry {
    const rec = toInstant(start + day + 30 * second)
    const heartbeats = silent ? 0 : 140 + Math.floor(this.#dice() * 5)
    const detail = {
      ...{ day: new Date(start).toISOString().slice(0, 10), name: source.name, integration: source.integration },
      ...{
        heartbeat_seconds: source.heartbeatSeconds,
        review_target_seconds: 4 * 3600,
        coverage_intent: '24x7',
        expected: 144,
        heartbeats,
        deliveries: silent ? 0 : 3,
        refused: 0,
      },
      ...{
        longest_silence_seconds: silent ? 86_400 : 640,
        first_heard_at: silent ? null : start + minute,
        last_heard_at: silent ? null : start + day - minute,
      },
    }
    return { rec, entry: { kind: 'coverage.heartbeat', act: 'system', obj: source.id, at: toInstant(start + day), ctl: ['CC7.2'], detail } }
  }

  #silence(source: Told, start: Instant, number: number): ToldEntry[] {
    const gap = this.#id('gap', start)
    const about = { source: source.id, source_name: source.name, started_at: start }
    const told = (kind: NewEntry['kind'], rec: number, detail: NonNullable<NewEntry['detail']>, act: string): ToldEntry => ({
      rec: toInstant(rec),
      entry: { kind, act, obj: gap, at: toInstant(rec), ctl: ['CC7.2'], detail },
    })
    const list = [
      told('coverage.gap_opened', start + 11 * minute, { ...about, heartbeat_seconds: 600 }, 'system'),
      told('coverage.gap_closed', start + day, { ...about, ended_at: start + day }, source.id),
    ]
    if (number % 2 === 1) {
      const explanation = 'The cluster was rebuilt; Prometheus was off on purpose.'
      list.push(told('coverage.gap_explained', start + 2 * day, { source: source.id, explanation }, this.#reviewers[0] as string))
    }
    return list
  }

  #refused(source: Told, rec: Instant): ToldEntry {
    const detail = {
      source: source.id,
      state: 'refused',
      authentication: 'unchecked',
      observations: 0,
      omitted: 0,
      reason: 'The body is not valid JSON.',
    }
    return {
      rec,
      entry: {
        kind: 'delivery.refused',
        act: source.id,
        obj: this.#id('delivery', rec),
        at: rec,
        ctl: ['CC7.2'],
        detail,
        file: this.#body(),
      },
    }
  }

  #body(): NonNullable<NewEntry['file']> {
    const sha256 = Array.from({ length: 64 }, () => '0123456789abcdef'[Math.floor(this.#dice() * 16)]).join('')
    return { sha256, size: 800 + Math.floor(this.#dice() * 4000), type: 'application/json' }
  }

  #alert(source: Told, rec: Instant): ToldEntry[] {
    const [alert, delivery] = [this.#id('alert', rec), this.#id('delivery', rec)]
    this.#number += 1
    const occurred = rec - Math.floor(this.#dice() * 90) * second
    const base = { act: source.id, ctl: ['CC7.2'] }
    const received = {
      ...{ number: this.#number, source: source.id, source_name: source.name, integration: source.integration },
      ...{
        fingerprint: `${source.integration}:${this.#number % 97}`,
        episode: 1,
        status: 'firing',
        severity: this.#pick(['critical', 'warning', 'P3']),
      },
      ...{ title: this.#pick(titles), link: 'https://monitoring.example.com/alerts', is_test: this.#dice() < 0.02, occurred_at: occurred },
      ...{ review_target_seconds: 4 * 3600, delivery },
    }
    const accepted = { source: source.id, state: 'accepted', authentication: 'url_only', observations: 1, omitted: 0 }
    const told: ToldEntry[] = [
      { rec, entry: { ...base, kind: 'delivery.received', obj: delivery, at: rec, detail: accepted, file: this.#body() } },
      { rec, entry: { ...base, kind: 'alert.received', obj: alert, at: toInstant(occurred), detail: received } },
    ]
    if (this.#dice() < (this.#plan.ended ?? 0.8)) told.push(...this.#end(source, alert, toInstant(rec + 20 * minute)))
    return [...told, ...this.#review(alert, rec)]
  }

  #end(source: Told, alert: Id<'alert'>, rec: Instant): ToldEntry[] {
    const delivery = this.#id('delivery', rec)
    const accepted = { source: source.id, state: 'accepted', authentication: 'url_only', observations: 1, omitted: 0 }
    const base = { act: source.id, ctl: ['CC7.2'], at: rec }
    return [
      { rec, entry: { ...base, kind: 'delivery.received', obj: delivery, detail: accepted, file: this.#body() } },
      { rec, entry: { ...base, kind: 'alert.resolved', obj: alert, detail: { ended_at: rec - 5 * second, delivery } } },
    ]
  }

  #review(alert: Id<'alert'>, received: Instant): ToldEntry[] {
    const chance = this.#dice()
    if (chance < 0.01) return []
    const seconds = Math.floor(chance < 0.03 ? (5 + this.#dice() * 30) * 3600 : this.#dice() * 3 * 3600)
    const told = [this.#reviewEntry(alert, toInstant(received + seconds * second), seconds)]
    return this.#dice() < 0.02 ? [...told, this.#reviewEntry(alert, toInstant(received + (seconds + 900) * second), seconds)] : told
  }

  #reviewEntry(alert: Id<'alert'>, rec: Instant, seconds: number): ToldEntry {
    const disposition: Disposition = this.#pick(dispositions)
    const detail = {
      review: this.#id('review', rec),
      disposition,
      reason: this.#pick(reasons),
      reviewer_role: 'responder',
      seconds_to_review: seconds,
      in_time: seconds <= 4 * 3600,
    }
    const entry: NewEntry = {
      kind: 'alert.reviewed',
      act: this.#pick(this.#reviewers),
      obj: alert,
      at: rec,
      ctl: ['CC7.2', 'CC7.3'],
      detail,
      personal: { name: 'Somebody' },
    }
    return { rec, entry }
  }
}

/** What is recorded when somebody asks for a package. `known`: on how many of the first `size` entries documents rest. */
export function requestEntry(
  packageId: string,
  by: string,
  of: AuditPeriod,
  rec: Instant,
  known: { size: number; documents: number },
  simulatedUntil: Instant | null = null,
): ToldEntry {
  const detail = requestDetail(of, simulatedUntil, known)
  return { rec, entry: { kind: 'package.requested', act: by, obj: packageId, at: rec, ctl: ['CC7.2'], detail } }
}
