// What fires in sentry at the sample company.
import { noted, type Rule } from './rule.ts'

export const sentry: readonly Rule[] = [
  {
    source: 'sentry',
    weight: 6,
    name: 'TypeError',
    title: 'TypeError: cannot read properties of undefined',
    severity: 'error',
    subjects: ['checkout', 'invoice list', 'settings', 'import wizard'],
    lasts: null,
    roundTheClock: false,
    outcomes: [
      {
        weight: 4,
        disposition: 'true-positive-handled',
        reasons: ['Fixed in the next release; affects a rarely used form.', 'Guard added; customers saw a retry message.'],
      },
      { weight: 2, disposition: 'benign', reasons: ['Caused by a browser extension, not by our code.'] },
    ],
  },
  {
    source: 'sentry',
    weight: 3,
    name: 'TimeoutError',
    title: 'TimeoutError: upstream did not answer',
    severity: 'error',
    subjects: ['payment provider', 'address look-up', 'mail gateway'],
    lasts: null,
    roundTheClock: true,
    outcomes: [
      {
        weight: 3,
        disposition: 'benign',
        reasons: ['Upstream’s status page shows the same minutes; requests were retried and succeeded.'],
      },
      noted,
    ],
  },
  {
    source: 'sentry',
    weight: 1,
    name: 'PermissionDenied',
    title: 'PermissionDenied: object of another workspace',
    severity: 'warning',
    subjects: ['document', 'report'],
    lasts: null,
    roundTheClock: false,
    outcomes: [{ weight: 1, disposition: 'benign', reasons: ['A shared link to a deleted document; access was refused as it should be.'] }],
  },
]
