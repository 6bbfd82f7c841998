// How severity stands: by what can be used, never by headings and words alone.
import { expect, test } from 'vitest'
import { standing, standsAs } from '../../../../test/support/judging.ts'

const levels = (first: string, second: string) => `# Response plan\n\n## Severity\n\n- **SEV1**: ${first}\n- **SEV2**: ${second}\n`
test('is functional with criteria to observe, a time, and somebody who is woken', () => {
  expect(
    standing(
      'severity',
      levels(
        'more than 50 % of sign-ins fail; page the commander within 15 minutes',
        'one region fails; page the on-call engineer within 1 hour',
      ),
    ),
  ).toBe('functional')
})
test('is generic where any of the three is missing', () => {
  expect(
    standing(
      'severity',
      levels('critical to the business; page the commander within 15 minutes', 'less so; page the on-call engineer within 1 hour'),
    ),
  ).toBe('generic')
  expect(
    standing('severity', levels('more than 50 % of sign-ins fail; page the commander', 'one region fails; page the on-call engineer')),
  ).toBe('generic')
})
test('is read from a table and from headings alike', () => {
  expect(
    standing(
      'severity',
      '# Plan\n\n| Severity | When | Respond | Who |\n|---|---|---|---|\n| P1 | data loss | 15 minutes | page the lead |\n| P2 | errors over 5 % | 1 hour | page on-call |\n',
    ),
  ).toBe('functional')
  expect(
    standing(
      'severity',
      '# Plan\n\n### SEV-1\n\nComplete outage. Respond in 15 minutes. Page the lead.\n\n### SEV-2\n\nError rate over 5 %. Respond in 1 hour. Notify on-call.\n',
    ),
  ).toBe('functional')
})
test('a column of severities in another table defines none', () => {
  expect(
    standing(
      'severity',
      '# Findings\n\n| Source | Finding | Severity |\n|---|---|---|\n| GuardDuty | a | HIGH |\n| GuardDuty | b | LOW |\n',
    ),
  ).toBe('absent')
})

standsAs('severity', [
  [
    'f',
    '# Plan\n\n## Classification\n\n**Critical** – production is down for all customers. Call the incident manager at once, response within 15 minutes.\n\n**Major** – one module unusable, or more than 10 customers affected. Inform the team lead, response within 2 hours.\n\n**Minor** – cosmetic. Ticket, next business day.\n',
  ],
  [
    'f',
    '# IR\n\n### Priority 1\nData breach or full outage\nResponse: 15 min, page CTO\n\n### Priority 2\nPartial outage\nResponse: 1 hour, notify lead\n',
  ],
  ['g', '# IR\n\nIncidents are rated as high, medium or low severity.\n'],
  ['g', '# IR\n\n## Incident Categories\n\n1. Low: minor\n2. Medium: moderate\n3. High: serious\n'],
  ['g', '# Sev\n\n* SEV-1: >50% of users affected\n* SEV-2: >10% of users affected\n* SEV-3: <10% of users affected\n'],
  ['a', '# KubeNodeDown\n\nSeverity: critical\n\n## Mitigation\n\nRestart the node.\n'],
  ['a', '# Runbook\n\nThis is a high severity alert.\n\n- run `kubectl get nodes`\n'],
  [
    'f',
    '# Incident levels\n\n<table><tr><th>Level</th><th>Meaning</th></tr>\n<tr>\n<td>P1</td>\n<td>Site down for all users. Ack in 5 min, page the IC.</td>\n</tr>\n<tr>\n<td>P2</td>\n<td>Checkout errors above 5%. Ack in 30 min, page on-call.</td>\n</tr>\n</table>\n',
  ],
  [
    'g',
    '## 3. Incident Severity\n\nThe Incident Manager determines the severity based on the impact on the confidentiality, integrity and availability of information.\n',
  ],
  ['g', '# IRP\n\n- Level 1: minor incident\n- Level 2: major incident\n- Level 3: crisis\n'],
  [
    'f',
    '# Sev\n\n## SEV0\n- All customers down\n- Confirmed data breach\n\n**Response:** 5 minutes, call CEO\n\n## SEV1\n- A region is down\n\n**Response:** 15 minutes, page SRE\n',
  ],
  ['a', '# Onboarding for on-call\n\nGet access to PagerDuty and Slack.\n'],
  ['a', '# CVE triage\n\nReports come from HackerOne with a CVSS score.\n'],
  // Levels are named, or there are none.
  ['a', '# Checklist\n\n- [ ] Understand the report\n- [ ] Determine severity\n- [ ] Write the fix\n'],
  ['g', '# IR\n\nThe owner says how bad it is, coded as SEV 1: critical, SEV 2: major, or SEV 3: minor.\n'],
  ['a', '# QueueStuck\n\n## Severity\n\n**Critical**\n\n## Mitigation\n\nRestart the worker.\n'],
  ['a', '# Plan\n\n## Order of recovery, by priority\n\n1. Domain controllers\n2. Name servers\n'],
  [
    'f',
    '# IR\n\n| Question | If yes |\n|---|---|\n| Is data leaking? | P1 Critical |\n| Are payments failing? | P2 High |\n| One login stolen? | P3 Medium |\n\n| Severity | Respond | Lead |\n|---|---|---|\n| P1 | 15 minutes | page the CISO |\n| P2 | 1 hour | page the security lead |\n| P3 | 1 day | ticket to the analyst on-call |\n',
  ],
  // A label is no scale, and a range is one.
  ['a', '# Malware playbook\n\n**Severity:** High | **Category:** Malware | **Updated:** 2026-01-05\n\n1. Isolate the host.\n'],
  ['g', '# On-call\n\nIncidents are put into sev0-sev3 by a number of criteria.\n'],
  ['g', '# Error rate runbook\n\n- Warning: error rate above 2 % for 5 minutes\n- Critical: error rate above 5 % for 3 minutes\n'],
])
