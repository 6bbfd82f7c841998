// How escalation stands: by what can be used, never by headings and words alone.
import { expect, test } from 'vitest'
import { standing, standsAs } from '../../../../test/support/judging.ts'

test('needs three of rotation, mechanism, backup and channel', () => {
  expect(
    standing(
      'escalation',
      '# Plan\n\n## Escalation\n\nPage the primary on-call in PagerDuty. No response in 15 minutes: page the secondary. Work is in #incidents.\n',
    ),
  ).toBe('functional')
  expect(standing('escalation', '# Plan\n\n## Escalation\n\nNotify the Security Officer, who may escalate to senior management.\n')).toBe(
    'generic',
  )
  expect(standing('escalation', '# Disk full\n\nRun `df -h` on the node.\n')).toBe('absent')
})
test('places left open reach nobody', () => {
  expect(
    standing(
      'escalation',
      '# Plan\n\n## Contacts\n\n| Role | Contact |\n|---|---|\n| Lead | [NAME, PHONE] |\n| Backup | [NAME, PHONE] |\n',
    ),
  ).toBe('generic')
})

standsAs('escalation', [
  ['f', '# X\n\nPage the SRE on-call: `/opsgenie alert sre` in #sre. Unanswered after 10 minutes it goes to the secondary.\n'],
  [
    'f',
    '# X\n\n## Contacts\n\n| Name | Role | Phone | Slack |\n|---|---|---|---|\n| Ada Lovelace | Primary | +44 20 7946 0001 | @ada |\n| Alan Turing | Backup | +44 20 7946 0002 | @alan |\n',
  ],
  ['g', '# X\n\nIf the issue cannot be resolved within 30 minutes, escalate to the infrastructure team.\n'],
  ['g', '# X\n\nContact the security team at security@acme.example.\n'],
  ['a', '# Template\n\n## Timeline\n\n## Root cause\n'],
  [
    'f',
    '# Runbook\n\n> **Escalation**: #db-oncall in Slack, then `@dba-secondary`, then call +1 555 010 0199 (DBA manager) after 30 minutes. PagerDuty service: Databases.\n',
  ],
  ['g', '# Plan\n\nThe Incident Response Team shall be notified of all incidents.\n'],
  ['g', '# Runbook\n\n## Escalation\n\nPlatform team\n'],
  ['g', '# Policy\n\nEmployees must report incidents to their manager or to security@acme.example.\n'],
  ['a', '# Backup\n\nRestore with `restic restore latest`.\n'],
  ['a', '# Postmortem 2024-01-02\n\nThe database was slow because of a missing index.\n'],
  // A place left open reaches nobody.
  ['g', '# On-call\n\nWho is on call: [link to the PagerDuty schedule]. To page them: `/pd trigger [team-service]` in #[team-channel].\n'],
  ['g', '# ApiDown\n\n## Mitigation\n\nFind the cause. If you cannot resolve it, ask in the #platform channel.\n'],
  // A deadline towards one's own manager tells nobody.
  [
    'f',
    '# Escalation\n\n| Domain | Primary | Backup | Contact |\n|---|---|---|---|\n| Database | @dba-ada | @dba-alan | #db-support |\n\nUnanswered after 10 minutes, page the next level.\n',
  ],
  ['f', '# X\n\nThe on-call engineer is paged via Wakeline. If there is no answer, the secondary is called. Join the bridge in Webex.\n'],
  // What is rotated, queued or contained as data announces nothing.
  ['a', '# Secrets rotation runbook\n\n## Key rotation\n\n1. Open the console.\n2. Delete the access key.\n'],
  ['g', '# On-call\n\n## On-call rotation\n\nThe on-call engineer changes every Monday.\n'],
  // A request for help names whom, or that it is made.
  ['g', '# Restore runbook\n\n1. Run `restore.sh`.\n2. Escalate with the logs and request ids.\n'],
  ['f', '# Incidents\n\nPage the on-call incident lead with `/incident page` in #incidents.\n'],
  [
    'g',
    '# On-call\n\n## Escalation path\n\n1. Primary on-call\n2. Secondary on-call, after 15 minutes\n\nThe table is kept in the pager (PagerDuty / Opsgenie).\n',
  ],
  ['a', '# Builds\n\nLogs are also found on the Folder Events and Pipeline Events pages.\n'],
  // A roster by days.
  [
    'g',
    '# On-call\n\n## On-call rotation\n\n| Day | 9 am | 12 am | 3 pm |\n|---|---|---|---|\n| Mon | Jonathan | Lauren | Megan |\n| Tue | Lauren | Megan | Jonathan |\n',
  ],
])
