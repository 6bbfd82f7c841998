// What the public payloads of security tools without an integration of their own come to, by mappings a user could write.
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'

const alert = (fingerprint: string, title: string, more: Partial<ExpectedAlert> = {}): ExpectedAlert => ({
  ...{ fingerprint, title },
  status: 'firing',
  severity: null,
  startedAt: null,
  link: null,
  ...more,
})

/** Falco's events never end and have no id: rule, host and time are what tells them apart. */
const falco = {
  fingerprint: '{/rule}/{/hostname}/{/time}',
  title: '/rule',
  severity: '/priority',
  summary: '/output',
  started_at: '/time',
  is_test: { value: '/rule', when: ['Test rule'] },
}
const fell = (host: string, rule: string, time: string, severity: string) =>
  alert(`${rule}/${host}/${time}`, rule, { severity, startedAt: time })
payloadTable('falco', [
  {
    file: 'docs.falco-plugin-k8saudit-eks',
    as: 'generic',
    mapping: falco,
    alerts: [fell('falco-k8saudit-eks-96d7f6f99-vwjgc', 'K8s Serviceaccount Created', '2023-05-10T14:09:17.699479000Z', 'Informational')],
  },
  {
    file: 'docs.falcosidekick-response-engine-part-1-kubeless',
    as: 'generic',
    mapping: falco,
    alerts: [fell('', 'Terminal shell in container', '2021-01-14T23:39:44.834631763Z', 'Notice')],
  },
  {
    file: 'readme.write_below_binary_dir',
    as: 'generic',
    mapping: falco,
    alerts: [fell('localhost', 'Write below binary dir', '2019-05-17T15:31:56.746609046Z', 'Error')],
  },
  {
    file: 'sidekick-test-rule',
    as: 'generic',
    mapping: falco,
    alerts: [{ ...fell('test-host', 'Test rule', '2001-01-01T01:10:00Z', 'Debug'), isTest: true }],
  },
  {
    file: 'syscall_event_drop.2',
    as: 'generic',
    mapping: falco,
    alerts: [fell('host', 'Falco internal: syscall event drop', '2023-03-03T03:03:03.000000003Z', 'Debug')],
  },
])

const wazuh = { fingerprint: '/id', title: '/rule/description', severity: '/rule/level', summary: '/full_log', started_at: '/timestamp' }
const template = alert('alert_id', 'alert description', { severity: '0', startedAt: '2023-02-23T00:00:00Z' })
payloadTable('wazuh', [
  {
    file: 'alert.integratord.1',
    as: 'generic',
    mapping: wazuh,
    alerts: [
      alert('1652272159.1549653', 'sshd: brute force trying to get access to the system. Non existent user.', {
        severity: '10',
        startedAt: '2022-05-11T12:29:19.905Z',
      }),
    ],
  },
  { file: 'pagerduty.alert_template', as: 'generic', mapping: wazuh, alerts: [template] },
  { file: 'shuffle.alert_template', as: 'generic', mapping: wazuh, alerts: [template] },
  { file: 'slack.alert_template', as: 'generic', mapping: wazuh, alerts: [template] },
])

payloadTable('elastic', [
  {
    file: 'security-alert.kibana-8.x.synthetic',
    as: 'generic',
    mapping: {
      fingerprint: '/kibana.alert.uuid',
      title: '/kibana.alert.rule.name',
      status: { value: '/kibana.alert.status', resolved: ['recovered'] },
      severity: '/kibana.alert.severity',
      summary: '/kibana.alert.reason',
      started_at: '/kibana.alert.original_time',
    },
    alerts: [
      alert('10da92e0b4351ac7b6a3460814f87d13204b7dad67818290dadffdbfff7482b1', 'Multiple Logon Failure from the same Source Address', {
        severity: 'medium',
        startedAt: '2025-06-02T07:08:52.956Z',
      }),
    ],
  },
])

const falcon = {
  fingerprint: '/event/CompositeId',
  title: '/event/Name',
  severity: '/event/SeverityName',
  summary: '/event/Description',
  started_at: '{/metadata/eventCreationTime}Z',
  link: '/event/FalconHostLink',
}
const eicar = (severity: string) =>
  alert('DETECTION ID', 'Known Malware', {
    severity,
    startedAt: '2024-12-03T19:54:30Z',
    link: 'https://falcon.us-2.crowdstrike.com/activity-v2/detections/DETECTION-ID?_cid=g04000rdir6xllkvfbjftn5dbo67ord4',
  })
payloadTable('crowdstrike', [
  {
    file: 'detection.passthrough',
    as: 'generic',
    mapping: { fingerprint: '/CompositeId', title: '/Name', severity: '/SeverityName', started_at: '/timestamp', link: '/FalconHostLink' },
    alerts: [
      alert('00000000000000000000000000000000:ind:00000000006e49842267fc5837c4e2fc:222222222222222222-33333-444444', 'NGAV', {
        severity: 'Low',
        startedAt: '2021-09-18T20:38:52Z',
        link: 'https://falcon.us-2.crowdstrike.com/activity/detections/detail/00000000000000000000000000000000/222222222222222222?',
      }),
    ],
  },
  { file: 'epp-detection-summary.high', as: 'generic', mapping: falcon, alerts: [eicar('High')] },
  { file: 'epp-detection-summary.info', as: 'generic', mapping: falcon, alerts: [eicar('Informational')] },
  { file: 'epp-detection-summary.medium', as: 'generic', mapping: falcon, alerts: [eicar('Medium')] },
])
