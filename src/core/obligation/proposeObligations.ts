// Who may have to be told, by what is known so far: with why, and with what would still decide it. Nothing is dropped for want of an answer.
import { type Judged, judge } from './condition.ts'
import { type CustomerContract, contractRule } from './contract.ts'
import type { Interview } from './interview.ts'
import type { Catalogue, Rule } from './rule.ts'

export type Proposal = {
  readonly rule: Rule
  /** `applies`: every condition was answered yes, and nothing is left for a person to judge. */
  readonly verdict: 'applies' | 'may-apply'
  readonly why: string
  /** “Would apply if …”, one sentence each. */
  readonly unknown: readonly string[]
  /** The law's own threshold, which no interview decides. */
  readonly toJudge: string | null
}

export type RuledOut = { readonly rule: Rule; readonly because: string }

export type Proposals = { readonly proposed: readonly Proposal[]; readonly ruledOut: readonly RuledOut[] }

export function proposeObligations(catalogue: Catalogue, interview: Interview, contracts: readonly CustomerContract[]): Proposals {
  const entered = contracts.map(contractRule)
  const judged = [...catalogue.rules, ...entered].map((rule) => ({
    rule,
    all: rule.conditions.map((condition) => judge(condition, interview)),
  }))
  return {
    proposed: judged.filter(({ all }) => !isRuledOut(all)).map(({ rule, all }) => proposal(rule, all)),
    ruledOut: judged.filter(({ all }) => isRuledOut(all)).map(({ rule, all }) => ({ rule, because: whyNot(all) })),
  }
}

function isRuledOut(all: readonly Judged[]): boolean {
  return all.some(({ answer }) => answer === 'no')
}

function whyNot(all: readonly Judged[]): string {
  const no = all.filter(({ answer }) => answer === 'no').map(({ ifSo }) => ifSo)
  return `Would apply only ${no.join(', and ')}: the answers say otherwise.`
}

function proposal(rule: Rule, all: readonly Judged[]): Proposal {
  const yes = all.filter(({ answer }) => answer === 'yes').map(({ because }) => because)
  const unknown = all.filter(({ answer }) => answer === 'unknown').map(({ ifSo }) => `Would apply ${ifSo}.`.replace(/\?\.$/, '?'))
  const toJudge = rule.threshold ?? rule.obligation.threshold
  const sure = unknown.length === 0 && toJudge === null && rule.obligation.status === 'in_force'
  return { rule, verdict: sure ? 'applies' : 'may-apply', why: whyOf(rule, yes), unknown, toJudge }
}

function whyOf(rule: Rule, yes: readonly string[]): string {
  const binds = `${rule.obligation.law} binds: ${rule.obligation.who}.`
  if (rule.conditions.length === 0) return binds
  return yes.length === 0 ? `${binds} Nothing answered so far rules it out.` : `${binds} It comes up because of: ${yes.join('; ')}.`
}
