// What fires in cloudwatch at the sample company.
import { deploy, harmless, type Rule, recovered } from './rule.ts'

export const cloudwatch: readonly Rule[] = [
  {
    source: 'cloudwatch',
    weight: 4,
    name: 'QueueDepth',
    title: 'Messages wait longer than 15 minutes',
    severity: 'ALARM',
    subjects: ['exports', 'mail-out', 'webhooks-out'],
    lasts: 35,
    roundTheClock: true,
    outcomes: [harmless, recovered],
  },
  {
    source: 'cloudwatch',
    weight: 2,
    name: 'RootAccountUse',
    title: 'Root user signed in',
    severity: 'ALARM',
    subjects: ['account 111122223333'],
    lasts: 60,
    roundTheClock: false,
    outcomes: [
      {
        weight: 1,
        disposition: 'expected-change',
        reasons: ['Change of the billing contact, done by two people and noted in the change.'],
      },
    ],
  },
  {
    source: 'cloudwatch',
    weight: 3,
    name: 'UnhealthyHosts',
    title: 'Load balancer has unhealthy targets',
    severity: 'ALARM',
    subjects: ['api', 'web'],
    lasts: 8,
    roundTheClock: true,
    outcomes: [deploy, recovered],
  },
]
