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
  [
    'severity',
    'f',
    '# Incident levels\n\n<table><tr><th>Level</th><th>Meaning</th></tr>\n<tr>\n<td>P1</td>\n<td>Site down for all users. Ack in 5 min, page the IC.</td>\n</tr>\n<tr>\n<td>P2</td>\n<td>Checkout errors above 5%. Ack in 30 min, page on-call.</td>\n</tr>\n</table>\n',
  ],
  [
    'severity',
    'g',
    '## 3. Incident Severity\n\nThe Incident Manager determines the severity based on the impact on the confidentiality, integrity and availability of information.\n',
  ],
  ['severity', 'g', '# IRP\n\n- Level 1: minor incident\n- Level 2: major incident\n- Level 3: crisis\n'],
  [
    'severity',
    'f',
    '# Sev\n\n## SEV0\n- All customers down\n- Confirmed data breach\n\n**Response:** 5 minutes, call CEO\n\n## SEV1\n- A region is down\n\n**Response:** 15 minutes, page SRE\n',
  ],
  ['severity', 'a', '# Onboarding for on-call\n\nGet access to PagerDuty and Slack.\n'],
  ['severity', 'a', '# CVE triage\n\nReports come from HackerOne with a CVSS score.\n'],
  [
    'escalation',
    'f',
    '# Runbook\n\n> **Escalation**: #db-oncall in Slack, then `@dba-secondary`, then call +1 555 010 0199 (DBA manager) after 30 minutes. PagerDuty service: Databases.\n',
  ],
  ['escalation', 'g', '# Plan\n\nThe Incident Response Team shall be notified of all incidents.\n'],
  ['escalation', 'g', '# Runbook\n\n## Escalation\n\nPlatform team\n'],
  ['escalation', 'g', '# Policy\n\nEmployees must report incidents to their manager or to security@acme.example.\n'],
  ['escalation', 'a', '# Backup\n\nRestore with `restic restore latest`.\n'],
  ['escalation', 'a', '# Postmortem 2024-01-02\n\nThe database was slow because of a missing index.\n'],
  [
    'containment',
    'f',
    '# Compromised GitHub account\n\n- Go to https://github.com/orgs/acme/people and remove the user.\n- Settings > Developer settings > Personal access tokens: revoke all.\n- In Okta, suspend the user.\n',
  ],
  [
    'containment',
    'g',
    '# Ransomware\n\n- [ ] Disconnect infected machines from the network\n- [ ] Disable shared drives\n- [ ] Reset passwords\n- [ ] Restore from backup\n',
  ],
  [
    'containment',
    'g',
    'a. Identify the source of the attack.\nb. Block the source.\nc. Remove malware from affected systems.\nd. Restore services.\n',
  ],
  [
    'containment',
    'f',
    '# HighErrorRate\n\n## Remediation\n\nRoll back:\n\n```bash\nargocd app rollback api\n```\n\nIf the DB is the cause, fail over:\n\n```bash\npatronictl switchover main\n```\n',
  ],
  ['containment', 'a', '# Severity definitions\n\nP1: site down. P2: degraded.\n'],
  ['containment', 'a', '# On-call expectations\n\n- Be within 15 minutes of a laptop\n- Acknowledge pages\n'],
  ['evidence', 'g', '# Plan\n\nThe forensic team will acquire disk images of the affected systems.\n'],
  ['evidence', 'a', '# Redis\n\nCollect metrics in Grafana.\n'],
  ['evidence', 'g', '# Breach checklist\n\n1. Preserve all logs and records related to the breach.\n'],
  [
    'communication',
    'f',
    '# Status page\n\nWithin 15 minutes of declaring a SEV1, post:\n\n```\nWe are investigating an issue with logins. Next update in 30 minutes.\n```\n',
  ],
  ['communication', 'g', '# Plan\n\nInform affected customers as appropriate.\n'],
  ['communication', 'g', '# Policy\n\nThe company will comply with all applicable breach notification laws.\n'],
  [
    'communication',
    'f',
    '# Breach\n\nNotify affected users by email no later than 72 hours after confirmation. The email must include what data was exposed and what users should do.\n',
  ],
  ['communication', 'a', '# Kafka lag\n\nConsumers are slow. Restart with `kubectl rollout restart deploy/consumer`.\n'],
  ['review', 'g', '# Plan\n\n## Follow-up\n\nRoot cause analysis will be performed and improvements implemented.\n'],
  [
    'review',
    'f',
    '# Retro\n\nHeld within 3 business days of every SEV1/SEV2.\n\n1. Timeline\n2. Root cause (5 whys)\n3. Customer impact\n4. Action items: each gets an owner, a due date and a Jira ticket\n',
  ],
  ['review', 'a', '# Disk full\n\nDelete old logs: `journalctl --vacuum-size=1G`\n'],
  ['training', 'g', '# Plan\n\nTabletop exercises are conducted annually.\n'],
  ['training', 'f', '# Policy\n\n**Last reviewed:** January 12, 2026\n**Next review:** January 2027\n**Approved by:** Ada Example, CISO\n'],
  ['training', 'g', '# Policy\n\nThis policy is reviewed at least once a year.\n'],
  ['training', 'a', '# API down\n\nOwner: team-api\n\nRun `kubectl get pods`.\n'],
  // Levels are named, or there are none.
  ['severity', 'a', '# Checklist\n\n- [ ] Understand the report\n- [ ] Determine severity\n- [ ] Write the fix\n'],
  ['severity', 'g', '# IR\n\nThe owner says how bad it is, coded as SEV 1: critical, SEV 2: major, or SEV 3: minor.\n'],
  ['severity', 'a', '# QueueStuck\n\n## Severity\n\n**Critical**\n\n## Mitigation\n\nRestart the worker.\n'],
  ['severity', 'a', '# Plan\n\n## Order of recovery, by priority\n\n1. Domain controllers\n2. Name servers\n'],
  [
    'severity',
    'f',
    '# IR\n\n| Question | If yes |\n|---|---|\n| Is data leaking? | P1 Critical |\n| Are payments failing? | P2 High |\n| One login stolen? | P3 Medium |\n\n| Severity | Respond | Lead |\n|---|---|---|\n| P1 | 15 minutes | page the CISO |\n| P2 | 1 hour | page the security lead |\n| P3 | 1 day | ticket to the analyst on-call |\n',
  ],
  // What is typed counts however it is written.
  [
    'containment',
    'f',
    '# Ban a network\n\n## Add it\n\n```\nada@bastion:~$ knife ssh role:lb "sudo ip route add blackhole 192.0.2.0/24"\n```\n\n## Remove it\n\n```\nada@bastion:~$ knife ssh role:lb "sudo ip route del blackhole 192.0.2.0/24"\n```\n',
  ],
  ['containment', 'f', '# Rotate the deploy key\n\n- `cf delete-service-key deployer ci`\n- `cf create-service-key deployer ci`\n'],
  [
    'containment',
    'f',
    '# Restore runbook\n\n- Run db/tools/restore_latest.sh.\n- Run db/tools/refresh_views.sh.\n- Restart the workers.\n',
  ],
  [
    'containment',
    'g',
    '# Incident policy\n\n## Lifecycle\n\n1. **Identification:** Log incidents.\n2. **Containment:** Short actions that limit the impact.\n3. **Recovery:** Restore services.\n',
  ],
  ['containment', 'a', '# Postmortem\n\n## Timeline\n\n## Remediations\n\n- Owner, action, due date\n'],
  [
    'containment',
    'g',
    '# Mailbox taken over\n\n## TODO\n\n- Reset sign-in cookies in the Google Admin Console\n- Suspend the account in Google Workspace\n',
  ],
  // A place left open reaches nobody.
  [
    'escalation',
    'g',
    '# On-call\n\nWho is on call: [link to the PagerDuty schedule]. To page them: `/pd trigger [team-service]` in #[team-channel].\n',
  ],
  ['escalation', 'g', '# ApiDown\n\n## Mitigation\n\nFind the cause. If you cannot resolve it, ask in the #platform channel.\n'],
  // Evidence may be a file.
  [
    'evidence',
    'f',
    '# IR\n\n1. Collect evidence:\n   - `bin/gate doctor --json`\n   - the newest reports in `data/benchmarks/`\n2. Recover.\n',
  ],
  [
    'evidence',
    'f',
    '# Interconnect\n\n- If traffic should be captured:\n  - Flow logs: Services -> VPC -> VPC ID -> Flow Logs\n  - Live packets: `tcpdump -i eth0 -w /tmp/x.pcap`\n',
  ],
  // A deadline towards one's own manager tells nobody.
  [
    'communication',
    'g',
    '# Policy\n\nUsers must notify their manager within 24 hours. The following information must be included in the notification: what was seen, and when.\n\nCustomers are told of what happened.\n',
  ],
  [
    'communication',
    'f',
    '# IR checklist\n\n- Post a sitrep in #incidents and to security@acme.example.\n- Send sitreps regularly (high: hourly; medium: every 4 hours; low: daily).\n',
  ],
  ['review', 'g', '# Outage\n\n1. Restart.\n2. Post-incident review with actions tracked.\n'],
  [
    'review',
    'f',
    '# SOP: postmortems\n\n1. Schedule it within two business days.\n2. Gather the timeline and contributing factors.\n3. Each corrective action gets an owner and a due date.\n',
  ],
  [
    'review',
    'g',
    '# Incidents\n\n## Post-incident\n\n- Root cause analysis within 48 hours for every P0\n- If the fault affected balances: tell operations\n',
  ],
  [
    'containment',
    'f',
    '# Queue is stuck runbook\n\n1. Mute the alerts in Falconer.\n2. Restart the Kestrel worker.\n3. Scale the ingest-worker deployment to 0.\n',
  ],
  [
    'containment',
    'f',
    '# Maintenance mode\n\n1. Go to `/admin/settings`\n2. Click on the **Maintenance** tab\n3. Toggle the maintenance mode switch on\n4. Click **Save Changes**\n',
  ],
  [
    'containment',
    'f',
    '# Too many requests runbook\n\n1. Lower the limit:\n\n   ```yaml\n   limits:\n     requests: 10\n   ```\n\n2. Run `shipit restart gateway`\n',
  ],
  [
    'containment',
    'g',
    '# Leaked key runbook\n\n1. Revoke the key through the Access Management Portal Team.\n2. Rotate all Secrets.\n3. Notify Legal and the Security Council.\n',
  ],
  [
    'escalation',
    'f',
    '# Escalation\n\n| Domain | Primary | Backup | Contact |\n|---|---|---|---|\n| Database | @dba-ada | @dba-alan | #db-support |\n\nUnanswered after 10 minutes, page the next level.\n',
  ],
  [
    'escalation',
    'f',
    '# X\n\nThe on-call engineer is paged via Wakeline. If there is no answer, the secondary is called. Join the bridge in Webex.\n',
  ],
  [
    'communication',
    'f',
    '# Notification\n\n## Authority\n\n**Required Information**:\n\n- date of discovery\n- data subjects affected\n\nTell the supervisory authority within 72 hours of becoming aware.\n',
  ],
  [
    'communication',
    'f',
    '# Plan\n\n## Communication\n\nOnly if customer data was accessed, customers are told.\n\n> Hello team, we are aware of errors at sign-in and are working on them. We will post an update in thirty minutes.\n',
  ],
  // What is rotated, queued or contained as data announces nothing.
  ['escalation', 'a', '# Secrets rotation runbook\n\n## Key rotation\n\n1. Open the console.\n2. Delete the access key.\n'],
  ['escalation', 'g', '# On-call\n\n## On-call rotation\n\nThe on-call engineer changes every Monday.\n'],
  ['communication', 'a', '# Mail\n\n## Message queue is full\n\n1. Purge the queue: `postsuper -d ALL deferred`\n'],
  ['containment', 'a', '# Upload service\n\n## Contains personal data\n\nNo, none that would need to be restored.\n'],
  // Who is told may be told in one line.
  ['communication', 'g', '# Stolen key runbook\n\n1. Disable the user in Okta.\n2. Notify the account holder.\n'],
  ['communication', 'g', '# Ransomware\n\nPull the cable.\n\nStart reporting to the authorities as soon as the scale is known.\n'],
  ['communication', 'a', '# Postmortem\n\n## Updates\n\n- [Summarize what was communicated]\n'],
  [
    'communication',
    'f',
    '# Incident process\n\n## Communicate our status every few hours\n\nTell the community representatives. The update must include what we have tried and what comes next.\n',
  ],
  // A request for help names whom, or that it is made.
  ['escalation', 'g', '# Restore runbook\n\n1. Run `restore.sh`.\n2. Escalate with the logs and request ids.\n'],
  ['escalation', 'f', '# Incidents\n\nPage the on-call incident lead with `/incident page` in #incidents.\n'],
  [
    'escalation',
    'g',
    '# On-call\n\n## Escalation path\n\n1. Primary on-call\n2. Secondary on-call, after 15 minutes\n\nThe table is kept in the pager (PagerDuty / Opsgenie).\n',
  ],
  ['escalation', 'a', '# Builds\n\nLogs are also found on the Folder Events and Pipeline Events pages.\n'],
  // A label is no scale, and a range is one.
  ['severity', 'a', '# Malware playbook\n\n**Severity:** High | **Category:** Malware | **Updated:** 2026-01-05\n\n1. Isolate the host.\n'],
  ['severity', 'g', '# On-call\n\nIncidents are put into sev0-sev3 by a number of criteria.\n'],
  [
    'severity',
    'g',
    '# Error rate runbook\n\n- Warning: error rate above 2 % for 5 minutes\n- Critical: error rate above 5 % for 3 minutes\n',
  ],
  // What people do to organize themselves contains nothing; nor do the names of phases.
  [
    'containment',
    'a',
    '# Call-out runbook\n\n- Create an incident in the desk\n- Contact the duty manager\n- Post in #alerts\n- Open a call\n- Solve the issue\n- Check that nobody is missing\n- See who is away\n',
  ],
  ['containment', 'a', '# Incident policy\n\nThe response is to identify, contain, eradicate and recover from what happened.\n'],
  [
    'containment',
    'a',
    '# Continuity policy\n\n## Recovery plan testing\n\nOnce a year the team tests how to restore access and recover data.\n',
  ],
  // What is entered into a form stands in the form.
  [
    'containment',
    'f',
    '# Block an address runbook\n\n1. Navigate to **Actions** and select **Block address**\n2. Enter the range\n3. Set a duration\n4. Submit it for approval\n5. Block the others\n',
  ],
  [
    'review',
    'f',
    '# Root cause analysis\n\nAfter each severity::1 incident a review is opened within 30 days. Corrective actions get an issue and a DRI.\n',
  ],
  // A window or a mode for maintenance keeps no document up.
  ['training', 'a', '# Banner\n\n## Maintenance mode\n\nRun `make prod enable-maintenance`.\n'],
  ['training', 'g', '# Plan\n\n## Policy maintenance\n\nThe document is looked at by its owner.\n'],
  // What a step means may stand just before it.
  [
    'containment',
    'f',
    '# Registry is down runbook\n\nSearch the repository for this line:\n\n```\n# use the line below when the registry is down\n```\n\nIn every file, comment out the line above and uncomment the line below.\n\nDisable the quay integration in Unleash.\n',
  ],
  [
    'containment',
    'f',
    '# Adapter plan\n\n## Contain\n\n- The committee can stop the adapter by calling `emergencyStop()` on it.\n- Stop for a moment before anything that cannot be undone.\n',
  ],
  [
    'containment',
    'f',
    '# Vulnerability response plan\n\nA report of a vulnerability arrives by mail.\n\nThe advisory gets a CVE.\n\nA patch is written for the vulnerability.\n\n- Revoke the npm token in the npm console and force-push over the commit.\n- Rotate the `RELEASE_KEY` in GitHub Actions.\n',
  ],
  // A roster by days.
  [
    'escalation',
    'g',
    '# On-call\n\n## On-call rotation\n\n| Day | 9 am | 12 am | 3 pm |\n|---|---|---|---|\n| Mon | Jonathan | Lauren | Megan |\n| Tue | Lauren | Megan | Jonathan |\n',
  ],
  // A list of scripts is no step, and the network team is called rather than told.
  [
    'containment',
    'g',
    '# Mail runbook\n\n1. Quarantine the message.\n2. Block the sender.\n3. Reset the passwords of those who clicked.\n\n## Automation\n\n- Playbook: disable the rule in Exchange admin center\n- Run `Remove-InboxRule` for all\n- Reset them with `reset-all.ps1`\n- Block it with `block.ps1`\n',
  ],
  ['communication', 'a', '# Tunnel is down runbook\n\n1. Restart the tunnel: `ipsec restart`\n2. Notify the network team.\n'],
  ['communication', 'g', '# Error rate runbook\n\n1. Roll back: `kubectl rollout undo deploy/api`\n2. Post in #incidents what was done.\n'],
  // What happens by itself, where it is looked at, and what sets it off are no steps.
  [
    'containment',
    'g',
    '# Inventory alert runbook\n\nIf an `inventory_clusters` entry disappears, the alerts of `fleet_rules` lose it.\n\nCheck the rules.\n\nCheck the alerts.\n\nRestore what is missing.\n',
  ],
  [
    'containment',
    'g',
    '# Queue backlog runbook\n\n## Diagnosis\n\n- In the portal: Interoperability → Monitor → Queues.\n- Also Production → Monitor → Hosts.\n\n## Fix\n\n- Correct the connectivity.\n- Disable new intake.\n- Restart what hangs.\n',
  ],
  [
    'containment',
    'g',
    '# Attack runbook\n\n- Trigger: `rate_limit_storm` in the log\n- Trigger: `auth_failures` in the log\n- Block the addresses.\n- Reset the passwords.\n',
  ],
]

test.each(cases)('%s is %s', (element, standing, text) => {
  expect(judgeText(readText(text, lexicons), 'x.md').judgements[element].standing[0]).toBe(standing)
})
