// What kind of document is it, by its title and by what stands in it?
import { expect, test } from 'vitest'
import { judge } from '../../../../test/support/judging.ts'

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
