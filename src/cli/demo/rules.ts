// What fires at the sample company, how often, for how long, and what it usually turns out to be.
import type { Disposition } from '../../core/alert/disposition.ts'
import type { SourceKey } from './company.ts'

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

const recovered: Outcome = {
  weight: 5,
  disposition: 'true-positive-handled',
  reasons: [
    'Short; recovered by itself, error budget unaffected.',
    'Real; the pod was rescheduled and answered again, no customer impact in the access log.',
    'Real; scaled out by one replica.',
  ],
}
const tight: Outcome = {
  weight: 2,
  disposition: 'false-positive',
  reasons: [
    'Threshold too tight for this service; raised in the rule file.',
    'Single sample, no second one; the rule needs a longer "for".',
  ],
}
const deploy: Outcome = {
  weight: 3,
  disposition: 'expected-change',
  reasons: ['Rolling deployment of the same minute, seen in the deploy log.', 'Planned node upgrade, announced in #operations.'],
}
const harmless: Outcome = {
  weight: 4,
  disposition: 'benign',
  reasons: ['Nightly batch does this every day and ends before 04:00.', 'Known load from the reporting export.'],
}
const noted: Outcome = { weight: 1, disposition: 'duplicate', reasons: ['Same occurrence as the latency alert of the same minute.'] }

const pods = ['api-7c9', 'api-d41', 'worker-19f', 'worker-5a2', 'web-883', 'billing-0e7', 'search-c52']
const services = ['api', 'web', 'worker', 'billing', 'search', 'export']

export const rules: readonly Rule[] = [
  {
    source: 'alertmanager',
    weight: 6,
    name: 'KubePodCrashLooping',
    title: 'Pod is restarting again and again',
    severity: 'warning',
    subjects: pods,
    lasts: 25,
    roundTheClock: true,
    outcomes: [recovered, deploy, tight],
  },
  {
    source: 'alertmanager',
    weight: 5,
    name: 'HighRequestLatency',
    title: 'Requests slower than 800 ms at the 99th percentile',
    severity: 'warning',
    subjects: services,
    lasts: 12,
    roundTheClock: false,
    outcomes: [recovered, harmless, tight],
  },
  {
    source: 'alertmanager',
    weight: 3,
    name: 'HighErrorRate',
    title: 'More than 2 % of requests fail',
    severity: 'critical',
    subjects: services,
    lasts: 9,
    roundTheClock: false,
    outcomes: [recovered, deploy, noted],
  },
  {
    source: 'alertmanager',
    weight: 2,
    name: 'NodeFilesystemFilling',
    title: 'Disk will be full within a day',
    severity: 'warning',
    subjects: ['node-1', 'node-2', 'node-3', 'node-4'],
    lasts: 180,
    roundTheClock: true,
    outcomes: [recovered, harmless],
  },
  {
    source: 'alertmanager',
    weight: 1.5,
    name: 'PostgresReplicationLag',
    title: 'Replica more than 60 s behind',
    severity: 'critical',
    subjects: ['pg-replica-1', 'pg-replica-2'],
    lasts: 6,
    roundTheClock: true,
    outcomes: [harmless, recovered],
  },
  {
    source: 'alertmanager',
    weight: 1,
    name: 'CertificateExpiresSoon',
    title: 'Certificate expires within 14 days',
    severity: 'warning',
    subjects: ['api.larkspur.example.com', 'files.larkspur.example.com'],
    lasts: 900,
    roundTheClock: true,
    outcomes: [
      {
        weight: 1,
        disposition: 'true-positive-handled',
        reasons: ['Renewed by hand; the renewal job had lost its permission, which is given back.'],
      },
    ],
  },
  {
    source: 'alertmanager',
    weight: 0.4,
    name: 'SSHLoginToProduction',
    title: 'Interactive login on a production node',
    severity: 'critical',
    subjects: ['node-1', 'node-3'],
    lasts: 30,
    roundTheClock: false,
    outcomes: [
      {
        weight: 3,
        disposition: 'expected-change',
        reasons: ['Break-glass login for the kernel update, approved in the change of the same day.'],
      },
      { weight: 1, disposition: 'benign', reasons: ['Login by the on-call engineer to read a core dump, confirmed with them.'] },
    ],
  },
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
