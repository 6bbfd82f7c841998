// An incident's obligations as they are shown, and the questions that lead to them.
import type { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Obligation, ObligationDecision, Obligations, obligationApi } from '../../contract/obligation.ts'
import { isId } from '../../core/kernel/ids.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { clockIds, clockMeanings } from '../../core/obligation/clock.ts'
import { dataQuestions, eventQuestions, roleQuestions, sectorQuestions } from '../../core/obligation/interview.ts'
import { servesRule } from '../../core/obligation/noticeTemplate.ts'
import { placeCodes, placeName } from '../../core/obligation/places.ts'
import { isPolicyRule } from '../../core/obligation/policyDuty.ts'
import { type Rule, ruleById } from '../../core/obligation/rule.ts'
import { awaitsDecision } from '../../core/obligation/standing.ts'
import { dueAnswer } from './dueAnswer.ts'
import { shippedCatalogue } from './obligationCatalogue.ts'
import type { ObligationFacts } from './obligationFacts.ts'
import type { StoredDecision } from './obligationStore.ts'
import { whoOf } from './who.ts'

const asked = (questions: Readonly<Record<string, string>>) => Object.entries(questions).map(([id, ask]) => ({ id, ask }))

export function showQuestions(): ReplyOf<typeof obligationApi.questions> {
  const { calendars } = shippedCatalogue().catalogue
  return {
    roles: asked(roleQuestions),
    kinds: asked(dataQuestions),
    sectors: asked(sectorQuestions),
    events: asked(eventQuestions),
    places: placeCodes.map((id) => ({ id, name: placeName(id) })),
    clocks: clockIds.map((id) => ({ id, meaning: clockMeanings[id] })),
    calendars: [...calendars.values()].map(({ id, title, from, to }) => ({ id, title, from, to })),
  }
}

function decisionAnswer({ answer, reason, decidedAt, by, byName }: StoredDecision): z.output<typeof ObligationDecision> {
  return { answer, reason, by: whoOf(by, byName), decided_at: formatInstant(decidedAt) }
}

function originOf(rule: string): z.output<typeof Obligation>['origin'] {
  if (isPolicyRule(rule)) return 'policy'
  return contractIdOf(rule) === null ? 'law' : 'contract'
}

function contractIdOf(rule: string) {
  const id = `ctr_${/^contract-([0-9a-f]{32})\./.exec(rule)?.[1]}`
  return isId('contract', id) ? id : null
}

export function showObligation(standing: ObligationFacts['standing'][number]): z.output<typeof Obligation> {
  const { rule, due, decisions, sent, lateBy } = standing
  const { catalogue, templates } = shippedCatalogue()
  const { obligation } = rule
  const shown = decisions.map(decisionAnswer)
  return {
    rule: rule.id,
    origin: originOf(rule.id),
    law: obligation.law,
    article: obligation.article,
    title: rule.title,
    to: [...rule.to],
    verdict: standing.verdict,
    why: standing.why,
    unknown: [...standing.unknown],
    to_judge: standing.toJudge,
    due: dueAnswer(due, lateBy, (id) => ruleById(catalogue, id)?.title ?? id),
    content: rule.content.map((id) => ({ id, words: catalogue.content.get(id) ?? id })),
    notes: notesOf(rule),
    traps: [...obligation.traps],
    confidence: rule.confidence,
    sources: obligation.sources.map((source) => ({ ...source })),
    contract_id: contractIdOf(rule.id),
    decision: shown.at(-1) ?? null,
    decisions: shown,
    sent: sent === null ? null : { at: formatInstant(sent.at), late_by: sent.lateBy },
    templates: [...templates.values()].filter((template) => servesRule(template, rule.id)).map(({ id, title }) => ({ id, title })),
  }
}

function notesOf({ note, obligation }: Rule): string[] {
  return [note, ...obligation.notes, obligation.safeHarbour, obligation.lawfulDelay, obligation.recordDuty].filter((one) => one !== null)
}

export function showObligations({ interview, standing, ruledOut }: ObligationFacts): z.output<typeof Obligations> {
  return {
    answers: interview && (interview.answers as z.output<typeof Obligations>['answers']),
    answered_at: interview && formatInstant(interview.at),
    answered_by: interview && whoOf(interview.by, interview.byName),
    obligations: standing.map(showObligation),
    ruled_out: ruledOut.map(({ rule, because }) => ({ rule: rule.id, law: rule.obligation.law, title: rule.title, because })),
    undecided: standing.filter(awaitsDecision).length,
  }
}
