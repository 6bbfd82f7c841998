// What fires in github at the sample company.
import type { Rule } from './rule.ts'

export const github: readonly Rule[] = [
  {
    source: 'github',
    weight: 4,
    name: 'dependabot_alert',
    title: 'Vulnerable dependency',
    severity: 'medium',
    subjects: ['web', 'api', 'worker', 'cli'],
    lasts: 60 * 30,
    roundTheClock: true,
    outcomes: [
      { weight: 3, disposition: 'true-positive-handled', reasons: ['Updated; the affected function is not called by us.'] },
      { weight: 2, disposition: 'benign', reasons: ['Development dependency, never shipped.'] },
    ],
  },
  {
    source: 'github',
    weight: 1,
    name: 'secret_scanning_alert',
    title: 'Secret found in a commit',
    severity: '',
    subjects: ['infrastructure', 'api'],
    lasts: 60 * 4,
    roundTheClock: false,
    outcomes: [
      {
        weight: 2,
        disposition: 'true-positive-handled',
        reasons: ['Key revoked within the hour; its use was read back from the provider’s log and there was none.'],
      },
      { weight: 1, disposition: 'false-positive', reasons: ['Documented EXAMPLE key of the vendor in a test.'] },
    ],
  },
]
