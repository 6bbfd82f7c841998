// What the public payloads of the tools around code, and of the open formats, come to.
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'

const issue = (id: string, more: Partial<ExpectedAlert>): ExpectedAlert => ({
  fingerprint: `issue:${id}`,
  status: 'firing',
  severity: 'error',
  title: 'Error #1: This is a test error!',
  startedAt: '2022-04-04T18:17:18.320Z',
  link: null,
  ...more,
})
const metric: ExpectedAlert = {
  fingerprint: 'metric_alert:789',
  // Without an action nothing says that it ended: the numeric status is 2 in the warning below as well.
  status: 'firing',
  severity: null,
  title: 'metric alert',
  startedAt: null,
  link: null,
}
payloadTable('sentry', [
  {
    file: 'contrib-legacy.1',
    as: 'sentry',
    alerts: [
      issue('541485531', {
        title: 'This is an example Python exception',
        startedAt: '2018-05-02T08:07:10Z',
        link: 'https://sentry.io/alertaio/alerta5/issues/541485531/',
      }),
    ],
  },
  {
    file: 'event_alert.triggered',
    as: 'sentry',
    alerts: [
      issue('1117540176', {
        title: 'ReferenceError: heck is not defined',
        startedAt: '2019-08-19T21:06:17.677Z',
        link: 'https://sentry.io/organizations/test-org/issues/1117540176/events/e4874d664c3540c1a32eab185f12c5ab/',
      }),
    ],
  },
  { file: 'example.base_comment_webhook', as: 'sentry', none: /^nothing: .*“comment”/ },
  { file: 'example.comment_deleted_webhook', as: 'sentry', none: /^nothing: .*“comment”/ },
  { file: 'example.comment_updated_webhook', as: 'sentry', none: /^nothing: .*“comment”/ },
  { file: 'example.installation_deleted_webhook', as: 'sentry', none: /^nothing: .*“installation”/ },
  { file: 'example.issue_link', as: 'sentry', none: /^nothing: .*“issue”/ },
  { file: 'example.base_metric_alert_webhook', as: 'sentry', alerts: [metric] },
  { file: 'example.base_metric_alert_webhook_with_alert_rule_action', as: 'sentry', alerts: [metric] },
  { file: 'example.metric_alert_warning_webhook_with_alert_rule_action', as: 'sentry', alerts: [{ ...metric, severity: 'warning' }] },
  {
    file: 'example.event_alert_triggered_webhook_with_alert_rule_action',
    as: 'sentry',
    alerts: [issue('123', { severity: null, link: 'https://sentry.io/organizations/lxyz/issues/123/events/def456/' })],
  },
  { file: 'example.issue_created_webhook', as: 'sentry', alerts: [issue('123', {})] },
  { file: 'example.issue_ignored_webhook', as: 'sentry', none: /^nothing: .*IPE-1 was archived/ },
  // Sentry does not say when an issue was resolved.
  { file: 'example.issue_resolved_webhook', as: 'sentry', alerts: [issue('123', { status: 'resolved' })] },
  {
    file: 'issue.resolved',
    as: 'sentry',
    alerts: [
      issue('1638821441', {
        status: 'resolved',
        title: 'Exception: program has entered an invalid state.',
        startedAt: '2020-04-30T05:54:15.092Z',
      }),
    ],
  },
  {
    file: 'metric_alert.resolved',
    as: 'sentry',
    alerts: [
      {
        fingerprint: 'metric_alert:4',
        status: 'resolved',
        severity: null,
        title: 'Too many errors',
        startedAt: '2020-09-13T12:26:40Z',
        link: 'https://sentry.io/organizations/baz/alerts/1/',
      },
    ],
  },
])

const frozen: ExpectedAlert = {
  fingerprint: 'code_scanning_alert/186853002/10',
  status: 'firing',
  severity: 'note',
  title: 'Add the frozen_string_literal comment to the top of files to help transition to frozen string literals by default.',
  // Reopened: created_at is when it was first found, and this body says no later time.
  startedAt: null,
  link: 'https://github.com/Codertocat/Hello-World/security/code-scanning/10',
}
const advisory = (id: string, title: string, startedAt: string): ExpectedAlert => ({
  fingerprint: `security_advisory/${id}`,
  status: 'firing',
  severity: 'moderate',
  title,
  startedAt,
  link: `https://github.com/advisories/${id}`,
})
payloadTable('github', [
  { file: 'code_scanning_alert.reopened', as: 'github', alerts: [frozen] },
  { file: 'code_scanning_alert.reopened.with-organization', as: 'github', alerts: [frozen] },
  {
    file: 'ghes-35.code_scanning_alert.reopened',
    as: 'github',
    alerts: [{ ...frozen, link: 'https://octocoders.github.io/Codertocat/Hello-World/security/code-scanning/10' }],
  },
  {
    file: 'dependabot_alert.created',
    as: 'github',
    alerts: [
      {
        fingerprint: 'dependabot_alert/512875663/20',
        status: 'firing',
        severity: 'medium',
        title: 'semver vulnerable to Regular Expression Denial of Service',
        startedAt: '2023-06-24T13:57:12Z',
        link: 'https://github.com/wolfy1339/pika-pack/security/dependabot/20',
      },
    ],
  },
  { file: 'ping.payload', as: 'github', none: /^nothing: .*ping/ },
  {
    file: 'repository_vulnerability_alert.create',
    as: 'github',
    alerts: [
      {
        fingerprint: 'repository_vulnerability_alert/186853002/2',
        status: 'firing',
        severity: 'moderate',
        title: 'rack CVE-2018-16470',
        startedAt: '2021-03-01T01:23:45Z',
        link: 'https://nvd.nist.gov/vuln/detail/CVE-2018-16470',
      },
    ],
  },
  {
    file: 'repository_vulnerability_alert.dismiss',
    as: 'github',
    alerts: [
      {
        fingerprint: 'repository_vulnerability_alert/186853002/2',
        status: 'resolved',
        severity: 'moderate',
        title: 'many_versioned_gem CVE-2018-3728',
        startedAt: '2017-10-25T00:00:00Z',
        endedAt: '2017-10-25T00:00:00Z',
        link: 'https://nvd.nist.gov/vuln/detail/CVE-2018-3728',
      },
    ],
  },
  {
    file: 'secret_scanning_alert.reopened',
    as: 'github',
    alerts: [
      {
        fingerprint: 'secret_scanning_alert/257423561/191',
        status: 'firing',
        severity: null,
        title: 'adafruit_io_key',
        startedAt: null,
        link: 'https://github.com/Codertocat/Hello-World/security/secret-scanning/191',
      },
    ],
  },
  {
    file: 'security_advisory.published',
    as: 'github',
    alerts: [advisory('GHSA-rf4j-j272-fj86', 'Moderate severity vulnerability that affects django', '2018-10-03T21:13:54Z')],
  },
  {
    file: 'security_advisory.updated',
    as: 'github',
    alerts: [advisory('GHSA-6fmm-47qc-p4m4', 'Unauthorized File Access in harp', '2019-06-13T16:12:26Z')],
  },
  {
    file: 'security_advisory.withdrawn',
    as: 'github',
    alerts: [
      {
        ...advisory('GHSA-8v27-2fg9-7h62', 'Withdrawn: Arbitrary Code Execution in static-eval', '2021-05-06T16:11:25Z'),
        status: 'resolved',
        severity: 'critical',
        endedAt: '2021-05-06T16:13:08Z',
      },
    ],
  },
])

const event = (fingerprint: string, title: string, startedAt: string | null): ExpectedAlert => ({
  ...{ fingerprint, title, startedAt },
  status: 'firing',
  severity: null,
  link: null,
})
const some = 'com.example.someevent'
payloadTable('cloudevents', [
  { file: 'conformance.binary', as: 'cloudevents', alerts: [event('/mycontext/subcontext#1234-1234-1234', some, '2018-04-05T03:56:24Z')] },
  {
    file: 'conformance.structured',
    as: 'cloudevents',
    alerts: [event('/mycontext/subcontext#1234-1234-1234', some, '2018-04-05T03:56:24Z')],
  },
  { file: 'correlation.1', as: 'cloudevents', alerts: [event('https://example.com/orders#order-123', 'com.example.order.placed', null)] },
  {
    file: 'dataref.1',
    as: 'cloudevents',
    alerts: [event('https://github.com/cloudevents/spec/pull/123#A234-1234-1234', 'com.github.pull_request.opened', null)],
  },
  { file: 'json-format.2', as: 'cloudevents', alerts: [event('/mycontext#B234-1234-1234', some, '2018-04-05T17:31:00Z')] },
  { file: 'json-format.5', as: 'cloudevents', alerts: [event('/mycontext#D234-1234-1234', some, '2018-04-05T17:31:00Z')] },
  { file: 'json-format.6', as: 'cloudevents', alerts: [event('/mycontext#D234-1234-1234', some, null)] },
  {
    file: 'json-format.8',
    as: 'cloudevents',
    alerts: [event('/mycontext/9#C234-1234-1234', 'com.example.someotherevent', '2018-04-05T17:31:05Z')],
  },
  {
    file: 'json-format.batch.1',
    as: 'cloudevents',
    alerts: [
      event('/mycontext/4#B234-1234-1234', some, '2018-04-05T17:31:00Z'),
      event('/mycontext/9#C234-1234-1234', 'com.example.someotherevent', '2018-04-05T17:31:05Z'),
    ],
  },
  {
    file: 'spec.1',
    as: 'cloudevents',
    alerts: [
      event('https://github.com/cloudevents/spec/pull#A234-1234-1234', 'com.github.pull_request.opened: 123', '2018-04-05T17:31:00Z'),
    ],
  },
])

const contact = event('msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', 'contact.created', '2022-11-03T20:26:10.344Z')
payloadTable('standard-webhooks', [
  // Vectors for signatures only: their bodies have neither a type nor anything else to call an alert by.
  { file: 'multi-sig', as: 'standard-webhooks', none: /^unreadable: .*no `type`/ },
  { file: 'signed.test_sign_function', as: 'standard-webhooks', none: /^unreadable: .*no `type`/ },
  { file: 'spec.2.contact.created', as: 'standard-webhooks', alerts: [contact] },
  { file: 'spec.3.contact.created', as: 'standard-webhooks', alerts: [contact] },
])
