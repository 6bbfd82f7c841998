// What the public payloads of tools without an integration of their own come to, by mappings a user could write.
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'

const alert = (fingerprint: string, title: string, more: Partial<ExpectedAlert> = {}): ExpectedAlert => ({
  ...{ fingerprint, title },
  status: 'firing',
  severity: null,
  startedAt: null,
  link: null,
  ...more,
})

const pingdom = {
  fingerprint: '/check_id',
  title: '/check_name',
  status: { value: '/current_state', resolved: ['UP'] },
  severity: '/importance_level',
  summary: '/long_description',
  started_at: '/state_changed_timestamp',
  ended_at: '/state_changed_timestamp',
  link: '/check_params/full_url',
}
const pinged = { severity: 'HIGH', link: 'http://api.alerta.io/' }
payloadTable('other', [
  {
    file: 'graylog.alerta',
    as: 'generic',
    mapping: {
      fingerprint: '{/stream/id}/{/check_result/triggered_condition/id}',
      title: '{/stream/title}: {/check_result/triggered_condition/type}',
      status: { value: '/check_result/triggered', resolved: ['false'] },
      started_at: '/check_result/triggered_at',
    },
    alerts: [
      alert('55f1509dbee8e2841898eb64/5e7a9c8d-9bb1-47b6-b8db-4a3a83a25e0c', 'test: MESSAGE_COUNT', {
        startedAt: '2015-09-10T09:45:54.749Z',
      }),
    ],
  },
  {
    file: 'pingdom.down.alerta',
    as: 'generic',
    mapping: pingdom,
    alerts: [alert('803318', 'Alerta API on OpenShift', { ...pinged, startedAt: '2017-06-30T22:25:43Z' })],
  },
  {
    file: 'pingdom.up.alerta',
    as: 'generic',
    mapping: pingdom,
    alerts: [alert('803318', 'Alerta API on OpenShift', { ...pinged, status: 'resolved', endedAt: '2017-06-30T22:30:43Z' })],
  },
])

payloadTable('newrelic', [
  {
    file: 'workflow.activated',
    as: 'generic',
    mapping: {
      fingerprint: '/id',
      title: '/title',
      status: { value: '/state', resolved: ['CLOSED'] },
      severity: '/priority',
      started_at: '/createdAt',
      link: '/issueUrl',
    },
    alerts: [
      alert('c5faa7e6-7b54-402d-af79-f99601e0278c', "zulip_app query result is > 1.0 for 1 minutes on 'Zulip Server Low Storage'", {
        severity: 'CRITICAL',
        startedAt: '2024-04-22T03:05:31.352Z',
        link: 'https://radar-api.service.newrelic.com/accounts/4420147/issues/c5faa7e6-7b54-402d-af79-f99601e0278c?notifier=WEBHOOK',
      }),
    ],
  },
  {
    file: 'legacy.alerta',
    as: 'generic',
    mapping: {
      fingerprint: '{/account_id}/{/incident_id}',
      title: '/condition_name',
      status: { value: '/current_state', resolved: ['closed'] },
      severity: '/severity',
      started_at: '/timestamp',
      link: '/incident_url',
      is_test: { value: '/targets/*/product', when: ['TESTING'] },
    },
    alerts: [
      alert('11111/0', 'New Relic Alert - Test Condition', {
        severity: 'INFO',
        startedAt: '2020-09-25T11:23:27.849Z',
        link: 'https://alerts.newrelic.com/accounts/11111/incidents/0',
        isTest: true,
      }),
    ],
  },
])

payloadTable('uptimerobot', [
  {
    file: 'monitor_down',
    as: 'generic',
    mapping: {
      fingerprint: '/monitor_url',
      title: '/monitor_friendly_name',
      status: { value: '/alert_type', resolved: ['2'] },
      link: '/monitor_url',
    },
    // The address has no scheme, so it is no link.
    alerts: [alert('server1.example.com', 'Web Server')],
  },
])

payloadTable('betterstack', [
  {
    file: 'incident.acknowledged',
    as: 'generic',
    mapping: {
      fingerprint: '/data/id',
      title: '{/data/attributes/name}: {/data/attributes/cause}',
      status: { value: '/event', resolved: ['resolved'] },
      started_at: '/data/attributes/started_at',
      ended_at: '/data/attributes/resolved_at',
      link: '/data/attributes/response_url',
    },
    alerts: [alert('1', 'Tesla.com homepage: Error 500', { startedAt: '2020-10-21T10:51:28.151Z' })],
  },
])

const kuma = {
  fingerprint: '/monitor/id',
  title: '/monitor/name',
  status: { value: '/heartbeat/status', resolved: ['1'], ignored: ['2', '3'] },
  summary: '/msg',
  // UTC, but without saying so.
  started_at: '{/heartbeat/time}Z',
  link: '/monitor/url',
}
payloadTable('uptime-kuma', [
  {
    file: 'down.synthetic',
    as: 'generic',
    mapping: kuma,
    alerts: [alert('29', 'Test', { startedAt: '2024-09-24T23:51:35.527Z', link: 'https://test.com' })],
  },
  // The Test button sends neither a monitor nor a heartbeat.
  { file: 'test-button.synthetic', as: 'generic', mapping: kuma, none: /^unreadable: .*\/monitor\/id.*\/monitor\/name/ },
])

payloadTable('splunk', [
  {
    file: 'search_one_result',
    as: 'generic',
    mapping: { fingerprint: '/sid', title: '/search_name', summary: '/result/_raw', started_at: '/result/_time', link: '/results_link' },
    alerts: [
      alert('rt_scheduler__admin__search__sudo_at_1483557185_2.2', 'sudo', {
        startedAt: '2017-01-04T19:14:32Z',
        link: 'http://example.com:8000/app/search/search?q=%7Cloadjob%20rt_scheduler__admin__search__sudo_at_1483557185_2.2%20%7C%20head%201%20%7C%20tail%201&earliest=0&latest=now',
      }),
    ],
  },
])

const gcp = {
  fingerprint: '/incident/incident_id',
  title: '/incident/policy_name',
  status: { value: '/incident/state', resolved: ['closed'] },
  severity: '/incident/severity',
  summary: '/incident/summary',
  started_at: '/incident/started_at',
  ended_at: '/incident/ended_at',
  link: '/incident/url',
  is_test: { value: '/version', when: ['test'] },
}
const canary = (id: string) =>
  `https://console.cloud.google.com/monitoring/alerting/alerts/${id}?channelType=cloud-pubsub&project=flanksource-sandbox`
payloadTable('gcp-monitoring', [
  {
    file: 'closed.alerta',
    as: 'generic',
    mapping: gcp,
    alerts: [
      alert('f2e08c333dc64cb09f75eaab355393bz', 'Webserver Health', {
        status: 'resolved',
        startedAt: '2017-07-06T19:10:14Z',
        endedAt: '2017-07-06T19:20:36Z',
        link: 'https://app.stackdriver.com/incidents/f2e08c333dc64cb09f75eaab355393bz',
      }),
    ],
  },
  {
    file: 'v1.2.closed',
    as: 'generic',
    mapping: gcp,
    alerts: [
      alert('0.nrwo9fe1a4wg', 'Test-incident-canary', {
        status: 'resolved',
        severity: 'Error',
        startedAt: '2025-05-02T09:15:19Z',
        endedAt: '2025-05-02T09:39:07Z',
        link: canary('0.nrwo9fe1a4wg'),
      }),
    ],
  },
  {
    file: 'v1.2.open',
    as: 'generic',
    mapping: gcp,
    alerts: [
      alert('0.nrwotmyokd9n', 'Test-incident-canary', {
        severity: 'Error',
        startedAt: '2025-05-02T09:39:54Z',
        link: canary('0.nrwotmyokd9n'),
      }),
    ],
  },
])

const azureClassic = (under: string) => ({
  fingerprint: `${under}/context/id`,
  title: `${under}/context/name`,
  status: { value: `${under}/status`, resolved: ['Resolved', 'Deactivated'] },
  summary: `${under}/context/description`,
  started_at: `${under}/context/timestamp`,
  link: `${under}/context/portalLink`,
})
const portal = 'https://portal.azure.com/#resource/'
payloadTable('azure-monitor', [
  {
    file: 'common.metric.resolved',
    as: 'generic',
    mapping: {
      fingerprint: '/data/essentials/originAlertId',
      title: '/data/essentials/alertRule',
      status: { value: '/data/essentials/monitorCondition', resolved: ['Resolved'] },
      severity: '/data/essentials/severity',
      started_at: '/data/essentials/firedDateTime',
      ended_at: '/data/essentials/resolvedDateTime',
    },
    alerts: [
      alert(
        '3f2d4487-b0fc-4125-8bd5-7ad17384221e_PipeLineAlertRG_microsoft.insights_metricAlerts_WCUS-R2-Gen2_-117781227',
        'WCUS-R2-Gen2',
        {
          status: 'resolved',
          severity: 'Sev3',
          startedAt: '2019-03-22T13:58:24.371Z',
          endedAt: '2019-03-22T14:03:16.224Z',
        },
      ),
    ],
  },
  {
    file: 'noncommon.AzureMonitorMetricAlert.3',
    as: 'generic',
    mapping: azureClassic('/data'),
    alerts: [
      alert(
        '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Contoso/providers/microsoft.insights/metricAlerts/StorageCheck',
        'StorageCheck',
        {
          startedAt: '2018-02-28T10:44:10.171Z',
          link: `${portal}/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Contoso/providers/Microsoft.Storage/storageAccounts/diag500`,
        },
      ),
    ],
  },
  {
    file: 'noncommon.classic.1',
    as: 'generic',
    mapping: azureClassic(''),
    alerts: [
      alert('/subscriptions/s1/resourceGroups/useast/providers/microsoft.insights/alertrules/ruleName1', 'ruleName1', {
        startedAt: '2015-08-14T22:26:41.997Z',
        link: `${portal}subscriptions/s1/resourceGroups/useast/providers/microsoft.foo/sites/mysite1`,
      }),
    ],
  },
  {
    file: 'noncommon.classic.2',
    as: 'generic',
    mapping: azureClassic(''),
    alerts: [
      alert(
        '/subscriptions/1a66ce04-b633-4a0b-b2bc-a912ec8986a6/resourceGroups/montest/providers/microsoft.insights/alertrules/Alert_1_runscope12',
        'Alert_1_runscope12',
        { startedAt: '2015-09-18T01:02:35.819Z', link: 'http://portallink.com' },
      ),
    ],
  },
])
