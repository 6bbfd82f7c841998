// What two documents, or a document and what was seen, say differently: both sentences, each at its place.
import type { DocumentKind } from '../document/documentVersion.ts'
import type { Position } from '../document/problem.ts'

export const consistencyRules = [
  'time-differs',
  'level-unknown',
  'escalation-differs',
  'policy-missing',
  'duty-without-runbook',
  'containment-without-runbook',
  'preservation-without-runbook',
  'alert-without-runbook',
  'runbook-unmatched',
  'two-runbooks',
] as const
export type ConsistencyRule = (typeof consistencyRules)[number]

/** What each kind of finding is called, and why it matters; the page and the API say the same. */
export const consistencyWords: Readonly<Record<ConsistencyRule, { title: string; why: string }>> = {
  'time-differs': {
    title: 'Two times for the same thing',
    why: 'Somebody does what one of them says and is late by the other. The policy counts; an auditor compares the record with it.',
  },
  'level-unknown': {
    title: 'A severity level that the policy does not have',
    why: 'At a level that is not in the policy no time runs, and nobody is called.',
  },
  'escalation-differs': {
    title: 'Another escalation path than the policy names',
    why: 'The runbook sends people to one path, and the product pages the other.',
  },
  'policy-missing': {
    title: 'A policy that is not there',
    why: 'Severities, duties and times of the runbook come from a policy that nobody can open.',
  },
  'duty-without-runbook': {
    title: 'Somebody to be told whom no runbook mentions',
    why: 'The policy promises that they are told in time, and whoever follows a runbook is never reminded.',
  },
  'containment-without-runbook': {
    title: 'A time to contain, and no runbook that does',
    why: 'The clock runs from the first minute; without steps it is spent on looking for them.',
  },
  'preservation-without-runbook': {
    title: 'Evidence to keep, and no runbook that keeps it',
    why: 'The policy promises that evidence is taken before it expires, and nothing says which or how.',
  },
  'alert-without-runbook': {
    title: 'Alerts that no runbook matches',
    why: 'Whoever is woken by one of these is offered nothing.',
  },
  'runbook-unmatched': {
    title: 'Runbooks that nothing leads to',
    why: 'A runbook that is never offered is found by whoever knows that it is there.',
  },
  'two-runbooks': {
    title: 'Two runbooks for the same alert',
    why: 'Both are offered. Where neither is more exact, whoever is woken has to choose.',
  },
}

export type DocumentRef = { kind: DocumentKind; id: string; title: string }

/** What stands somewhere; or what was seen, or is missing, in words. */
export type Sentence = { document: DocumentRef; position: Position; text: string } | { document: null; text: string }

export type Inconsistency = {
  rule: ConsistencyRule
  level: 'error' | 'warning' | 'note'
  message: string
  suggestion: string
  /** The one to correct first, and what it is held against. */
  sentences: readonly [Sentence, Sentence]
}
