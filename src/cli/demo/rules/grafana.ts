// What fires in grafana at the sample company.
import { harmless, type Rule, tight } from './rule.ts'

export const grafana: readonly Rule[] = [
  {
    source: 'grafana',
    weight: 3,
    name: 'SignupsDropped',
    title: 'Sign-ups fell below the usual band',
    severity: 'warning',
    subjects: ['EU', 'US'],
    lasts: 90,
    roundTheClock: false,
    outcomes: [harmless, tight],
  },
  {
    source: 'grafana',
    weight: 2,
    name: 'FailedLogins',
    title: 'Failed sign-ins above the usual band',
    severity: 'high',
    subjects: ['password', 'single sign-on'],
    lasts: 40,
    roundTheClock: true,
    outcomes: [
      {
        weight: 3,
        disposition: 'true-positive-handled',
        reasons: ['Password spraying from one network; blocked at the edge, no account was entered (checked the sign-in log).'],
      },
      { weight: 2, disposition: 'benign', reasons: ['A customer’s identity provider was down; their own users retried.'] },
    ],
  },
]
