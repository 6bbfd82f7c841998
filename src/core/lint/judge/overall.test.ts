// How a text stands as a whole: against its own scope, and for whoever has to follow it tonight.
import { expect, test } from 'vitest'
import { judge } from '../../../../test/support/judging.ts'

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
test('and in none that has deadlines and few names: there, containing without a handle stops', () => {
  const plan = (said: number) =>
    `# Incident process\n\n## Tell\n\nIf more than 100 users are affected, notify customers within 60 minutes.\n\n${'The lead decides what is told to customers.\n\n'.repeat(said)}## Contain\n\n- Isolate what is affected.\n\n## Where\n\nAll is written in #incidents.\n\nThe board is https://board.example/x\n`
  expect(judge(plan(5)).overall).toBe('functional')
  expect(judge(plan(8)).overall).toBe('mixed')
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
  expect(judge('# Templates\n\n## Status page update\n\nStakeholders are informed as appropriate.\n').overall).toBe('compliance-formatted')
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
test('a roster of first names names this company', () => {
  const roster = (name: string) =>
    `# On-call rotation policy\n\nThe responder watches the reports and works on them.\n\n| Week | Person | How |\n|---|---|---|\n| 1 | ${name} | Text |\n`
  expect(judge(roster('Priya')).overall).toBe('mixed')
  expect(judge(roster('Operations')).overall).toBe('compliance-formatted')
})
