// How each element is judged: by what can be used, never by headings and words alone.
import { describe, expect, test } from 'vitest'
import { shippedLexicons } from '../../../../test/support/lexicons.ts'
import type { Element } from '../element.ts'
import { readText } from '../reading/readText.ts'
import { judgeText } from './judgeText.ts'

const lexicons = shippedLexicons()
const judge = (text: string, path = 'plan.md') => judgeText(readText(text, lexicons), path)
const standing = (element: Element, text: string) => judge(text).judgements[element].standing

describe('severity', () => {
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
})

describe('escalation', () => {
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
})

describe('containment', () => {
  test('the right verb without a handle is generic, with one functional', () => {
    expect(
      standing('containment', '# Leaked key runbook\n\n## Contain\n\n1. Isolate affected systems.\n2. Revoke exposed credentials.\n'),
    ).toBe('generic')
    expect(
      standing(
        'containment',
        '# Leaked key runbook\n\n## Contain\n\n1. Deactivate the key: `aws iam update-access-key --status Inactive`\n2. Sign out everywhere: **Okta > People > Clear sessions**\n',
      ),
    ).toBe('functional')
  })
  test('a runbook that only looks is generic, however many products it names', () => {
    expect(
      standing(
        'containment',
        '# Key leaked playbook\n\n1. Query CloudTrail for the key.\n2. Review GuardDuty findings.\n3. Check IAM policies in Security Hub.\n',
      ),
    ).toBe('generic')
  })
  test('a TODO where the command should stand is a step that nobody can do', () => {
    const text =
      '# Disk full runbook\n\n## Mitigation\n\nRemove images:\n\n```sh\n# TODO: command\n```\n\nRemove logs:\n\n```sh\n# TODO: command\n```\n\nOpen the node:\n\n```sh\nkubectl debug node/x\n```\n'
    expect(standing('containment', text)).toBe('generic')
    expect(judge(text).overall).toBe('mixed')
  })
})

describe('evidence, communication, review and upkeep', () => {
  test('evidence needs artefacts with where or how', () => {
    expect(standing('evidence', '# Plan\n\n## Evidence\n\n- Preserve all evidence.\n- Maintain chain of custody.\n')).toBe('generic')
    expect(
      standing(
        'evidence',
        '# Plan\n\n## Evidence\n\n- CloudTrail events: `aws cloudtrail lookup-events > events.json`\n- Disk: `aws ec2 create-snapshot --volume-id vol-1`\n',
      ),
    ).toBe('functional')
  })
  test('communication needs two of text, threshold and deadline, and no hedge', () => {
    expect(
      standing('communication', '# Plan\n\n## Communication\n\n- Notify regulators within required timeframes (typically 72 hours).\n'),
    ).toBe('generic')
    expect(
      standing(
        'communication',
        '# Plan\n\n## Communication\n\n- Customers are told within 72 hours if personal data was read. The notice must include which data and since when.\n',
      ),
    ).toBe('functional')
  })
  test('a review needs content and owned actions, or trigger, deadline and one of them', () => {
    expect(standing('review', '# Plan\n\n## Lessons learned\n\nConduct a lessons learned meeting.\n')).toBe('generic')
    expect(
      standing(
        'review',
        '# Plan\n\n## Post-incident review\n\nRequired for all SEV1 incidents within 5 days: timeline, root cause and impact. Each action has an owner and a due date.\n',
      ),
    ).toBe('functional')
  })
  test('upkeep needs a date, what comes next, and a name', () => {
    expect(standing('training', '# Plan\n\n## Maintenance\n\nThis plan is reviewed annually.\n')).toBe('generic')
    expect(
      standing(
        'training',
        '# Plan\n\n## Document control\n\n- Last reviewed: 2026-01-12\n- Next review: every 6 months\n- Approved by: Ada Example\n',
      ),
    ).toBe('functional')
  })
})

describe('the whole', () => {
  test('a short alert runbook with the exact repair is functional though most elements are absent', () => {
    const { overall, kind } = judge(
      '# API down\n\n## Meaning\n\nThis alert fires when `up{job="api"}` is 0.\n\n## Mitigation\n\n1. Roll back: `kubectl -n prod rollout undo deployment/api`\n2. Watch `kubectl -n prod get pods` until all run.\n',
    )
    expect([kind, overall]).toEqual(['ops-runbook', 'functional'])
  })
  test('every heading and no name is compliance-formatted, whatever the keywords', () => {
    const policy = `# Incident response policy\n\n## Severity\n\nIncidents are classified as critical, high or low by their impact.\n\n## Escalation\n\nPersonnel must notify the security team and senior management immediately.\n\n## Containment\n\nThe team isolates affected systems, eradicates the threat and restores clean backups.\n\n## Evidence\n\nEvidence is preserved and the chain of custody maintained.\n\n## Communication\n\nStakeholders are notified as required by law, typically within 72 hours.\n\n## Lessons learned\n\nA lessons learned review is conducted.\n\n## Training\n\nStaff are trained annually; tabletop exercises are held periodically.\n`
    const { overall, judgements } = judge(policy, 'policy.md')
    expect(overall).toBe('compliance-formatted')
    expect(Object.values(judgements).map((each) => each.standing)).not.toContain('functional')
  })
  test('a policy whose only concrete lines are its own dates, or its deadlines, stays what every company has', () => {
    const generic = '## Containment\n\nThe team isolates affected systems and eradicates the threat.\n\n'
    const control =
      '## Document control\n\nLast reviewed: 2026-03-01 by the Security team. Reviewed every 12 months; next review: 2027-03-01.\n'
    const dated = judge(`# Incident response policy\n\n${generic}${control}`, 'policy.md')
    expect([dated.kind, dated.judgements.training.standing, dated.overall]).toEqual(['policy', 'functional', 'compliance-formatted'])
    const deadlines =
      '## Breach notification\n\nIf more than 500 individuals are affected, the regulator is told within 72 hours; the notice says what happened, which data are concerned and what is done.\n'
    const due = judge(`# Incident response policy\n\n${generic}${deadlines}`, 'policy.md')
    expect([due.judgements.communication.standing, due.overall]).toEqual(['functional', 'compliance-formatted'])
  })
  test('a policy is more than any company’s by what it names, and held to its word by commitments', () => {
    const levels =
      '## Levels\n\n### Critical\n\nCustomer data leaked. Respond in 15 minutes, page the commander.\n\n### High\n\nErrors over 20 %. Respond in 1 hour, page on-call.\n'
    const names = '\n## Where\n\nAlerts arrive in #security-alerts.\n\nOn-call is the PagerDuty schedule Primary.\n'
    const promised = '---\nseverities:\n  - { level: SEV1, acknowledge_within: PT15M }\n---\n'
    const policy = (before: string, after: string) => judge(`${before}# Security policy\n\n${levels}${after}`, 'policy.md')
    expect(policy('', '').judgements.severity.standing).toBe('functional')
    expect([policy('', '').overall, policy('', names).overall, policy(promised, '').overall]).toEqual([
      'compliance-formatted',
      'mixed',
      'functional',
    ])
  })
  test('a page that only points elsewhere is not functional', () => {
    expect(judge('# Mining playbook\n\nThe playbook is in the [wiki](https://wiki.example.com/x).\n').overall).toBe('compliance-formatted')
  })
  test('a plan that counts its levels and contains without a handle is mixed: the second step stops the responder', () => {
    const levels =
      '## Levels\n\n### SEV1\n\nCustomer data leaked. Respond in 15 minutes, page the commander at +44 20 7946 0001.\n\n### SEV2\n\nErrors over 20 %. Respond in 1 hour, page on-call in #incidents.\n'
    const contain = '## Containment\n\n1. Isolate affected systems.\n2. Disable compromised accounts.\n'
    expect(judge(`# Escalation and severity\n\n${levels}`).overall).toBe('functional')
    expect(judge(`# Escalation and severity\n\n${levels}\n${contain}`).overall).toBe('mixed')
  })
  test('one line about containing stops nobody in a plan that has more to follow, whatever else stands under that heading', () => {
    const line = '- Restart whatever does not answer.\n'
    const others = '- Say in #transit when it is over.\n- Write in #transit who helped.\n- Thank everybody in #transit.\n'
    const plan = (lines: string) =>
      `# Incident checklist of the service\n\n## Tell\n\nNotify customers within 60 minutes if more than 100 users are affected, in #transit.\n\n- Copy the link of the report to #transit.\n- Open the dashboard https://grafana.example/d/transit\n\n## Remediate\n\n${lines}`
    expect(judge(plan(line + others)).overall).toBe('functional')
    expect(judge(plan(line.repeat(4))).overall).toBe('mixed')
  })
  test('nor in one that names a thing in half of its lines, though no element is complete', () => {
    const page = (where: string) =>
      `# Who is on call\n\nAda is on call in the day; alerts come to ${where}.\n\n- Acknowledge in ${where}.\n- Ask in ${where} before you go on.\n- Write in ${where} what you saw.\n- Thank in ${where} those who helped.\n- Open the dashboard https://grafana.example/d/app\n- Restart what hangs, or revert what was released.\n`
    expect(judge(page('#ada-alerts')).overall).toBe('functional')
    expect(judge(page('the channel')).overall).toBe('mixed')
  })
  test('a runbook that contains nothing is a checklist, and judged as a plan is', () => {
    const steps =
      '- Create an incident in ServiceNow\n- Post in #alerts\n- Contact the duty manager in #duty\n- Open a call in Webex\n- Update the page https://status.example.com/admin\n'
    expect(judge(`# Call-out runbook\n\n${steps}`).overall).toBe('functional')
  })
  test('what a template of a review leaves open stops nobody; what an instruction leaves open does', () => {
    const plan = (where: string) =>
      `# Outage process\n\n1. Declare it in #incidents with \`/incident declare\`.\n2. Open https://grafana.example/d/api and post the graph.\n3. Ask @ada-oncall in #api.\n\n## ${where}\n\n\`\`\`\nDate: TODO\nWho: TODO\n\`\`\`\n`
    expect(judge(plan('Postmortem')).overall).toBe('functional')
    expect(judge(plan('Rollback')).overall).toBe('mixed')
  })
  test('what is left open under a step stops as the step does', () => {
    const runbook = (under: string) =>
      `# Database is down runbook\n\n1. Check the console https://db.example/console\n2. Promote the replica in pgAdmin:\n   - ${under}\n3. Restart the app: \`systemctl restart app\`\n`
    expect(judge(runbook('It takes a minute.')).overall).toBe('functional')
    expect(judge(runbook('TODO: the commands')).overall).toBe('mixed')
  })
  test('a form of which a third of the headings have nothing under them is not filled in yet', () => {
    const page = (empty: string) =>
      `# Service card runbook\n\n## Where\n\nOpen https://console.example/app and log in.\n\n## Who\n\nAsk in #app-team.\n\n## Code\n\nClone https://git.example/app and run it.\n${empty}`
    expect(judge(page('')).overall).toBe('functional')
    expect(judge(page('\n## Automatic alerts\n\n## How to resolve specific issues\n')).overall).toBe('mixed')
  })
  test('levels that can be told apart by what is seen can be used without a name', () => {
    const levels = (one: string, two: string) => `# Incident categories\n\n## Priority 1\n\n${one}\n\n## Priority 2\n\n${two}\n`
    expect(judge(levels('60 % of users see errors, or personal data leaked.', 'One page is down.')).overall).toBe('mixed')
    expect(judge(levels('The highest level.', 'The next level.')).overall).toBe('compliance-formatted')
  })
  test('a plan that names this company’s own things at every turn can be followed, whatever its elements lack; a policy that does promises no more', () => {
    const text = (title: string) =>
      `# ${title}\n\nReports arrive in the HackerOne inbox.\n\n1. Open the report and copy its link to #bounty.\n2. Create a card on the Trello board “Security”.\n3. Ask the reporter for what is missing.\n4. Consult the product owner where the risk is unclear.\n5. Close the report when the card is done.\n`
    expect(judge(text('Triage process for bug reports')).overall).toBe('functional')
    expect(judge(text('Bug report policy'), 'policy.md').overall).toBe('mixed')
  })
  test('deadlines without a name are the same in every company: such a plan is mixed', () => {
    const text = (where: string) =>
      `# Breach notification plan\n\n## Notification\n\nIf more than 500 individuals are affected, the regulator is told within 72 hours${where}.\n\nThe notice must include what happened and which data are concerned.\n`
    expect(judge(text('')).overall).toBe('mixed')
    expect(judge(text(' through the portal at https://report.ico.example/breach')).overall).toBe('functional')
  })
  test('words that can be posted as they stand are as good as a command; those with slots are not', () => {
    const process = (words: string) =>
      `# Incident process\n\nWhoever sees it declares it.\n\nPost this message:\n\n\`\`\`\n${words}\n\`\`\`\n\nA volunteer keeps notes.\n\nThe lead decides when it is over.\n`
    expect(judge(process('I am declaring an incident now')).measures.concrete).toBeCloseTo(1 / 5)
    expect(judge(process('I am declaring an incident because [reason]')).measures.concrete).toBe(0)
  })
  test('a text that is ready to be sent is something, also where nothing else is', () => {
    const ready = '# Templates\n\n## Status page update\n\nWe’re aware of a fault and are working on it. Users may see errors.\n'
    expect(judge(ready).overall).toBe('mixed')
    expect(judge('# Templates\n\n## Status page update\n\nStakeholders are informed as appropriate.\n').overall).toBe(
      'compliance-formatted',
    )
  })
  test('a page about one element is judged by that one', () => {
    const text =
      '# Escalation policy\n\nOn-call rotation: the PagerDuty schedule Primary.\n\n- **Severity 1:** acknowledge in PagerDuty, then work on it at once and say so.\n- **Severity 2:** acknowledge in Slack, then work on it within an hour.\n\nAll alerts go to #alerts.\n'
    expect([judge(text).judgements.severity.standing, judge(text).overall]).toEqual(['generic', 'functional'])
  })
  test('the vendors that everybody has make no playbook against attackers this company’s; its own things do', () => {
    const playbook = (more: string) =>
      `# Phishing playbook\n\n- Look at the alert of Microsoft Defender.\n- Ask the user what was clicked.\n- Isolate affected hosts.\n- Reset the passwords of those who clicked.\n- Block the sender.\n${more}`
    expect(judge(playbook('- Warn the others.\n')).overall).toBe('compliance-formatted')
    expect(judge(playbook('- Warn the others in #security-news.\n')).overall).toBe('mixed')
  })
  test('a question in braces and a row of crosses are places left open', () => {
    const open = (where: string) =>
      readText(`# Breach\n\nTell ${where} at once.\n`, lexicons).reads.flatMap(({ placeholders }) => placeholders)
    expect(open('{security team?}')).toHaveLength(1)
    expect(open('the engineer (xxxxxxxxxxxx)')).toHaveLength(1)
    expect(open('the {name} of the team')).toHaveLength(0)
  })
  test('a roster of first names names this company', () => {
    const roster = (name: string) =>
      `# On-call rotation policy\n\nThe responder watches the reports and works on them.\n\n| Week | Person | How |\n|---|---|---|\n| 1 | ${name} | Text |\n`
    expect(judge(roster('Priya')).overall).toBe('mixed')
    expect(judge(roster('Operations')).overall).toBe('compliance-formatted')
  })
})

describe('containment in reports of vulnerabilities', () => {
  const handling = (more: string) =>
    `# Handling of vulnerability reports\n\n1. Acknowledge the report to the reporter.\n2. Request a CVE for the vulnerability.\n\n## Remediation\n\n1. Fix the vulnerability on a private branch.\n2. Release the patched version with its advisory.\n${more}`
  test('mending what is sold contains nothing that runs', () => {
    expect(judge(handling('')).judgements.containment.standing).toBe('absent')
  })
  test('a section that says contain is meant', () => {
    expect(judge(handling('\n## Containment\n\n1. Disable the affected feature.\n')).judgements.containment.standing).toBe('generic')
  })
})

describe('a step that says an operation of one tool', () => {
  const runbook = (...steps: string[]) =>
    judge(`# Leaked secret runbook\n\n## Containment\n\n${steps.map((step, at) => `${at + 1}. ${step}\n`).join('')}`).judgements.containment
      .standing
  test('needs no code marks', () => {
    expect(runbook('Force-push to the PR branch to overwrite the code.', 'Revert the commit.', 'Revoke the secret.')).toBe('functional')
    expect(runbook('Overwrite the code.', 'Undo the change.', 'Revoke the secret.')).toBe('generic')
  })
  test('a call is made, whoever else is called', () => {
    expect(runbook('Call pause() on the vault.', 'Call setCap(0) on the pool.', 'Tell the community.')).toBe('functional')
    expect(runbook('Call the vendor.', 'Call the owner of the pool.', 'Tell the community.')).not.toBe('functional')
  })
})

describe('communication', () => {
  test('a list under “when to post” is a threshold', () => {
    const text = (heading: string) =>
      `# Status messages\n\n## ${heading}\n\n- Sign-in fails for everybody in a region.\n- Messages arrive an hour late.\n\n## Content\n\nThe message must include when it began and what it means for users.\n`
    expect(judge(text('When to post a status message')).judgements.communication.standing).toBe('functional')
    expect(judge(text('About status messages')).judgements.communication.standing).toBe('generic')
  })
})

describe('communication in lines of their own', () => {
  const standing = (text: string) => judge(`# Incident communication\n\n## Updates\n\n${text}`).judgements.communication
  test('how often for which level is a threshold and a cadence', () => {
    const parts = standing('Share the state with stakeholders:\n\n- High severity: hourly\n- Low severity: daily\n').parts
    expect(parts).toEqual({ text: false, threshold: true, deadline: true })
  })
  test('what a message is posted with is its required content', () => {
    expect(standing('Post in #security with:\n\n- what was exposed\n- who found it\n').parts.text).toBe(true)
    expect(standing('Be sure to include what users may see.\n').parts.text).toBe(true)
    expect(standing('Information to include when informing users:\n\n- a point of contact\n').parts.text).toBe(true)
    expect(standing('Post in #security.\n').parts.text).toBe(false)
  })
})

describe('the kind', () => {
  const steps = '\n\n1. Check the dashboard.\n2. Ask the owner of the job.\n'
  test.each([
    ['Attack on availability', `This runbook outlines what to do in a flood of requests.${steps}`, 'security-runbook'],
    ['Mirror errors', `Clients are not served.${steps}`, 'ops-runbook'],
    ['Mirror', `Clients are served.${steps}`, 'other'],
    ['Emergency playbooks', 'By scenario.', 'ops-runbook'],
    // What machines are set to is called a policy as well, and people go on call by a plan.
    ['Revoke access with a bucket policy', 'Run `aws s3api put-bucket-policy --bucket x --policy y`.', 'ops-runbook'],
    ['Incident response policy', `The team responds.${steps}`, 'policy'],
    ['Vulnerability disclosure policy', 'Reports are answered within 10 days.', 'plan'],
    ['On-call playbook', `Have the pager with you.${steps}`, 'plan'],
    ['Queue playbook', `Have the console open.${steps}`, 'ops-runbook'],
    ['How to classify an incident', `Ask for its impact.${steps}`, 'plan'],
    ['How to restart the queue', `Ask for its impact.${steps}`, 'ops-runbook'],
    ['After an incident', 'What was learned is written down.', 'pir-template'],
  ])('%s', (title, body, kind) => {
    expect(judge(`# ${title}\n\n${body}`, 'page.md').kind).toBe(kind)
  })
  test('is a runbook where the front matter’s type says so', () => {
    expect(judge(`---\ntype: "Playbook"\n---\n# Simplified plan${steps}`, 'page.md').kind).toBe('ops-runbook')
  })
})
