// From what a catalogue file says to the rules it means: a stage takes over what its obligation says for all of them.
import type { WrittenConditions, WrittenObligation, WrittenSource, WrittenStage } from './catalogueShape.ts'
import type { Condition } from './condition.ts'
import type { Deadline, Limit, Obligation, ReliefRule, Rule, RuleSource, Start } from './rule.ts'

export function readObligation(written: WrittenObligation): Obligation {
  return {
    id: written.id,
    place: written.place,
    law: written.law,
    article: written.article ?? null,
    title: written.title,
    status: written.status,
    since: written.since ?? null,
    who: written.who,
    concerns: written.concerns ?? null,
    threshold: written.threshold ?? null,
    clockMeaning: written.clock ?? null,
    safeHarbour: written.safe_harbour ?? null,
    lawfulDelay: written.lawful_delay ?? null,
    recordDuty: written.record_duty ?? null,
    notes: written.notes,
    traps: written.traps,
    sources: written.sources.map(readSource),
    confidence: written.confidence,
  }
}

export function readSource({ url, kind, date }: WrittenSource): RuleSource {
  return { url, kind, date: date ?? null }
}

export function ruleId(obligation: string, stage: string): string {
  return `${obligation}.${stage}`
}

export function readRule(obligation: Obligation, common: WrittenObligation, stage: WrittenStage): Rule {
  return {
    id: ruleId(obligation.id, stage.id),
    obligation,
    stage: stage.id,
    title: stage.title ?? stage.id.replaceAll('-', ' '),
    to: stage.to,
    deadline: readDeadline(obligation.id, stage),
    noLaterThan: stage.no_later_than === undefined ? null : ruleId(obligation.id, stage.no_later_than),
    words: stage.words ?? null,
    counting: stage.counting ?? common.counting,
    zone: stage.zone ?? common.zone ?? null,
    calendar: stage.calendar ?? common.calendar ?? null,
    relief: readRelief(stage),
    content: stage.content,
    conditions: [...readConditions(common.applies), ...readConditions(stage.applies ?? {})],
    threshold: stage.threshold ?? null,
    note: stage.note ?? null,
    confidence: stage.confidence ?? common.confidence,
  }
}

function readDeadline(obligation: string, stage: WrittenStage): Deadline {
  if (stage.as_agreed) return { kind: 'as-agreed' }
  if (stage.on_request) return { kind: 'on-request' }
  const limit: Limit | undefined = stage.business_days === undefined ? stage.within : { kind: 'business-days', days: stage.business_days }
  const start = readStart(obligation, stage)
  if (limit === undefined || start === undefined) return { kind: 'promptly', clock: stage.from ?? null }
  return { kind: 'limit', limit, start, cap: stage.at_most ?? null }
}

function readStart(obligation: string, { from, after, after_latest: latest }: WrittenStage): Start | undefined {
  if (from !== undefined) return { kind: 'clock', clock: from }
  const rules = (stages: readonly string[]) => stages.map((stage) => ruleId(obligation, stage))
  if (after !== undefined) return { kind: 'stage', rules: rules(after), which: 'first' }
  return latest && { kind: 'stage', rules: rules(latest), which: 'latest' }
}

function readRelief({ relief }: WrittenStage): ReliefRule | null {
  if (relief === undefined) return null
  const { condition } = relief
  return 'roll' in relief ? { kind: 'roll', to: relief.roll, condition } : { kind: 'longer', limit: relief.longer, condition }
}

function readConditions({ place, role, data, sector, event, people }: WrittenConditions): Condition[] {
  return [
    ...(place ? [{ kind: 'place' as const, places: place }] : []),
    ...(role ? [{ kind: 'role' as const, role }] : []),
    ...(data ? [{ kind: 'data' as const, kinds: data }] : []),
    ...(sector ? [{ kind: 'sector' as const, sectors: sector }] : []),
    ...(event ? [{ kind: 'event' as const, event }] : []),
    ...(people ? [{ kind: 'people' as const, in: people.in, atLeast: people.at_least ?? null, below: people.below ?? null }] : []),
  ]
}
