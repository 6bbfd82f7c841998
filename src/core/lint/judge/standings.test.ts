// Short texts of one element each, and how it stands: the forms in which people write levels, contacts, duties, artefacts, reviews and dates.
import { expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import type { Element } from '../element.ts'
import { readText } from '../reading/readText.ts'
import { judgeText } from './judgeText.ts'

const lexicons = shippedLexicons()

const cases: readonly (readonly [element: Element, standing: string, text: string])[] = [
  [
    'severity',
    'f',
    '# Plan\n\n## Classification\n\n**Critical** – production is down for all customers. Call the incident manager at once, response within 15 minutes.\n\n**Major** – one module unusable, or more than 10 customers affected. Inform the team lead, response within 2 hours.\n\n**Minor** – cosmetic. Ticket, next business day.\n',
  ],
  [
    'severity',
    'f',
    '# IR\n\n### Priority 1\nData breach or full outage\nResponse: 15 min, page CTO\n\n### Priority 2\nPartial outage\nResponse: 1 hour, notify lead\n',
  ],
  ['severity', 'g', '# IR\n\nIncidents are rated as high, medium or low severity.\n'],
  ['severity', 'g', '# IR\n\n## Incident Categories\n\n1. Low: minor\n2. Medium: moderate\n3. High: serious\n'],
  ['severity', 'g', '# Sev\n\n* SEV-1: >50% of users affected\n* SEV-2: >10% of users affected\n* SEV-3: <10% of users affected\n'],
  ['severity', 'a', '# KubeNodeDown\n\nSeverity: critical\n\n## Mitigation\n\nRestart the node.\n'],
  ['severity', 'a', '# Runbook\n\nThis is a high severity alert.\n\n- run `kubectl get nodes`\n'],
  [
    'communication',
    'f',
    '# Breach letter\n\nSend within 60 days of discovery. The letter must contain: a description of what happened, the types of information involved, steps individuals should take, and contact details.\n',
  ],
  [
    'communication',
    'f',
    '# Plan\n\n## Communications\n\n| Audience | When | Channel |\n|---|---|---|\n| Executives | Sev1, within 30 minutes | #exec-incidents |\n| Customers | Sev1 and Sev2, within 1 hour, then hourly | Statuspage |\n',
  ],
  [
    'communication',
    'f',
    '# Plan\n\n## External notification\n\nIf more than 500 residents of a state are affected, notify prominent media and HHS within 60 days.\n',
  ],
  [
    'communication',
    'g',
    '# Plan\n\n## Communications\n\nThe communications lead will coordinate all internal and external communications.\n',
  ],
  ['communication', 'g', '# Plan\n\n## Notification\n\nAffected customers will be notified within 72 hours.\n'],
  ['communication', 'g', '# Plan\n\nThe PR team handles media inquiries. All statements are approved by Legal.\n'],
  ['communication', 'a', '# DiskFull\n\nUsers see errors when they upload.\n\n1. `df -h`\n2. `rm -rf /tmp/x`\n'],
  [
    'escalation',
    'f',
    '# X\n\nPage the SRE on-call: `/opsgenie alert sre` in #sre. Unanswered after 10 minutes it goes to the secondary.\n',
  ],
  [
    'escalation',
    'f',
    '# X\n\n## Contacts\n\n| Name | Role | Phone | Slack |\n|---|---|---|---|\n| Ada Lovelace | Primary | +44 20 7946 0001 | @ada |\n| Alan Turing | Backup | +44 20 7946 0002 | @alan |\n',
  ],
  ['escalation', 'g', '# X\n\nIf the issue cannot be resolved within 30 minutes, escalate to the infrastructure team.\n'],
  ['escalation', 'g', '# X\n\nContact the security team at security@acme.example.\n'],
  ['escalation', 'a', '# Template\n\n## Timeline\n\n## Root cause\n'],
  ['evidence', 'g', '# X\n\n- Take screenshots\n- Save the logs\n- Do not reboot the machine, memory may be evidence\n'],
  [
    'evidence',
    'f',
    '# X\n\n## Evidence\n\n1. Export the GuardDuty finding: `aws guardduty get-findings > f.json`\n2. Snapshot the volume: `aws ec2 create-snapshot --volume-id vol-1`\n3. Copy both to s3://acme-forensics\n',
  ],
  ['evidence', 'a', '# X\n\nCheck the logs with `kubectl logs`.\n'],
  [
    'review',
    'f',
    '# X\n\nFor every Sev1 and Sev2 we write a postmortem within 5 days. It has a timeline and root cause, and action items are filed in Jira with an owner.\n',
  ],
  ['review', 'g', '# X\n\n## After the incident\n\n- Write a postmortem\n- Share it with the team\n'],
  ['review', 'g', '# X\n\n## Post-Incident Activity\n\nThe team will meet to discuss what went well and what could be improved.\n'],
  ['review', 'a', '# X\n\nReview the logs in Kibana.\n'],
  ['training', 'f', '---\nlast_reviewed: 2025-03-01\nreview_cycle: 6 months\nreviewed_by: Ada\n---\n# X\n\ntext\n'],
  ['training', 'g', '# X\n\nAll employees receive security awareness training annually.\n'],
  ['training', 'g', '# X\n\n*Last updated: 2024-05-01*\n\ntext here\n'],
  [
    'training',
    'f',
    '# Plan\n\n| Version | Date | Approved by |\n|---|---|---|\n| 1.2 | 2024-05-01 | Ada Lovelace |\n\nThe plan is tested twice a year with a tabletop exercise.\n',
  ],
  ['training', 'a', '# X\n\nRestart the pod.\n'],
  [
    'containment',
    'g',
    '# Plan\n\n## Containment\n\nShort-term containment aims to limit the damage. Long-term containment allows systems to be used in production while clean systems are rebuilt.\n',
  ],
  ['containment', 'a', '# Communication guide\n\nOnce the incident is mitigated, post an update. Close the incident channel.\n'],
  [
    'containment',
    'f',
    '# Key leak\n\n## Respond\n\n1. Disable the key in IAM: `aws iam update-access-key --status Inactive`\n2. Remove it from history with `git filter-repo`\n3. Rotate the DB password in Vault: `vault write database/rotate-root/main`\n',
  ],
  ['containment', 'g', '# Outage\n\n## Mitigation\n\n- Restart the service\n- Roll back the last deployment\n- Scale up\n'],
]

test.each(cases)('%s is %s', (element, standing, text) => {
  expect(judgeText(readText(text, lexicons), 'x.md').judgements[element].standing[0]).toBe(standing)
})
