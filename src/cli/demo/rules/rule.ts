// What a rule of the sample company is, and what its alerts usually turn out to be.
import type { Disposition } from '../../../core/alert/disposition.ts'
import type { SourceKey } from '../company.ts'

export type Outcome = { weight: number; disposition: Disposition; reasons: readonly string[] }

export type Rule = {
  source: SourceKey
  weight: number
  name: string
  title: string
  severity: string
  /** The things it fires for; one is chosen per alert. */
  subjects: readonly string[]
  /** Mean minutes until it resolves; null: the tool never says so. */
  lasts: number | null
  /** Fires as much at night and on weekends as in working hours. */
  roundTheClock: boolean
  outcomes: readonly Outcome[]
}

export const recovered: Outcome = {
  weight: 5,
  disposition: 'true-positive-handled',
  reasons: [
    'Short; recovered by itself, error budget unaffected.',
    'Real; the pod was rescheduled and answered again, no customer impact in the access log.',
    'Real; scaled out by one replica.',
  ],
}
export const tight: Outcome = {
  weight: 2,
  disposition: 'false-positive',
  reasons: [
    'Threshold too tight for this service; raised in the rule file.',
    'Single sample, no second one; the rule needs a longer "for".',
  ],
}
export const deploy: Outcome = {
  weight: 3,
  disposition: 'expected-change',
  reasons: ['Rolling deployment of the same minute, seen in the deploy log.', 'Planned node upgrade, announced in #operations.'],
}
export const harmless: Outcome = {
  weight: 4,
  disposition: 'benign',
  reasons: ['Nightly batch does this every day and ends before 04:00.', 'Known load from the reporting export.'],
}
export const noted: Outcome = { weight: 1, disposition: 'duplicate', reasons: ['Same occurrence as the latency alert of the same minute.'] }

export const pods = ['api-7c9', 'api-d41', 'worker-19f', 'worker-5a2', 'web-883', 'billing-0e7', 'search-c52']
export const services = ['api', 'web', 'worker', 'billing', 'search', 'export']
