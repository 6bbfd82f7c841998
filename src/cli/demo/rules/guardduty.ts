// What fires in guardduty at the sample company.
import type { Rule } from './rule.ts'

export const guardduty: readonly Rule[] = [
  {
    source: 'guardduty',
    weight: 3,
    name: 'Recon:EC2/PortProbeUnprotectedPort',
    title: 'Unprotected port is being probed',
    severity: '2',
    subjects: ['i-0a1b2c3d4e5f60718', 'i-0f9e8d7c6b5a40312'],
    lasts: null,
    roundTheClock: true,
    outcomes: [{ weight: 1, disposition: 'benign', reasons: ['The public load balancer port, open on purpose.'] }],
  },
  {
    source: 'guardduty',
    weight: 2,
    name: 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B',
    title: 'Console sign-in from an unusual place',
    severity: '5',
    subjects: ['deploy', 'break-glass'],
    lasts: null,
    roundTheClock: true,
    outcomes: [
      { weight: 2, disposition: 'benign', reasons: ['The person was travelling; confirmed by phone.'] },
      { weight: 1, disposition: 'true-positive-handled', reasons: ['Session ended and password renewed; no API call was made in it.'] },
    ],
  },
]
